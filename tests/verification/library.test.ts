import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { inlineExecutor } from "../../src/experiments/inline.ts";
import { makeDesign } from "../../src/experiments/make-design.ts";
import { runEnsemble } from "../../src/experiments/run-ensemble.ts";
import { spreadOver } from "../../src/experiments/spread.ts";
import { ensembleCollector } from "../../src/results/collect-ensemble.ts";
import { judgeClaim } from "../../src/results/judge-claim.ts";
import { compileScenario } from "../../src/scenario/compile.ts";
import type { ParameterEnsemble } from "../../src/scenario/ensemble.ts";
import { builtinNames, loadScenario } from "../../src/scenario/node/scenario.ts";
import { builtinWorld } from "../../src/scenario/node/world.ts";
import type { Expectation, OutcomeRequest, Scenario } from "../../src/scenario/scenario.ts";
import type { World } from "../../src/scenario/world/world.ts";

// Every shipped scenario does what its narrative claims: the sign of each `expect`, over paired runs.

const RUNS = 40;

interface Shipped {
  readonly scenario: Scenario;
  readonly ensemble: ParameterEnsemble | null;
}

async function shipped(name: string): Promise<Shipped> {
  const parsed = await loadScenario(name);
  if (!parsed.ok) throw new Error(parsed.problems[0]?.message);
  return { scenario: parsed.value, ensemble: parsed.ensemble ?? null };
}

/** One number per run for each request. */
async function read(
  { scenario, ensemble }: Shipped,
  world: World,
  requests: readonly OutcomeRequest[],
): Promise<Float64Array[]> {
  const compiled = compileScenario(scenario, world);
  // As `run` does: over the parameter sets that the scenario is shipped with.
  const spread = ensemble === null ? {} : spreadOver(ensemble, scenario, world, compiled);
  const design = makeDesign(compiled, {
    count: RUNS,
    seed: "1",
    recordHolders: false,
    ...spread,
  });
  const collector = ensembleCollector({
    compiled,
    world,
    design,
    runId: scenario.id,
    outcomes: requests,
  });
  const { values, picks } = await runEnsemble(design, inlineExecutor(), collector);
  expect(picks.length).toBe(requests.length);
  return requests.map((_, k) =>
    Float64Array.from({ length: RUNS }, (_, run) => values[run * picks.length + k] ?? Number.NaN),
  );
}

const names = [
  ...(await builtinNames()),
  ...["eu-standards-race", "chip-squeeze-sweep", "security-rights"].map(
    (name) => `scenarios/examples/${name}.yaml`,
  ),
];
const overview = readFileSync(
  join(import.meta.dirname, "..", "..", "scenarios", "README.md"),
  "utf8",
);
const claims = new Map<string, readonly Expectation[]>();
/** The baseline's values, by scenario and claim: the baseline is run once for all. */
const references = new Map<string, readonly Float64Array[]>();
let world: World;

beforeAll(async () => {
  const loaded = await builtinWorld();
  if (!loaded.ok) throw new Error(loaded.problems[0]?.message);
  world = loaded.value;
  // Limits need nothing to be compared with.
  for (const name of names) {
    const { expect } = (await shipped(name)).scenario;
    claims.set(
      name,
      expect.filter(({ claim }) => claim.kind === "comparison"),
    );
  }
  const all = names.flatMap((name) => claims.get(name) ?? []);
  const values = await read(
    await shipped("baseline"),
    world,
    all.map(({ outcome }) => outcome),
  );
  let at = 0;
  for (const name of names) {
    const count = claims.get(name)?.length ?? 0;
    references.set(name, values.slice(at, at + count));
    at += count;
  }
}, 120_000);

describe.each(names)("%s", (name) => {
  test("has a narrative, its sources and something to teach", async () => {
    const { title, summary, sources, teach } = (await shipped(name)).scenario;
    for (const text of [title, summary]) expect(text.length).toBeGreaterThan(20);
    expect(overview).toContain(
      `(${name.replace(/^scenarios\//, "").replace(/(?:\.yaml)?$/, ".yaml")})`,
    );
    if (name.includes("/")) return;
    expect(sources.length).toBeGreaterThan(0);
    expect(teach?.what_is_it).toBeTruthy();
    expect(teach?.things_to_notice.length).toBeGreaterThan(0);
  });

  test("changes the world in the way it claims", { timeout: 120_000 }, async () => {
    const { scenario, ensemble } = await shipped(name);
    const requests = scenario.expect.map(({ outcome }) => outcome);
    expect(requests.length).toBeGreaterThan(0);
    const values = await read({ scenario, ensemble }, world, requests);
    const baseline = [...(references.get(name) ?? [])];
    const verdicts = scenario.expect.map(({ outcome, claim }, k) => ({
      claim: `${outcome.metric} ${outcome.of ?? ""}`,
      ...judgeClaim(
        claim,
        values[k] ?? [],
        claim.kind === "comparison" ? (baseline.shift() ?? []) : null,
      ),
    }));
    expect(verdicts.filter(({ met }) => !met)).toEqual([]);
  });
});
