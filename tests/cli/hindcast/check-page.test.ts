import { beforeAll, expect, test } from "vitest";
import { type PageCheck, pageFault } from "../../../src/cli/hindcast/check-page.ts";
import { readFigures, readRecord, runsDigest } from "../../../src/cli/hindcast/figures.ts";
import { staleFits } from "../../../src/cli/hindcast/stale-fits.ts";
import { placeTargets } from "../../../src/experiments/calibration/place-targets.ts";
import { makeDesign } from "../../../src/experiments/make-design.ts";
import {
  type LoadedTargets,
  loadTargets,
} from "../../../src/experiments/node/calibration/load-targets.ts";
import { spreadOver } from "../../../src/experiments/spread.ts";
import { compileScenario } from "../../../src/scenario/compile.ts";
import { loadEnsemble } from "../../../src/scenario/node/ensemble.ts";
import { loadScenario } from "../../../src/scenario/node/scenario.ts";
import { builtinWorld } from "../../../src/scenario/node/world.ts";
import type { World } from "../../../src/scenario/world/world.ts";

/** The shipped page, its figures and what they were made from. */
let page: PageCheck;
let targets: LoadedTargets;
let world: World;

beforeAll(async () => {
  const plain = await builtinWorld();
  if (!plain.ok) throw new Error("no world");
  const [loaded, parsed, ensemble] = await Promise.all([
    loadTargets("aigs-2019", plain.value),
    loadScenario("baseline", { world: plain.value }),
    loadEnsemble("baseline", "."),
  ]);
  if (!loaded.ok || !parsed.ok || !ensemble.ok) throw new Error("no targets, scenario or sets");
  targets = loaded.value;
  world = plain.value;
  const compiled = compileScenario(parsed.value, targets.world);
  const { value: placed } = placeTargets(
    targets.read,
    targets.world,
    compiled.frame,
    compiled.labels,
  );
  const record = readRecord(ensemble.value);
  if (record === null) throw new Error("no record");
  const spread = spreadOver(ensemble.value, parsed.value, targets.world, compiled);
  const design = makeDesign(compiled, {
    count: 400,
    seed: parsed.value.runs.seed,
    recordHolders: false,
    ...spread,
  });
  page = {
    figures: readFigures(),
    record,
    inputs: runsDigest(loaded.value, parsed.value, ensemble.value, record, plain.value.digest),
    stale: await staleFits(loaded.value, plain.value),
    design,
    placed,
    compiled,
  };
});

test("the shipped page is current", async () => {
  expect(await pageFault(page)).toBeNull();
});

test("sets that were fitted to something else are found out", async () => {
  expect(page.stale).toEqual([]);
  expect(await pageFault({ ...page, stale: ["beraja", "greitens"] })).toMatch(
    /were fitted to other targets, .* than are here: beraja, greitens\./,
  );
  // A target that moves makes all of them stale.
  const { read, ...rest } = targets;
  const moved = read.file.targets.map((one) =>
    one.id === "T18" ? { ...one, tolerance: one.tolerance / 2 } : one,
  );
  const other = { ...rest, read: { ...read, file: { ...read.file, targets: moved } } };
  expect(await staleFits(other, world)).toEqual(["baseline", "beraja", "drift-off", "greitens"]);
});

test("a change of what is run is found out, and figures that are not there", async () => {
  expect(await pageFault({ ...page, inputs: "sha256:0" })).toMatch(/its inputs have changed/);
  expect(await pageFault({ ...page, figures: null })).toMatch(/its inputs have changed/);
});

test("a model that gives other values for the same inputs is found out", async () => {
  const design = { ...page.design, seed: "another model" };
  expect(await pageFault({ ...page, design })).toMatch(/its first runs give other values now/);
});

test("a page that is written otherwise now is found out, with the cheap way out", async () => {
  if (page.figures === null) throw new Error("no figures");
  const figures = { ...page.figures, runs: page.figures.runs + 1 };
  const fault = await pageFault({ ...page, figures });
  expect(fault).toMatch(/docs.validation\.md: not what the figures make of it now/);
  expect(fault).toContain("--write --reuse");
});
