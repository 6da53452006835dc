// Moves the base hazard and the suppliers' constants of a scenario until the means of its runs meet
// the observed index of 2019: T1 (adopters), T3 and T4 (Chinese and US technology), T7 (the others).
//
//   npm run fit -- baseline            says what would change
//   npm run fit -- baseline --write    writes it into scenarios/baseline.yaml
//
// The level of the constants stays where it is: against "none" it trades off with the hazard, and the
// index cannot tell the two apart. Only their differences move.
//
// Simulated moments with common random numbers: every round runs the same seeds, then moves each
// parameter by the log ratio (hazard) or the difference of logits (constants) of its own target.

import { readFile, writeFile } from "node:fs/promises";
import { parseDocument } from "yaml";
import { indexStatistics } from "../src/experiments/index-statistics.ts";
import { makeDesign } from "../src/experiments/make-design.ts";
import { threadsExecutor } from "../src/experiments/node/threads.ts";
import { compileScenario } from "../src/scenario/compile.ts";
import { builtinScenarios, loadScenario } from "../src/scenario/node/scenario.ts";
import { builtinWorld } from "../src/scenario/node/world.ts";
import type { Scenario } from "../src/scenario/scenario.ts";
import type { World } from "../src/scenario/world/world.ts";

/** Which target each supplier's constant is moved by. */
const TARGET_OF: Readonly<Record<string, string>> = {
  china: "T3",
  usa: "T4",
  "japan-korea": "T7.japan-korea",
  europe: "T7.europe",
  israel: "T7.israel",
  russia: "T7.russia",
};

const RUNS = 1000;
const ROUNDS = 12;
/** The fit ends when no constant, nor the logarithm of the hazard, moves by more than this. */
const STILL = 0.005;
/** Share of the full correction taken in a round: targets pull on each other. */
const STEP = 0.8;

interface Fit {
  readonly hazard: number;
  readonly constants: Readonly<Record<string, number>>;
}

interface Reading {
  readonly id: string;
  readonly observed: number;
  readonly mean: number;
}

const name = process.argv[2] ?? "baseline";
const world = checked(await builtinWorld(), "the shipped world");
const scenario = checked(await loadScenario(name, { world }), `scenario ${name}`);
const fitted = await fitToIndex(scenario, world);
if (process.argv.includes("--write")) await write(name, fitted);

/** Runs rounds until every target is near, printing each; returns the last setting. */
async function fitToIndex(start: Scenario, world: World): Promise<Fit> {
  const executor = threadsExecutor();
  try {
    let current: Fit = {
      hazard: start.parameters["opportunity.base_hazard"],
      constants: constantsOf(start, world),
    };
    for (let round = 1; ; round++) {
      const readings = await measure(apply(start, current), world);
      print(round, current, readings);
      const next = move(current, readings);
      if (distance(current, next) <= STILL || round === ROUNDS) return current;
      current = next;
    }
  } finally {
    await executor.close();
  }

  async function measure(changed: Scenario, on: World): Promise<Reading[]> {
    const compiled = compileScenario(changed, on);
    const { targets, measure: read } = indexStatistics(compiled.frame, compiled.labels, on);
    const sums = new Float64Array(targets.length);
    const row = new Float64Array(targets.length);
    const design = makeDesign(compiled, { count: RUNS, seed: "fit", recordHolders: false });
    await executor.run(design, (chunk) => {
      for (let k = 0; k < chunk.count; k++) {
        read(chunk.seenSuppliers, chunk.seenSegments, k, row, 0);
        row.forEach((value, t) => {
          sums[t] = (sums[t] ?? 0) + value / RUNS;
        });
      }
    });
    const wanted = new Set(["T1", ...Object.values(TARGET_OF)]);
    return targets.flatMap(({ id, observed }, t) =>
      wanted.has(id) ? [{ id, observed, mean: sums[t] ?? Number.NaN }] : [],
    );
  }
}

