import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parse } from "yaml";
import * as z from "zod";
import { scenarioJsonSchema } from "../../../src/scenario/format/json-schema.ts";
import { newScenario } from "../../../src/scenario/new-scenario.ts";
import {
  builtinNames,
  builtinScenarios,
  loadScenario,
  scenarioSchemaPath,
} from "../../../src/scenario/node/scenario.ts";
import { builtinWorld } from "../../../src/scenario/node/world.ts";
import { selectCountries } from "../../../src/scenario/select-countries.ts";
import { HEAD } from "../parse-text.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "panoptes-scenario-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function write(name: string, text: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

const codesOf = (parsed: { problems: readonly { code: string }[] }): string[] =>
  parsed.problems.map(({ code }) => code);

test("every built-in scenario is valid on the shipped world, without a warning", async () => {
  const world = await builtinWorld();
  if (!world.ok) throw new Error("the shipped world is broken");
  expect(await builtinNames()).toEqual([
    "ally-cascade",
    "baseline",
    "beraja",
    "brussels-wave",
    "chip-drought",
    "chokepoint",
    "crime-rebound",
    "drift-off",
    "global-compact",
    "greitens",
    "open-audit",
    "price-war-2026",
    "realignment-shocks",
    "scandal-2026",
    "set-a",
    "set-b",
    "silk-road-2",
    "trusted-stack",
    "unrest-wave",
  ]);
  for (const name of await builtinNames()) {
    const parsed = await loadScenario(name, { world: world.value });
    expect(parsed.problems, name).toEqual([]);
    expect(parsed.ok).toBe(true);
  }
});

test("built-in scenarios are listed with id, title and story", async () => {
  const all = await builtinScenarios();
  for (const { id, title, summary, path } of all) {
    expect(path.endsWith(`${id}.yaml`)).toBe(true);
    expect(title.length).toBeGreaterThan(10);
    expect(summary.length).toBeGreaterThan(50);
  }
});

test("the baseline changes only what the fit moves, and what its runs are spread over", async () => {
  const parsed = await loadScenario("baseline");
  if (!parsed.ok) throw new Error("invalid");
  for (const { path, because } of parsed.value.changes) {
    if (path === "parameter_sets.from") continue;
    expect(path).toMatch(/^(parameters\.opportunity\.base_hazard|suppliers\.[a-z-]+\.constant)$/);
    expect(because).not.toBeNull();
  }
});

test("silk-road-2 lends to every country below 4,500 USD per head from 2026 to the end of 2031", async () => {
  const world = await builtinWorld();
  const parsed = await loadScenario("silk-road-2");
  if (!parsed.ok || !world.ok) throw new Error("invalid");
  const [loans] = parsed.value.interventions;
  if (!loans) throw new Error("no intervention");
  expect([loans.from, loans.to, loans.ramp]).toEqual([2026, 2032, 0]);
  expect(loans.action).toEqual({
    kind: "finance",
    supplier: "china",
    grant_element: 0.45,
    extra_demand: 0.2,
  });
  expect(parsed.value.parameters["opportunity.financing"] + 0.2).toBeCloseTo(0.7, 12);
  const { gdp_usd_2019, population_2019 } = world.value.countries.columns;
  const poor = [...gdp_usd_2019].flatMap((gdp, i) =>
    gdp / (population_2019[i] ?? 1) < 4500 ? [i] : [],
  );
  expect([...selectCountries(loans.who, world.value)]).toEqual(poor);
});

test("sets A and B differ from the baseline in the fitted parameters and constants only", async () => {
  for (const name of ["set-a", "set-b"]) {
    const parsed = await loadScenario(name);
    if (!parsed.ok) throw new Error("invalid");
    const sections = new Set(parsed.value.changes.map(({ path }) => path.split(".")[0]));
    expect([...sections].sort()).toEqual(["parameter_sets", "parameters", "suppliers"]);
    expect(
      Object.values(parsed.value.suppliers).map(({ attributes }) => Object.keys(attributes)),
    ).toEqual(Array.from({ length: 6 }, () => ["constant"]));
  }
});

test("the committed JSON Schema is the one made from the registry", async () => {
  const committed: unknown = JSON.parse(await readFile(scenarioSchemaPath(), "utf8"));
  expect(committed).toEqual(JSON.parse(JSON.stringify(scenarioJsonSchema())));
});

test("the JSON Schema accepts every built-in scenario, and refuses a misspelt key", async () => {
  const schema = z.fromJSONSchema(scenarioJsonSchema() as Parameters<typeof z.fromJSONSchema>[0]);
  for (const { id, path } of await builtinScenarios()) {
    const document = parse(await readFile(path, "utf8")) as Record<string, unknown>;
    expect(schema.safeParse(document).error?.issues ?? [], id).toEqual([]);
    expect(schema.safeParse({ ...document, parametres: {} }).success).toBe(false);
    expect(schema.safeParse({ ...document, runs: { count: 0 } }).success).toBe(false);
  }
});

test("the JSON Schema tells an editor unit, default, range and source of a parameter", () => {
  const text = JSON.stringify(scenarioJsonSchema());
  expect(text).toContain(
    "Weight of price (beta_c), utils per ln price. Default 2.5, worth trying 0.5 to 5.",
  );
});

test("a new scenario is valid as it is", async () => {
  const path = await write("new.yaml", newScenario("my-idea", 'What "if": # a title', "./x.json"));
  const parsed = await loadScenario(path);
  expect(parsed.problems).toEqual([]);
  expect(parsed.ok && parsed.value.title).toBe('What "if": # a title');
  const text = await readFile(path, "utf8");
  expect(text.split("\n")[0]).toBe("# yaml-language-server: $schema=./x.json");
});

test("a file extends another by a path relative to itself", async () => {
  await mkdir(join(folder, "deep"));
  await write("base.yaml", `${HEAD}extends: baseline\nparameters: { choice.price: 3 }`);
  const path = await write("deep/child.yaml", `${HEAD}extends: ../base.yaml`);
  const parsed = await loadScenario(path);
  expect(parsed.ok && parsed.value.parameters["choice.price"]).toBe(3);
  expect(parsed.ok && parsed.value.parents).toEqual(["mine", "baseline"]);
});

test("a mistake in a parent is reported in the parent's file", async () => {
  await write("wrong.yaml", `${HEAD}parameters: { choice.prise: 3 }`);
  const path = await write("heir.yaml", `${HEAD}extends: ./wrong.yaml`);
  const parsed = await loadScenario(path);
  expect(parsed.problems.map(({ code, file, line, column }) => [code, file, line, column])).toEqual(
    [["E102", join(folder, "wrong.yaml"), 4, 15]],
  );
});

test("a built-in scenario can be asked for with its version, and only with that", async () => {
  const world = await builtinWorld();
  const version = world.ok ? world.value.version : "";
  expect((await loadScenario(`baseline@${version}`)).ok).toBe(true);
  expect(codesOf(await loadScenario("baseline@1999.1"))).toEqual(["E143"]);
  const path = await write("old.yaml", `${HEAD}extends: baseline@1999.1`);
  const parsed = await loadScenario(path);
  expect(parsed.problems.map(({ code, line, column }) => [code, line, column])).toEqual([
    ["E143", 4, 10],
  ]);
});

test("standard input is read from the text given, and extends built-in scenarios", async () => {
  const parsed = await loadScenario("-", { input: `${HEAD}extends: baseline` });
  expect(parsed.ok && parsed.value.outcomes.length).toBeGreaterThan(0);
  const wrong = await loadScenario("-", { input: `${HEAD}extend: baseline` });
  expect(wrong.problems[0]).toMatchObject({ code: "E101", file: "(standard input)", line: 4 });
});

test.each([
  ["a missing file", "missing.yaml", "E001"],
  ["a misspelt name", "baselin", "E001"],
  ["a folder", "./tests", "E001"],
  ["a path with a zero byte", "a\0.yaml", "E001"],
  ["a very long name", "x".repeat(9000), "E001"],
  ["a device", "/dev/zero", "E001"],
])("%s is a problem, not a crash", async (_what, reference, code) => {
  expect(codesOf(await loadScenario(reference))).toEqual([code]);
});

test("a file beyond 256 KB is refused unread", async () => {
  const path = await write("big.yaml", "#".repeat(5_000_000));
  expect(codesOf(await loadScenario(path))).toEqual(["E002"]);
});

test("bytes that are no UTF-8 are refused", async () => {
  const path = await write("latin1.yaml", Uint8Array.of(0x69, 0x64, 0x3a, 0x20, 0xe9, 0x0a));
  expect(codesOf(await loadScenario(path))).toEqual(["E011"]);
  const parsed = await loadScenario(await write("heir2.yaml", `${HEAD}extends: ./latin1.yaml`));
  expect(parsed.problems.map(({ code, line, column }) => [code, line, column])).toEqual([
    ["E011", 4, 10],
  ]);
});
