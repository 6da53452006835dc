import type { ChildProcess } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { loadPlugin } from "../../../src/scenario/node/plugin.ts";
import { type Called, callCli, finish, startCli } from "../../support/cli.ts";
import { findRedis, type RedisServer, startRedis } from "../../support/redis.ts";
import { startServe } from "../../support/serve.ts";

// Experiments and workers as processes of their own, which are killed. Needs the build, which `npm test` makes.

vi.setConfig({ testTimeout: 120_000 });

const program = findRedis();

describe.skipIf(program === null)("an experiment on workers of their own", () => {
  let redis: RedisServer;
  let home = "";
  const started: ChildProcess[] = [];

  beforeAll(async () => {
    redis = await startRedis(program as string);
    home = mkdtempSync(join(tmpdir(), "panoptes-processes-"));
  });
  afterEach(() => {
    for (const child of started.splice(0)) child.kill("SIGKILL");
  });
  afterAll(async () => {
    await redis.stop();
    rmSync(home, { recursive: true, force: true });
  });

  interface Running {
    readonly child: ChildProcess;
    readonly ended: Promise<Called>;
    /** What it has said so far. */
    said(): string;
  }
  const start = (argv: readonly string[], environment: Record<string, string> = {}): Running => {
    const child = startCli(argv, {
      environment: {
        ...{ PANOPTES_ENGINE: redis.address, PANOPTES_SHARED: join(home, "shared") },
        ...environment,
      },
    });
    started.push(child);
    let text = "";
    child.stderr?.on("data", (piece: Buffer) => {
      text += piece;
    });
    return { child, ended: finish(child), said: () => text };
  };
  const worker = (...more: readonly string[]) =>
    start(["worker", "-j", "1", "--takeover", "4s", "--progress", "json", ...more]);
  const run = (seed: string, ...more: readonly string[]) => [
    ...["run", "baseline", "-n", "200", "--seed", seed, "--no-baseline", "--json"],
    ...["--progress", "json", ...more],
  ];
  const hashOf = ({ out }: Called): unknown =>
    (JSON.parse(out) as { result_hash: unknown }).result_hash;
  /** Runs that lie in the shared folder, each as often as it is kept there. */
  const runsKept = (): number[] => {
    const folder = join(home, "shared", "chunks");
    return readdirSync(folder).flatMap((design) =>
      readdirSync(join(folder, design)).flatMap((name) => {
        const [, first, count] = /^(\d+)-(\d+)\.chunk$/.exec(name) ?? [];
        return Array.from({ length: Number(count ?? 0) }, (_, k) => Number(first) + k);
      }),
    );
  };

  test("has every run exactly once when a worker is killed, and the hash of one thread", async () => {
    const experiment = start(run("kill", "--chunk-seconds", "0.1"));
    await expect.poll(() => experiment.said(), { timeout: 60_000 }).toMatch(/no worker/i);
    const [victim, survivor] = [worker(), worker()];
    const begun = (one: Running) => (one.said().match(/"event":"kept"/g) ?? []).length;
    await expect.poll(() => begun(victim), { timeout: 60_000 }).toBeGreaterThan(2);
    victim.child.kill("SIGKILL");
    const [got, alone] = await Promise.all([experiment.ended, callCli(run("kill", "-j", "1"))]);
    expect(got.code).toBe(0);
    expect(hashOf(got)).toBe(hashOf(alone));
    expect(runsKept().sort((a, b) => a - b)).toEqual(Array.from({ length: 200 }, (_, k) => k));
    expect(begun(survivor)).toBeGreaterThan(2);
    survivor.child.kill("SIGTERM");
    const { code, err } = await survivor.ended;
    expect(code).toBe(0);
    expect(err).not.toContain('"event":"aside"');

    // Once more: everything is found, and nobody is needed.
    const again = await start(run("kill", "--chunk-seconds", "0.1")).ended;
    expect(hashOf(again)).toBe(hashOf(alone));
    expect(runsKept()).toHaveLength(200);
  });

  test("that is stopped takes back what nobody began, and goes on when it is asked again", async () => {
    const experiment = start(run("stop", "--chunk-seconds", "0.1"));
    const one = worker();
    await expect.poll(() => one.said(), { timeout: 60_000 }).toMatch(/"event":"kept"/);
    experiment.child.kill("SIGINT");
    const stopped = await experiment.ended;
    expect(stopped.code).toBe(130);
    // Nothing is left to do but what had been begun.
    const { code, out } = await worker("--until-empty").ended;
    one.child.kill("SIGTERM");
    await one.ended;
    expect({ code, out }).toEqual({ code: 0, out: expect.stringMatching(/^\d+ chunks/) });
    const kept = runsKept().length;
    const again = start(run("stop", "--chunk-seconds", "0.1"));
    const next = worker();
    expect(hashOf(await again.ended)).toBe(hashOf(await callCli(run("stop", "-j", "1"))));
    // Those of the other test, those of this one, and none twice.
    expect(runsKept().length).toBe(400);
    expect(kept).toBeLessThan(400);
    next.child.kill("SIGTERM");
    await next.ended;
  });

  test("is what a server with --engine has its jobs run by", async () => {
    const where = ["--engine", redis.address, "--store", join(home, "store")];
    const { address, stop } = await startServe(...where, "--shared", join(home, "shared"));
    const one = worker();
    try {
      const answers = await Promise.all([120, 124].map((runs) => answerOf(address, runs)));
      const alone = await callCli(["run", "beraja", "-n", "124", "--no-baseline", "--json"]);
      const { run_id, result_hash } = JSON.parse(alone.out);
      expect(answers[1]).toMatchObject({ run_id, result_hash });
      expect(answers[0]).toMatchObject({ runs: { finished: 120, failed: 0 } });
    } finally {
      await stop();
      one.child.kill("SIGTERM");
    }
    const { code, out } = await one.ended;
    expect(code).toBe(0);
    expect(out).not.toMatch(/^0 chunks/);
  });

  test("gives up a run that kills its worker after bounded tries, says why, and has all others", async () => {
    const path = join(home, "killer.js");
    writeFileSync(path, KILLER);
    const { digest } = await loadPlugin(path);
    // Seed p3 draws so in run 157 alone, which the experiment's own measuring does not reach.
    const experiment = start(
      ["run", "baseline", "-n", "160", "--seed", "p3", "--no-baseline", "--json"].concat([
        ...["--plugin", path, "--chunk-seconds", "0.03"],
      ]),
    );
    let done = false;
    void experiment.ended.then(() => {
      done = true;
    });
    let deaths = 0;
    while (!done) {
      const one = start(
        ["worker", "-j", "1", "--takeover", "4s", "--tries", "2", "--allow-plugin", digest],
        { KILLER: "kill" },
      );
      await Promise.race([one.ended, experiment.ended]);
      if (!done) deaths += 1;
      else one.child.kill("SIGTERM");
      await one.ended;
    }
    const { code, out } = await experiment.ended;
    expect(code).toBe(4);
    expect(deaths).toBe(2);
    const { failures, runs } = JSON.parse(out);
    expect(runs.finished + failures.length).toBe(160);
    expect(failures.length).toBeLessThanOrEqual(8);
    expect(failures.map(({ run }: { run: number }) => run)).toContain(157);
    for (const { reason } of failures)
      expect(reason).toMatch(/begun 2 times.*its worker went away/);
  });
});

/** Asks a server for runs, and for the result when they are done. */
async function answerOf(address: string, runs: number): Promise<unknown> {
  const begun = await fetch(`${address}/v1/runs?scenario=beraja&runs=${runs}`, {
    method: "POST",
    headers: { prefer: "respond-async" },
  });
  const { links } = (await begun.json()) as { links: { self: string } };
  let result: string | null = null;
  await expect
    .poll(
      async () => {
        const job = (await (await fetch(`${address}${links.self}`)).json()) as {
          state: string;
          result: string | null;
        };
        result = job.result;
        return job.state;
      },
      { timeout: 100_000 },
    )
    .toBe("succeeded");
  return (await fetch(`${address}${result}`)).json();
}

/** Kills whoever computes some runs, where it is told to: about six in a thousand. */
const KILLER = `export default ({ defineProcess }) => [
  defineProcess({
    id: "killer",
    definition: "Ends the process of a worker that computes some run.",
    before: "react",
    run({ frame }, state, { draws }) {
      if (state.step > 0 || draws.uniform(frame.countryKeys[0], 0) > 0.006) return;
      if (process.env.KILLER === "kill") process.kill(process.pid, "SIGKILL");
    },
  }),
];
`;
