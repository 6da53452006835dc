import { beforeAll, expect, test } from "vitest";
import { fitDigest } from "../../../src/cli/calibrate/fit-digest.ts";
import { type PageCheck, pageFault } from "../../../src/cli/hindcast/check-page.ts";
import { readFigures, readRecord, runsDigest } from "../../../src/cli/hindcast/figures.ts";
import { placeTargets } from "../../../src/experiments/calibration/place-targets.ts";
import { makeDesign } from "../../../src/experiments/make-design.ts";
import { loadTargets } from "../../../src/experiments/node/calibration/load-targets.ts";
import { spreadOver } from "../../../src/experiments/spread.ts";
import { compileScenario } from "../../../src/scenario/compile.ts";
import { loadEnsemble } from "../../../src/scenario/node/ensemble.ts";
import { loadScenario } from "../../../src/scenario/node/scenario.ts";
import { builtinWorld } from "../../../src/scenario/node/world.ts";

/** The shipped page, its figures and what they were made from. */
let page: PageCheck;

beforeAll(async () => {
  const plain = await builtinWorld();
  if (!plain.ok) throw new Error("no world");
  const [loaded, parsed, ensemble] = await Promise.all([
    loadTargets("aigs-2019", plain.value),
    loadScenario("baseline", { world: plain.value }),
    loadEnsemble("baseline", "."),
  ]);
  if (!loaded.ok || !parsed.ok || !ensemble.ok) throw new Error("no targets, scenario or sets");
  const { world } = loaded.value;
  const compiled = compileScenario(parsed.value, world);
  const { value: placed } = placeTargets(loaded.value.read, world, compiled.frame, compiled.labels);
  const record = readRecord(ensemble.value);
  if (record === null) throw new Error("no record");
  const spread = spreadOver(ensemble.value, parsed.value, world, compiled);
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
    fit: await fitDigest(loaded.value, plain.value, parsed.value, record),
    design,
    placed,
    compiled,
  };
});

test("the shipped page is current", async () => {
  expect(await pageFault(page)).toBeNull();
});

test("sets that were fitted to something else are found out", async () => {
  expect(await pageFault({ ...page, fit: "sha256:0" })).toMatch(/were fitted to other targets/);
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
