import { readFileSync } from "node:fs";
import { setImmediate } from "node:timers/promises";
import { beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { experimentRoutes } from "../../src/api/routes/experiments.ts";
import { inlineExecutor } from "../../src/experiments/inline.ts";
import { drawPoints } from "../../src/experiments/sampling/draw-points.ts";
import { runSweep } from "../../src/experiments/sweep.ts";
import { discoveryDocument } from "../../src/results/discovery/document.ts";
import { casesOf, findBoxes } from "../../src/results/discovery/find-boxes.ts";
import { readDiscovery } from "../../src/results/discovery/read-document.ts";
import { sensitivityDocument } from "../../src/results/sensitivity/document.ts";
import { runSensitivity } from "../../src/results/sensitivity/run-sensitivity.ts";
import { sweepDocument } from "../../src/results/sweep/document.ts";
import type { Experiment } from "../../src/results/sweep/experiment.ts";
import { prepareSweep } from "../../src/results/sweep/prepare-sweep.ts";
import { interestText } from "../../src/results/sweep/read-choices.ts";
import { summarisePoints } from "../../src/results/sweep/summarise-points.ts";
import { tradeoffDocument } from "../../src/results/tradeoff/document.ts";
import { runTradeoff } from "../../src/results/tradeoff/run-tradeoff.ts";
import type { ParameterEnsemble } from "../../src/scenario/ensemble.ts";
import { loadEnsemble } from "../../src/scenario/node/ensemble.ts";
import type { Scenario } from "../../src/scenario/scenario.ts";
import type { World } from "../../src/scenario/world/world.ts";
import { wordsOf } from "../../web/experiments/asked.ts";
import { withLevers } from "../../web/experiments/levers.ts";
import { type Choice, scenarioOf, untouched } from "../../web/explore/choice.ts";
import type { Runner } from "../../web/explore/runner.ts";
import { type ExperimentAnswer, experimentTask } from "../../web/lab/experiment-task.ts";
import { type Gate, openGate } from "../../web/lab/gate.ts";
import type { Question } from "../../web/lab/question.ts";
import { shippedWorld } from "../golden/spine.ts";

const path = new URL("../../scenarios/baseline.yaml", import.meta.url);
const document: Record<string, unknown> = parse(readFileSync(path, "utf8"));
const shipped = [{ id: "baseline", title: "Baseline", summary: "", document }];
/** Three years, so that a run takes a few milliseconds. */
const short: Choice = {
  ...untouched("baseline", 4, "7"),
  rest: { time: { start: "2011Q1", end: "2013Q4" } },
};
const scenario: Scenario = scenarioOf(withLevers(short), shipped);
const versions = { model: "m", data: "d" };
const vary = ["choice.price", "opportunity.contagion", "suppliers.china.price"];
const seeds = { vary, seed: "7", designSeed: "3" };

let world: World;
let ensemble: ParameterEnsemble;
let runner: Runner;
beforeAll(async () => {
  world = await shippedWorld();
  const sets = await loadEnsemble("baseline", ".");
  if (!sets.ok) throw new Error("the shipped parameter sets have problems");
  ensemble = sets.value;
  runner = {
    world,
    executor: inlineExecutor({ chunk: 2, pause: setImmediate }),
    setsOf: async () => ensemble,
    run: () => Promise.reject(new Error("no experiment asks for this")),
  };
});

interface Watched {
  readonly own?: AbortController;
  readonly gate?: Gate;
  readonly progress?: (done: number) => void;
}

function carryOut(question: Question, watched: Watched = {}): Promise<ExperimentAnswer> {
  const own = watched.own ?? new AbortController();
  return experimentTask(
    runner,
    { scenario, question, versions },
    {
      signal: own.signal,
      progress: ({ done }) => watched.progress?.(done),
      early: () => {},
      gate: watched.gate ?? openGate(own.signal),
    },
  );
}

/** The same without the page. */
function direct(): Experiment {
  return {
    prepared: prepareSweep(scenario, world, { ensemble }),
    quantities: scenario.uncertainty.filter(({ name }) => vary.includes(name)),
    seed: "7",
    designSeed: "3",
  };
}

const named = { package: "", ...versions };
const timeless = (found: object) => ({ ...found, elapsed_seconds: 0 });

describe("an experiment on the page is the one of the command line", () => {
  test("a sweep, though it goes run by run", async () => {
    const question = {
      kind: "sweep",
      points: 3,
      runs: 4,
      ...seeds,
      vary: ["choice.price"],
    } as const;
    const found = await carryOut(question);
    const experiment = direct();
    const { prepared } = experiment;
    const quantities = experiment.quantities.filter(({ name }) => name === "choice.price");
    const points = drawPoints(quantities, { sampler: "grid", points: 3, seed: "3" });
    const result = await runSweep(prepared.jobAt(points, "7"), runner.executor, {
      points: 3,
      runs: 4,
      setOf: prepared.setOf,
    });
    const picks = prepared.outcomes.length;
    const swept = {
      ...{ points, result, rule: null, runs: 4, seconds: 0, text: "grid, seed 3" },
      experiment: { ...experiment, quantities },
      summaries: summarisePoints(result.table, 3, picks, prepared.cycle !== undefined),
      cycle: prepared.cycle,
    };
    expect(timeless(found.document)).toEqual(sweepDocument(swept, named));
    expect(found.rows.map(({ point }) => point)).toEqual([0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2]);
  });

  test("a sensitivity analysis", async () => {
    const found = await carryOut({ kind: "sensitivity", method: "morris", base: 4, ...seeds });
    const experiment = direct();
    const { prepared, quantities } = experiment;
    const sensitivity = await runSensitivity(prepared, quantities, runner.executor, {
      ...{ method: "morris", base: 4, designSeed: "3", seed: "7" },
    });
    const outcomes = [...prepared.outcomes.keys()];
    const analysed = { experiment, sensitivity, base: 4, outcomes, seconds: 0 };
    expect(timeless(found.document)).toEqual(
      sensitivityDocument({ ...analysed, method: "morris" }, named),
    );
  });

  test("a discovery, and its boxes are read back from its document", async () => {
    const interest = { pick: 0, side: "above", limit: 0.28 } as const;
    const { pick: _, ...asked } = interest;
    const found = await carryOut({
      ...{ kind: "discovery", outcome: "adoption.share", points: 60, runs: 2 },
      ...asked,
      ...seeds,
    });
    const experiment = direct();
    const { prepared, quantities } = experiment;
    const points = drawPoints(quantities, { sampler: "latin-hypercube", points: 60, seed: "3" });
    const { table } = await runSweep(prepared.jobAt(points, "7"), runner.executor, {
      ...{ points: 60, runs: 2 },
      setOf: prepared.setOf,
    });
    const sorted = casesOf(points, quantities, table, prepared.outcomes.length, interest);
    const discovery = findBoxes(sorted, { method: "prim", boxes: 2, seed: "3" });
    expect(discovery.boxes.length).toBeGreaterThan(0);
    const text = interestText(prepared.outcomes, interest);
    const discovered = { experiment, discovery, interest: text, runs: 120, seconds: 0 };
    const whole = discoveryDocument({ ...discovered, method: "prim" }, named);
    expect(timeless(found.document)).toEqual(whole);
    const read = readDiscovery(JSON.parse(JSON.stringify(whole)), { "choice.price": "Price" });
    expect(read.discovery.cases).toEqual(discovery.cases);
    expect(read.discovery.points).toEqual(discovery.points);
    expect(read.discovery.boxes.map(({ box }) => box)).toEqual(
      discovery.boxes.map(({ box }) => box),
    );
    expect(read.quantities.find(({ name }) => name === "choice.price")?.label).toBe("Price");
  });

  test("a trade-off, with every policy that was tried", async () => {
    const search = { worlds: 2, freshWorlds: 4, population: 4, budget: 26 };
    const goals = [
      { outcome: "rights.erosion", goal: "minimise" },
      { outcome: "security.benefit", goal: "maximise" },
    ] as const;
    const found = await carryOut({ kind: "tradeoff", goals, ...search, ...seeds });
    const experiment = direct();
    const { prepared, quantities } = experiment;
    const objectives = goals.map(({ outcome, goal }) => ({
      outcome: prepared.outcomes.findIndex(({ name }) => name === outcome),
      goal,
    }));
    const robustness = { kind: "mean" } as const;
    const tradeoff = await runTradeoff(prepared, quantities, runner.executor, {
      ...{ objectives, robustness, ...search, seed: "7", designSeed: "3" },
    });
    const searched = { experiment, tradeoff, objectives, robustness, ...search, seconds: 0 };
    const whole = tradeoffDocument(searched, named);
    expect(timeless(found.document)).toEqual(whole);
    expect(whole.tried).toHaveLength(12);
    for (const policy of whole.front) {
      const values = whole.levers.map((name) => policy[name]);
      expect(whole.tried.map((one) => whole.levers.map((name) => one[name]))).toContainEqual(
        values,
      );
    }
  });
});

describe("an experiment that is stopped", () => {
  test.each<[name: string, question: Question]>([
    ["a sweep", { kind: "sweep", points: 4, runs: 8, ...seeds, vary: ["choice.price"] }],
    ["effects", { kind: "sensitivity", method: "morris", base: 8, ...seeds }],
    ["indices", { kind: "sensitivity", method: "sobol", base: 8, ...seeds }],
    [
      "a discovery",
      {
        ...{ kind: "discovery", outcome: "adoption.share", side: "above", limit: 0.28 },
        ...{ points: 30, runs: 1, ...seeds },
      },
    ],
  ])("keeps what was finished: %s", async (_, question) => {
    const own = new AbortController();
    const progress = (done: number): void => {
      if (done >= 14) own.abort();
    };
    const { document: found, runs } = await carryOut(question, { own, progress });
    expect(runs).toBeGreaterThanOrEqual(14);
    expect(runs).toBeLessThan(30);
    expect(found.scenario.id).toBe("baseline");
    if (found.schema === "panoptes/sensitivity@1") {
      const inputs = Object.values(found.outcomes)[0]?.inputs ?? [];
      const name =
        question.kind === "sensitivity" && question.method === "sobol" ? "total" : "mu_star";
      expect(inputs.some((one) => Number.isFinite(one[name]))).toBe(true);
    }
    if (found.schema === "panoptes/sweep@1") {
      expect(
        found.points.every(
          ({ outcomes }) => ((outcomes["adoption.share"]?.runs ?? 0) as number) >= 3,
        ),
      ).toBe(true);
    }
  });

  test("before it has anything fails with that", async () => {
    const own = new AbortController();
    own.abort();
    const question = {
      kind: "sweep",
      points: 3,
      runs: 1,
      ...seeds,
      vary: ["choice.price"],
    } as const;
    await expect(carryOut(question, { own })).rejects.toThrow("before there was anything to tell");
  });
});

test("an experiment that is held up makes no further run until it may go on, with the same result", async () => {
  const question = { kind: "sweep", points: 3, runs: 4, ...seeds, vary: ["choice.price"] } as const;
  const own = new AbortController();
  const gate = openGate(own.signal);
  let done = 0;
  const under = carryOut(question, {
    own,
    gate,
    progress(now) {
      done = now;
      if (now === 4) gate.pause();
    },
  });
  while (done < 4) await setImmediate();
  for (let turn = 0; turn < 50; turn++) await setImmediate();
  // The chunk that was on its way when the gate shut is the last.
  const held = done;
  expect(held).toBeLessThanOrEqual(6);
  for (let turn = 0; turn < 50; turn++) await setImmediate();
  expect(done).toBe(held);
  gate.resume();
  const { document: found } = await under;
  expect(timeless(found)).toEqual(timeless((await carryOut(question)).document));
});

test("stopping an experiment that is held up ends it", async () => {
  const own = new AbortController();
  const gate = openGate(own.signal);
  gate.pause();
  const question = { kind: "sweep", points: 3, runs: 4, ...seeds, vary: ["choice.price"] } as const;
  const under = carryOut(question, { own, gate, progress: () => own.abort() });
  for (let turn = 0; turn < 20; turn++) await setImmediate();
  own.abort();
  expect((await under).runs).toBeLessThan(12);
});

describe("what the server is asked", () => {
  test.each([
    { kind: "sweep", points: 3, runs: 4, ...seeds },
    { kind: "sensitivity", method: "morris", base: 4, ...seeds },
    {
      kind: "discovery",
      outcome: "adoption.share",
      side: "below",
      limit: 0.3,
      points: 4,
      runs: 1,
      ...seeds,
    },
    {
      ...{ kind: "tradeoff", worlds: 2, freshWorlds: 4, population: 4, budget: 26, ...seeds },
      goals: [
        { outcome: "rights.erosion", goal: "minimise" },
        { outcome: "market.hhi", goal: "minimise" },
      ],
    },
  ] satisfies Question[])("fits its route: $kind", (question) => {
    const query = wordsOf(question).map(([name, values]) => [name, values.join(",")]);
    const read = experimentRoutes[question.kind].query?.safeParse(Object.fromEntries(query));
    expect(read?.error).toBeUndefined();
  });
});
