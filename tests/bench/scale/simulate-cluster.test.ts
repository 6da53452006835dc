import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Cluster, Job } from "../../../bench/scale/cluster.ts";
import { costOf, triesFactor } from "../../../bench/scale/cost-model.ts";
import { simulateCluster } from "../../../bench/scale/simulate-cluster.ts";
import type { Simulated } from "../../../bench/scale/simulated.ts";
import { clusterWith, plainJob } from "./plain-cluster.ts";

function sumOf({ spent }: Simulated): number {
  return Object.values(spent).reduce((a, b) => a + b);
}

/** Mean and standard error of what simulations with different seeds give. */
function over(seeds: number, value: (seed: string) => number): { mean: number; error: number } {
  const values = Array.from({ length: seeds }, (_, k) => value(String(k)));
  const mean = values.reduce((a, b) => a + b) / seeds;
  const variance = values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (seeds - 1);
  return { mean, error: Math.sqrt(variance / seeds) };
}

const seconds = (most: number) => fc.double({ min: 0, max: most, noNaN: true });

/** Clusters and jobs of every kind, small enough to simulate by the hundred. */
const anyCase: fc.Arbitrary<{ readonly job: Job; readonly cluster: Cluster }> = fc
  .record({
    runs: fc.integer({ min: 1, max: 400 }),
    chunkRuns: fc.integer({ min: 1, max: 50 }),
    designs: fc.integer({ min: 1, max: 8 }),
    secondsPerRun: fc.double({ min: 0.001, max: 1, noNaN: true }),
    cv: seconds(1.5),
    count: fc.integer({ min: 1, max: 12 }),
    threads: fc.integer({ min: 1, max: 3 }),
    ahead: fc.integer({ min: 0, max: 2 }),
    failureSeconds: fc.oneof(fc.constant(Infinity), fc.double({ min: 5, max: 500, noNaN: true })),
    repairSeconds: seconds(60),
    small: seconds(0.05),
    lockSeconds: fc.double({ min: 1, max: 30, noNaN: true }),
    checkSeconds: fc.double({ min: 1, max: 30, noNaN: true }),
    tries: fc.integer({ min: 1, max: 5 }),
    slowShare: seconds(1),
    slowTimes: fc.double({ min: 1, max: 5, noNaN: true }),
    bytes: seconds(1e7),
  })
  .map((c) => ({
    job: {
      ...plainJob,
      runs: c.runs,
      chunkRuns: c.chunkRuns,
      designs: Math.min(c.designs, c.runs),
      secondsPerRun: c.secondsPerRun,
      spread: { kind: "lognormal", cv: c.cv },
      designBytes: c.bytes,
      worldBytes: c.bytes * 3,
      bytesPerRun: c.bytes / 10,
      bytesPerChunk: c.bytes / 5,
    },
    cluster: clusterWith({
      workers: {
        count: c.count,
        threads: c.threads,
        ahead: c.ahead,
        startSeconds: c.small * 10,
        worldSeconds: c.small * 5,
        designSeconds: c.small,
        packSecondsPerRun: c.small / 50,
        packSecondsPerChunk: c.small,
        failureSeconds: c.failureSeconds,
        repairSeconds: c.repairSeconds,
        slowShare: c.slowShare,
        slowTimes: c.slowTimes,
      },
      queue: {
        lockSeconds: c.lockSeconds,
        checkSeconds: c.checkSeconds,
        tries: c.tries,
        postSeconds: c.small / 10,
        takeSeconds: c.small / 5,
        completeSeconds: c.small / 5,
        renewSeconds: c.small / 5,
        presentShare: c.small / 5,
        roundTripSeconds: c.small / 3,
        spread: { kind: "exponential" },
      },
      folder: { bytesPerSecond: 1e8, operationsPerSecond: 2000 },
      coordinator: {
        startSeconds: c.small * 10,
        storeSeconds: c.small,
        openSeconds: c.small / 2,
        postSeconds: c.small / 100,
        noticeSeconds: c.small / 50,
        readSecondsPerRun: c.small / 50,
        readSecondsPerChunk: c.small / 5,
      },
    }),
  }));