/** The next setting: hazard by the ratio of adopters, constants by the differences of logits. */
function move({ hazard, constants }: Fit, readings: readonly Reading[]): Fit {
  const of = (id: string): Reading | undefined => readings.find((one) => one.id === id);
  const adopters = of("T1");
  if (!adopters) throw new Error("the world has no observed adopters of 2019 to fit to");
  const logit = (x: number): number => Math.log(x / (adopters.observed + 10 - x));
  const moves = Object.keys(constants).map((supplier) => {
    const target = of(TARGET_OF[supplier] ?? "");
    if (!target) return { supplier, weight: 0, by: 0 };
    return { supplier, weight: target.observed, by: logit(target.observed) - logit(target.mean) };
  });
  const total = moves.reduce((sum, { weight }) => sum + weight, 0);
  const level = moves.reduce((sum, { weight, by }) => sum + weight * by, 0) / total;
  return {
    hazard: hazard * (adopters.observed / adopters.mean) ** (1.3 * STEP),
    constants: Object.fromEntries(
      moves.map(({ supplier, weight, by }) => [
        supplier,
        (constants[supplier] ?? 0) + (weight > 0 ? STEP * (by - level) : 0),
      ]),
    ),
  };
}

/** The largest move between two settings: constants in utils, the hazard by its logarithm. */
function distance(a: Fit, b: Fit): number {
  return Math.max(
    Math.abs(Math.log(b.hazard / a.hazard)),
    ...Object.entries(a.constants).map(([id, x]) => Math.abs((b.constants[id] ?? x) - x)),
  );
}

function constantsOf(scenario: Scenario, world: World): Record<string, number> {
  const { ids, columns } = world.suppliers;
  return Object.fromEntries(
    ids.map((id, j) => [
      id,
      scenario.suppliers[id]?.attributes.constant ?? columns.constant?.[j] ?? 0,
    ]),
  );
}

/** The scenario under a setting, ending soon after the vintage: later years cannot matter. */
function apply(scenario: Scenario, { hazard, constants }: Fit): Scenario {
  return {
    ...scenario,
    time: { ...scenario.time, end: 2020 },
    parameters: { ...scenario.parameters, "opportunity.base_hazard": hazard },
    suppliers: Object.fromEntries(
      Object.entries(constants).map(([id, constant]) => {
        const override = scenario.suppliers[id];
        return [id, { ...override, attributes: { ...override?.attributes, constant } }];
      }),
    ),
  };
}

function print(round: number, { hazard, constants }: Fit, readings: readonly Reading[]): void {
  console.log(`round ${round}: hazard ${hazard.toFixed(5)}`, rounded(constants));
  console.table(
    readings.map(({ id, observed, mean }) => ({
      target: id,
      observed,
      mean: Number(mean.toFixed(2)),
    })),
  );
}

function rounded(constants: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(constants).map(([id, constant]) => [id, Number(constant.toFixed(3))]),
  );
}

/** Puts the fitted values into the scenario's file, keeping everything else as it stands. */
async function write(name: string, { hazard, constants }: Fit): Promise<void> {
  const path = (await builtinScenarios()).find(({ id }) => id === name)?.path;
  if (!path) throw new Error(`"${name}" is no built-in scenario: only those are written`);
  const document = parseDocument(await readFile(path, "utf8"));
  const because = "Fitted to the adoption index of 2019 (npm run fit)";
  document.setIn(
    ["parameters", "opportunity.base_hazard"],
    document.createNode({ value: Number(hazard.toPrecision(4)), because }, { flow: true }),
  );
  for (const [id, constant] of Object.entries(rounded(constants))) {
    document.setIn(
      ["suppliers", id, "constant"],
      document.createNode({ value: constant, because }, { flow: true }),
    );
  }
  await writeFile(path, document.toString({ lineWidth: 110 }));
  console.log(`written to ${path}`);
}

/** The value of a check, or an error that says what is wrong with it. */
function checked<T>(
  result: { ok: true; value: T } | { ok: false; problems: readonly { message: string }[] },
  what: string,
): T {
  if (result.ok) return result.value;
  throw new Error(
    `${what} is invalid: ${result.problems.map(({ message }) => message).join("; ")}`,
  );
}
