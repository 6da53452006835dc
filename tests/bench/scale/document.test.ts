import { describe, expect, test } from "vitest";
import { bendsOf } from "../../../bench/scale/bends.ts";
import { bestChunkSeconds, costOf } from "../../../bench/scale/cost-model.ts";
import { relativeWall, ruledLengths } from "../../../bench/scale/document/chunk-lengths.ts";
import { lineChart } from "../../../bench/scale/line-chart.ts";
import { constants } from "../../../bench/scale/parts.ts";
import { repeat } from "../../../bench/scale/repeat.ts";
import { chunkSeconds, settings } from "../../../bench/scale/settings.ts";
import { clusterOf, jobOf, plainEnsemble, studies } from "../../../bench/scale/studies.ts";
import { bytes, number, percent, table, time } from "../../../bench/scale/words.ts";
import { clusterWith, plainJob } from "./plain-cluster.ts";

const measured = constants();
const [sobol, cities] = studies;

test("numbers are written with few digits and in the unit that suits them", () => {
  expect([0.00002, 0.0005, 0.25, 2, 99, 600, 6000, 7200].map(time)).toEqual([
    "20 µs",
    "500 µs",
    "250 ms",
    "2 s",
    "99 s",
    "10 min",
    "1.7 h",
    "2 h",
  ]);
  expect([12, 1234, 5.678e6, 2e9].map(bytes)).toEqual(["12 bytes", "1.2 kB", "5.7 MB", "2 GB"]);
  expect([0.014, 0.123, 1].map(percent)).toEqual(["1%", "12%", "100%"]);
  expect([1234567, 0.1234].map((x) => number(x))).toEqual(["1,230,000", "0.123"]);
  expect(table([{ title: "a" }, { title: "b", right: true }], [["1", "2"]])).toBe(
    "| a | b |\n| --- | --: |\n| 1 | 2 |",
  );
});

test("a part is short from as many workers on as make their time less than its own", () => {
  // 1,000 runs of 0.1 s; the coordinating process takes 2 ms for each: 50 workers.
  const bends = bendsOf(plainJob, (count) =>
    clusterWith({ workers: { count }, coordinator: { readSecondsPerRun: 0.002 } }),
  );
  expect(bends.coordinator).toBeGreaterThanOrEqual(50);
  expect(bends.coordinator).toBeLessThan(54);
  expect(bends.redis).toBe(Infinity);
});

test("the best length is Young's with endless work, and no shorter failures make it longer", () => {
  expect(bestChunkSeconds(0.01, 3600, Infinity)).toBeCloseTo(Math.sqrt(2 * 0.01 * 3600), 9);
  expect(bestChunkSeconds(0.01, Infinity, 100)).toBeCloseTo(Math.sqrt(2 * 0.01 * 100), 9);
  expect(bestChunkSeconds(0.01, 3600, 100, 2)).toBeLessThan(bestChunkSeconds(0.01, 3600, 100));
});

test("a chart draws each line with its mark and stays inside its axes", () => {
  const { svg } = lineChart({
    name: "x.svg",
    alternative: "a & b",
    caption: "c",
    x: { label: "x", from: 1, to: 100, ticks: [[10, "ten"]] },
    y: { label: "y", from: 1, to: 10, ticks: [[1, "one"]] },
    lines: [
      {
        label: "one",
        ink: "main",
        mark: "disc",
        points: [
          [1, 1],
          [10, 1000],
        ],
      },
    ],
  });
  expect(svg).toContain("<title>a &amp; b</title>");
  // x = 10 is the middle of the axis; y is cut at the top.
  expect(svg).toContain('<path d="M70 334L397 34"');
  expect(svg.match(/<circle/g)).toHaveLength(3);
  expect(svg).not.toContain("NaN");
});

describe("what the text of docs/scale.md says of the constants", () => {
  const bends = (study: typeof sobol) =>
    bendsOf(jobOf(study, measured, chunkSeconds), (workers) =>
      clusterOf(study, measured, settings, { workers }),
    );

  test("the coordinating process is short first in a Sobol' study and a plain ensemble", () => {
    for (const study of [sobol, plainEnsemble]) {
      const { coordinator, ...others } = bends(study);
      expect(coordinator).toBeLessThan(Math.min(...Object.values(others)));
    }
  });

  test("the folder's bandwidth comes second where whole series are kept", () => {
    const { coordinator: _, folderBytes, ...others } = bends(plainEnsemble);
    expect(folderBytes).toBeLessThan(Math.min(...Object.values(others)));
  });

  test("loading the world is short first where it is large", () => {
    const { loading, ...others } = bends(cities);
    expect(loading).toBeLessThan(Math.min(...Object.values(others)));
  });

  test("a chunk asks Redis some dozens of times, and takes well under a millisecond of it", () => {
    const { operationsPerChunk, postSeconds, workSeconds } = measured.queue;
    expect(operationsPerChunk).toBeGreaterThan(20);
    expect(operationsPerChunk).toBeLessThan(60);
    expect(postSeconds + workSeconds).toBeLessThan(0.8e-3);
  });

  test("between half a second and four seconds the length of a chunk changes little", () => {
    const wall = (length: number): number => relativeWall(measured, settings, length, 3600);
    const [half, two, four] = [wall(0.5), wall(2), wall(4)];
    const least = Math.min(half, two, four);
    for (const one of [half, two, four]) expect(one / least).toBeLessThan(1.05);
    expect(wall(0.05)).toBeGreaterThan(least);
    expect(wall(32) / least).toBeGreaterThan(1.1);
    const { rule, young } = ruledLengths(measured, settings, 3600);
    expect(rule).toBeLessThan(young);
  });

  test("the formula of how long it takes is within a minute and a tenth of the simulation", () => {
    for (const study of studies) {
      const job = jobOf(study, measured, chunkSeconds);
      const alone = costOf(job, clusterOf(study, measured, settings, { workers: 1 }));
      const runs = Math.min(job.chunkRuns, Math.ceil(job.runs / job.designs));
      const a = (alone.chunkSeconds + alone.overheadSeconds) / runs;
      const b = alone.bounds.coordinator / job.runs;
      for (const workers of [10, 100, 1_000]) {
        const cluster = clusterOf(study, measured, settings, { workers });
        const wall = repeat(job, cluster).mean((one) => one.wall);
        const said = Math.max((study.runs * a) / workers, study.runs * b) + 60;
        expect(Math.abs(wall - said)).toBeLessThan(60 + 0.1 * wall);
      }
    }
  });
});