describe("whatever happens", () => {
  test("every chunk is counted once, and no second of a worker is missing or there twice", () => {
    fc.assert(
      fc.property(anyCase, fc.integer({ min: 0, max: 1000 }), ({ job, cluster }, seed) => {
        const done = simulateCluster(job, cluster, String(seed));
        expect(done.kept + done.setAside).toBe(done.chunks);
        expect(sumOf(done) / (cluster.workers.count * done.wall)).toBeCloseTo(1, 9);
        for (const time of Object.values(done.spent)) expect(time).toBeGreaterThanOrEqual(-1e-6);
        expect(done.lostTries).toBeLessThanOrEqual(
          done.deaths * (cluster.workers.threads + cluster.workers.ahead),
        );
        expect(done.lostTries).toBeGreaterThanOrEqual(done.setAside * cluster.queue.tries);
        if (cluster.workers.failureSeconds === Infinity) {
          expect(done.deaths).toBe(0);
          // Threads were at work for what was kept, and for nothing else.
          expect(done.spent.lost).toBeCloseTo(0, 6);
          expect(done.spent.down).toBe(0);
        }
        expect(done.lastKept).toBeLessThanOrEqual(done.wall);
      }),
      { numRuns: 300, seed: 1 },
    );
  });

  test("the same seed gives the same, another seed something else", () => {
    const cluster = clusterWith({ workers: { failureSeconds: 50, repairSeconds: 10 } });
    const job: Job = { ...plainJob, spread: { kind: "lognormal", cv: 0.3 } };
    expect(simulateCluster(job, cluster, "a")).toEqual(simulateCluster(job, cluster, "a"));
    expect(simulateCluster(job, cluster, "b").wall).not.toBe(
      simulateCluster(job, cluster, "a").wall,
    );
  });

  test("a chunk whose worker is killed is done again by its successor once its lock has run out", () => {
    const cluster = clusterWith({
      workers: { count: 1, killedAt: [4], areThere: true, startSeconds: 2, repairSeconds: 0 },
      queue: { lockSeconds: 10, checkSeconds: 5 },
    });
    const job: Job = { ...plainJob, runs: 100, chunkRuns: 100 };
    for (const seed of ["1", "2", "3", "4"]) {
      const done = simulateCluster(job, cluster, seed);
      // Taken at 0 and renewed at 0: without a lock from 10 on, and seen within 5 s; then 10 s of work.
      expect(done.wall).toBeGreaterThanOrEqual(20);
      expect(done.wall).toBeLessThanOrEqual(25);
      expect(done).toMatchObject({ deaths: 1, lostTries: 1, kept: 1 });
      expect(done.spent.lost).toBeCloseTo(4, 9);
      expect(done.spent.starting).toBeCloseTo(2, 9);
    }
  });

  test("a job whose workers all die and do not come back has no end", () => {
    const cluster = clusterWith({ workers: { failureSeconds: 1 } });
    expect(simulateCluster(plainJob, cluster, "1").wall).toBeNaN();
  });

  test("10,000 workers that fail every hour finish 100,000 chunks, each counted once", () => {
    const job: Job = { ...plainJob, runs: 1_000_000, secondsPerRun: 1 };
    const cluster = clusterWith({
      workers: { count: 10_000, failureSeconds: 3600, repairSeconds: 120 },
      queue: { tries: 20 },
    });
    const done = simulateCluster(job, cluster, "1");
    expect(done.kept).toBe(100_000);
    expect(done.deaths).toBeGreaterThan(100);
    expect(sumOf(done) / (10_000 * done.wall)).toBeCloseTo(1, 9);
  });
});

