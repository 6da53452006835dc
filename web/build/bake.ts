// Makes what the page loads besides its code: the world, the scenarios, the baseline's picture and the
// outlines of the map. Run by Vite when the page is built.

import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { presimplify, simplify, sphericalTriangleArea } from "topojson-simplify";
import { parse } from "yaml";
import * as z from "zod";
import { MODEL_VERSION } from "../../src/core/version.ts";
import { inlineExecutor } from "../../src/experiments/inline.ts";
import { buildFromDocuments } from "../../src/scenario/build-from-documents.ts";
import { compileScenario } from "../../src/scenario/compile.ts";
import type { ParameterEnsemble } from "../../src/scenario/ensemble.ts";
import { verbs } from "../../src/scenario/format/verbs.ts";
import { loadEnsemble } from "../../src/scenario/node/ensemble.ts";
import { builtinScenarios } from "../../src/scenario/node/scenario.ts";
import { builtinWorld } from "../../src/scenario/node/world.ts";
import { packWorld } from "../../src/scenario/packed/world.ts";
import type { World } from "../../src/scenario/world/world.ts";
import { pictureOf, type WorldGeometry } from "../charts/geometry.ts";
import { bakeBaseline } from "../explore/baked-baseline.ts";
import { toBase64 } from "../explore/base64.ts";
import { collectPicture } from "../explore/collect.ts";
import { designOf } from "../explore/design-of.ts";
import { packOutlines } from "../explore/outlines.ts";
import { firstSets, laterSets, type MoreSets } from "../explore/packed-sets.ts";
import type { ShippedScenario } from "../explore/scenarios.ts";

const root = join(import.meta.dirname, "..", "..");

/** Smallest triangle that a corner may span on the page's map, steradians: less than a pixel. */
const smallestCorner = 2.6e-5;

/** Settings that are fitted with parameter sets of their own. */
const ownSets = ["beraja", "drift-off", "greitens"];

/** Sections of a document that the page has no use for before it writes a file. */
const leftOut = new Set(["schema", "because", "expect", "teach", "outcomes", "world"]);

/** The baked files' texts by name. What was baked of the same sources before is taken as it is. */
export async function bake(): Promise<ReadonlyMap<string, string>> {
  const kept = join(root, "dist", ".baked.json");
  const key = await digestOfSources();
  try {
    const before: { key: string; files: [string, string][] } = JSON.parse(
      await readFile(kept, "utf8"),
    );
    if (before.key === key) return new Map(before.files);
  } catch {
    // Nothing was baked yet, or not to its end.
  }
  const files = await bakeAnew();
  await mkdir(join(root, "dist"), { recursive: true });
  await writeFile(kept, JSON.stringify({ key, files: [...files] }));
  return files;
}

/** Digest of every file that decides what comes out of the oven. */
async function digestOfSources(): Promise<string> {
  const hash = createHash("sha256");
  for (const folder of [
    "src/core",
    "src/experiments",
    "src/results",
    "src/scenario",
    "scenarios",
    "web/build",
    "web/charts",
    "web/explore",
    "web/geometry",
  ]) {
    const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
    const paths = entries
      .filter((entry) => entry.isFile() && /\.(ts|csv|json|yaml|topojson)$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name));
    for (const path of paths.sort())
      hash.update(path.slice(root.length)).update(await readFile(path));
  }
  return hash.digest("hex");
}

async function bakeAnew(): Promise<ReadonlyMap<string, string>> {
  const read = await builtinWorld();
  if (!read.ok) throw new Error("the shipped world has problems: see `panoptes world check`");
  const world = read.value;
  const scenarios = await shippedScenarios();
  const sets = await parameterSets("baseline");
  const { head, body } = packWorld(world);
  const { ids: _ids, names: _names, ...countries } = head.countries;
  const files: Record<string, unknown> = {
    // Ids and names of countries come with the baseline, which is there first.
    world: { head: { ...head, countries }, body: toBase64(body) },
    scenarios,
    sets: firstSets(sets),
    "more-sets": await moreSets(sets),
    baseline: await baseline(world, scenarios, sets),
    outlines: await outlines(world),
    verbs: Object.fromEntries(
      Object.entries(verbs).map(([verb, form]) => [verb, z.toJSONSchema(form, { io: "input" })]),
    ),
  };
  return new Map(
    Object.entries(files).map(([name, value]) => [`${name}.json`, JSON.stringify(value)]),
  );
}

async function parameterSets(id: string): Promise<ParameterEnsemble> {
  const ensemble = await loadEnsemble(id, ".");
  if (!ensemble.ok) throw new Error(`the shipped parameter sets ${id} have problems`);
  return ensemble.value;
}

/** The baseline's other sets, and of settings with sets of their own those that 200 runs use. */
async function moreSets(baseline: ParameterEnsemble): Promise<MoreSets> {
  const own = ownSets.map(async (id) => [id, firstSets(await parameterSets(id))] as const);
  return { [baseline.id]: laterSets(baseline), ...Object.fromEntries(await Promise.all(own)) };
}

async function shippedScenarios(): Promise<readonly ShippedScenario[]> {
  const found = await builtinScenarios();
  const shipped = found.map(async ({ id, title, summary, path }) => {
    const document: Record<string, unknown> = parse(await readFile(path, "utf8"));
    const kept = Object.entries(document).filter(([key]) => !leftOut.has(key));
    return { id, title, summary, document: Object.fromEntries(kept) };
  });
  const all = await Promise.all(shipped);
  // The baseline comes first; the others stand on it.
  return all.sort((a, b) => Number(b.id === "baseline") - Number(a.id === "baseline"));
}

async function baseline(
  world: World,
  scenarios: readonly ShippedScenario[],
  sets: ParameterEnsemble,
): Promise<unknown> {
  const document = scenarios.find(({ id }) => id === "baseline")?.document;
  if (document === undefined) throw new Error("there is no scenario baseline");
  const scenario = buildFromDocuments([document]);
  const compiled = compileScenario(scenario, world);
  const design = designOf(scenario, compiled, world, sets);
  const collector = collectPicture(design, compiled.labels);
  await inlineExecutor().run(design, (chunk) => collector.add(chunk));
  const picture = collector.picture();
  if (picture === null || picture.summary.failures.length > 0) {
    throw new Error(`a run of the baseline failed: ${picture?.summary.failures[0]?.reason}`);
  }
  const { ids, columns } = world.suppliers;
  const suppliers = Object.fromEntries(
    ids.map((id, j) => [
      id,
      Object.fromEntries(
        Object.entries(columns).map(([key, values]) => [key, values[j] ?? Number.NaN]),
      ),
    ]),
  );
  const about = { model: MODEL_VERSION, data: world.version, title: scenario.title, suppliers };
  return bakeBaseline(picture, about);
}

async function outlines({ countries }: World): Promise<unknown> {
  const path = join(import.meta.dirname, "..", "geometry", "world.topojson");
  const geometry: WorldGeometry = JSON.parse(await readFile(path, "utf8"));
  const coarse = simplify(presimplify(geometry, sphericalTriangleArea), smallestCorner);
  const located = countries.ids.map((id, k) => ({
    id,
    latitude: known(countries.columns.latitude[k]),
    longitude: known(countries.columns.longitude[k]),
  }));
  return packOutlines(pictureOf(coarse as WorldGeometry, located));
}

function known(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}