describe("closed forms", () => {
  test.each([2, 5, 12, 30])(
    "%i workers before one Redis finish as many chunks as the formula of machine repair says",
    (count) => {
      // Workers compute for 1 s on average, Redis takes 0.1 s: both exponential (M/M/1//N).
      const rho = 0.1;
      let term = 1;
      let sum = 1;
      for (let k = 1; k <= count; k++) {
        term *= (count - k + 1) * rho;
        sum += term;
      }
      const throughput = (1 - 1 / sum) / 0.1;
      const job: Job = {
        ...plainJob,
        runs: 6000,
        chunkRuns: 1,
        secondsPerRun: 1,
        spread: { kind: "exponential" },
      };
      const cluster = clusterWith({
        workers: { count },
        queue: { completeSeconds: 0.1, spread: { kind: "exponential" } },
      });
      const { mean, error } = over(
        12,
        (seed) => 6000 / simulateCluster(job, cluster, seed).lastKept,
      );
      // At both ends workers are not all at work: of the order of count / chunks.
      expect(Math.abs(mean - throughput)).toBeLessThan(4 * error + (throughput * count) / 6000);
    },
  );

  test("workers are down for the share of time that failures and repairs say", () => {
    const job: Job = { ...plainJob, runs: 40_000, secondsPerRun: 0.1 };
    const cluster = clusterWith({
      workers: { failureSeconds: 40, repairSeconds: 10 },
      queue: { tries: 200 },
    });
    const { mean, error } = over(12, (seed) => {
      const done = simulateCluster(job, cluster, seed);
      return done.spent.down / (4 * done.wall);
    });
    expect(Math.abs(mean - 10 / 50)).toBeLessThan(4 * error);
    expect(error).toBeLessThan(0.01);
  });

  test("what failures cost is what memoryless failures cost: (e^(c/M) - 1) M/c", () => {
    const job: Job = { ...plainJob, runs: 30_000 };
    for (const failureSeconds of [2, 5]) {
      const cluster = clusterWith({
        workers: { failureSeconds, repairSeconds: 0.001 },
        queue: { tries: 255, lockSeconds: 0.02, checkSeconds: 0.01 },
      });
      const { mean, error } = over(8, (seed) => {
        const { spent } = simulateCluster(job, cluster, seed);
        return (spent.computing + spent.lost) / spent.computing;
      });
      expect(Math.abs(mean - triesFactor(1, failureSeconds))).toBeLessThan(4 * error);
      expect(error).toBeLessThan(0.01);
    }
  });
});

describe("without failures and spread the simulation is the cost model", () => {
  test("exactly, where workers alone are short", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 500 }),
        fc.integer({ min: 1, max: 40 }),
        seconds(2),
        (chunks, count, start) => {
          const job: Job = { ...plainJob, runs: chunks * 10 };
          const cluster = clusterWith({
            workers: {
              count,
              startSeconds: start,
              worldSeconds: 0.5,
              packSecondsPerChunk: 0.01,
            },
            queue: { roundTripSeconds: 0.002 },
          });
          const { wall } = costOf(job, cluster);
          expect(simulateCluster(job, cluster, "1").wall / wall).toBeCloseTo(1, 9);
        },
      ),
      { seed: 2 },
    );
  });

  const chunks = 4000;
  const job: Job = { ...plainJob, runs: chunks * 10, bytesPerRun: 1e4, bytesPerChunk: 1e5 };
  test.each([
    ["workers", { workers: { count: 8, packSecondsPerRun: 0.001 } }],
    ["workers", { workers: { count: 8, threads: 4, ahead: 1 }, queue: { roundTripSeconds: 0.01 } }],
    ["coordinator", { workers: { count: 500 }, coordinator: { readSecondsPerRun: 0.005 } }],
    ["coordinator", { workers: { count: 500, ahead: 1 }, coordinator: { postSeconds: 0.02 } }],
    ["redis", { workers: { count: 500 }, queue: { completeSeconds: 0.02, takeSeconds: 0.03 } }],
    ["folderOperations", { workers: { count: 500 }, folder: { operationsPerSecond: 100 } }],
    ["folderBytes", { workers: { count: 500 }, folder: { bytesPerSecond: 1e7 } }],
  ] as const)("within 1%% where %s are short", (short, parts) => {
    const cluster = clusterWith(parts);
    const cost = costOf(job, cluster);
    expect(cost.short).toBe(short);
    expect(Math.abs(simulateCluster(job, cluster, "1").wall / cost.wall - 1)).toBeLessThan(0.01);
  });
});
