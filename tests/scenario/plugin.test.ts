import { describe, expect, test } from "vitest";
import { defineIntervention, defineOutcome, defineProcess } from "../../src/core/definitions.ts";
import { inlineExecutor } from "../../src/experiments/inline.ts";
import { makeDesign } from "../../src/experiments/make-design.ts";
import { runId } from "../../src/results/identity.ts";
import { compileScenario } from "../../src/scenario/compile.ts";
import { diffScenarios } from "../../src/scenario/diff.ts";
import { inlinePlugin, PluginError, pluginOfModule } from "../../src/scenario/plugin.ts";
import { resolvedDocument } from "../../src/scenario/resolved-document.ts";
import { atPoint } from "../../src/scenario/uncertainty.ts";
import { vocabularyOf } from "../../src/scenario/vocabulary.ts";
import { HEAD, parseText, scenarioOf } from "./parse-text.ts";
import { smallWorld } from "./small-world.ts";

const tax = defineIntervention({
  id: "tax_imports",
  definition: "Imports from some suppliers are taxed.",
  fields: {
    rate: { type: "number", definition: "Tax, share of price", low: 0, high: 2 },
    lasting: { type: "flag", definition: "Whether it lasts", default: true },
    grace: { type: "number", definition: "Years of grace", low: 0, high: 9, default: 1 },
    suppliers: { type: "suppliers", definition: "Who is taxed" },
    favoured: { type: "countries", definition: "Who is not taxed" },
    rival: { type: "supplier", definition: "Whom it serves" },
  },
  apply() {},
});
const fatigue = defineProcess({
  id: "fatigue",
  definition: "Backlash wears off.",
  after: "react",
  parameters: {
    rate: { label: "wear", unit: "1/yr", default: 0.1, range: [0, 1], limits: [0, 4], symbol: "w" },
  },
  run() {},
});
const worst = defineOutcome({
  id: "backlash.worst",
  definition: "Highest backlash.",
  unit: "index",
  by: "supplier",
  read: () => 0,
});
const plugin = inlinePlugin("mine", [tax, fatigue, worst]);
const plugins = [plugin];

const measure = (fields: string): string =>
  `interventions:\n  - { id: t, at: 2030Q1, who: all, do: { tax_imports: { ${fields} } } }\n`;
const whole = "rate: 0.5, suppliers: [china, usa], favoured: [KEN], rival: europe";

async function codes(lines: string): Promise<unknown[]> {
  const { problems } = await parseText(`${HEAD}${lines}`, {}, { plugins });
  return problems.map(({ code, line, column, hint }) => [code, line, column, hint ?? null]);
}

describe("with a plugin a scenario may use", () => {
  test("its parameters, which have a default, limits, and a place in every list", async () => {
    const { parameters, plugins: used } = await scenarioOf(HEAD, {}, { plugins });
    expect(parameters).toMatchObject({ "fatigue.rate": 0.1 });
    expect(used).toEqual([plugin.digest]);
    const set = await scenarioOf(HEAD, {}, { plugins, settings: ["fatigue.rate=0.7"] });
    expect(set.parameters).toMatchObject({ "fatigue.rate": 0.7 });
    expect(set.changes.map(({ path, from, to }) => [path, from, to])).toEqual([
      ["parameters.fatigue.rate", 0.1, 0.7],
    ]);
    expect(vocabularyOf(plugins).parameters["fatigue.rate"]).toMatchObject({
      symbol: "w",
      unit: "1/yr",
      default: 0.1,
      range: [0, 1],
      limits: [0, 4],
      group: "fatigue",
    });
    expect(vocabularyOf([]).parameterIds).not.toContain("fatigue.rate");
  });

  test("its parameters as uncertain quantities, and its fields as $name", async () => {
    const text = `${HEAD}${measure(whole.replace("0.5", "$tax"))}uncertainty:\n  fatigue.rate: { uniform: [0, 1] }\n  tax: { choice: [0.1, 0.2, 0.3] }\n`;
    const scenario = await scenarioOf(text, {}, { plugins });
    const point = atPoint(scenario, { "fatigue.rate": 0.25, tax: 0.3 });
    expect(point.parameters).toMatchObject({ "fatigue.rate": 0.25 });
    expect(point.interventions[0]?.action).toMatchObject({ rate: 0.3 });
    expect(scenario.interventions[0]?.action).toMatchObject({ rate: 0.2 });
  });

  test("its interventions, compiled to numbers and indices", async () => {
    const scenario = await scenarioOf(`${HEAD}${measure(whole)}`, {}, { plugins });
    const { settings, frame } = compileScenario(scenario, smallWorld, plugins);
    expect(settings.interventions[0]).toMatchObject({
      kind: "own",
      verb: "tax_imports",
      start: 76,
      numbers: { rate: 0.5, lasting: 1, grace: 1 },
      indices: {
        suppliers: Int32Array.of(0, 2),
        favoured: Int32Array.of(3),
        rival: Int32Array.of(1),
      },
    });
    expect(settings.plugins).toEqual([plugin.digest]);
    expect(frame.ownOutcomes?.map(({ id, by }) => [id, by])).toEqual([
      ["backlash.worst", "supplier"],
    ]);
  });

  test("its outcomes, by their split", async () => {
    const text = `${HEAD}outcomes: [{ metric: backlash.worst, supplier: usa, at: 2030 }]\n`;
    const { outcomes } = await scenarioOf(text, {}, { plugins });
    expect(outcomes).toMatchObject([{ metric: "backlash.worst", by: "supplier", of: "usa" }]);
  });

  test("all of it written out and read again, and told apart", async () => {
    const scenario = await scenarioOf(`${HEAD}${measure(whole)}`, {}, { plugins });
    const again = await scenarioOf(resolvedDocument(scenario), {}, { plugins });
    const plainly = { changes: [], parameterSets: null };
    expect({ ...again, ...plainly }).toEqual({ ...scenario, ...plainly });
    const plain = await scenarioOf(HEAD, {}, { plugins });
    expect(diffScenarios(plain, scenario).map(({ to }) => to)).toEqual([
      expect.stringMatching(/^tax_imports rate 0\.5 .*suppliers china usa/),
    ]);
  });
});

describe("with a plugin mistakes are found as ever, all at once, where they stand", () => {
  test.each([
    ["parameters: { §fatigue.rat: 1 }", "E102", 'did you mean "fatigue.rate"?'],
    ["parameters: { fatigue.rate: §5 }", "E112", "see panoptes params fatigue.rate"],
    [
      "outcomes: [{ metric: §backlash.wurst, supplier: usa }]",
      "E106",
      'did you mean "backlash.worst"?',
    ],
    ["outcomes: [{ metric: backlash.worst, by: §region }]", "E230", "recorded by supplier"],
    [measure(whole.replace("rate", "§raet")), "E101", 'did you mean "rate"?'],
    [measure(whole.replace("0.5", "§3")), "E112", null],
    [measure(whole.replace("usa", "§usb")), "E120", 'did you mean "usa"?'],
    [
      measure(whole.replace("KEN", "§KEM")),
      "E121",
      'ISO 3166-1 alpha-3; did you mean "KEN" (Kenya)?',
    ],
    [measure("rate: 0.5, favoured: [KEN], rival: europe").replace("tax", "§tax"), "E110", null],
    [measure(whole).replace("tax_imports", "§tax_import"), "E101", 'did you mean "tax_imports"?'],
  ])("%s", async (marked, code, hint) => {
    const rows = marked.split("\n");
    const row = rows.findIndex((line) => line.includes("§"));
    const column = (rows[row]?.indexOf("§") ?? -1) + 1;
    expect(await codes(marked.replace("§", ""))).toContainEqual([code, row + 4, column, hint]);
  });

  test("without it, its words are unknown", async () => {
    const { problems } = await parseText(
      `${HEAD}parameters: { fatigue.rate: 1 }\n${measure(whole)}`,
    );
    expect(problems.map(({ code }) => code)).toEqual(["E102", "E101"]);
  });
});

test("a scenario is compiled with the plugins it was read with, and with no others", async () => {
  const scenario = await scenarioOf(HEAD, {}, { plugins });
  expect(() => compileScenario(scenario, smallWorld)).toThrow(/was read with 1 plugins/);
  const plain = await scenarioOf(HEAD);
  expect(() => compileScenario(plain, smallWorld, plugins)).toThrow(/was read with 0 plugins/);
});

test("a plugin that differs in a single letter gives another run_id", async () => {
  const idOf = async (...definitions: Parameters<typeof inlinePlugin>[1]): Promise<string> => {
    const given = definitions.length === 0 ? [] : [inlinePlugin("p", definitions)];
    const scenario = await scenarioOf(HEAD, {}, { plugins: given });
    const { settings } = makeDesign(compileScenario(scenario, smallWorld, given), {
      count: 1,
      seed: "1",
    });
    return runId({ model: "0", scenario, settings, world: "w", seed: "1", count: 1 });
  };
  const other = { ...fatigue, run: () => void 1 };
  const ids = [await idOf(), await idOf(fatigue), await idOf(other), await idOf(fatigue, worst)];
  expect(new Set(ids).size).toBe(4);
  expect(await idOf(fatigue)).toBe(ids[1]);
});

test("an inline plugin acts in runs on the calling thread", async () => {
  const mark = inlinePlugin("mark", [
    defineOutcome({
      id: "mark.step",
      definition: "The step.",
      unit: "steps",
      read: ({ state }) => state.step,
    }),
  ]);
  const scenario = await scenarioOf(`${HEAD}time: { end: 2011Q4 }\n`, {}, { plugins: [mark] });
  const design = makeDesign(compileScenario(scenario, smallWorld, [mark]), { count: 2, seed: "1" });
  await inlineExecutor().run(design, ({ columns, failures }) => {
    expect(failures).toEqual([]);
    expect([...columns.subarray(-4)]).toEqual([0, 1, 2, 3]);
  });
});

describe("a module is a plugin", () => {
  const reference = { name: "x.js", url: null, digest: "sha256:0" };
  const ids = (module: Record<string, unknown>): string[] =>
    pluginOfModule(reference, module).definitions.map(({ id }) => id);

  test("by what it exports, alone or in lists, each once", () => {
    expect(ids({ fatigue, rest: [worst, fatigue], other: 3 })).toEqual([
      "fatigue",
      "backlash.worst",
    ]);
    expect(ids({ default: [tax] })).toEqual(["tax_imports"]);
  });

  test("by what its default function makes of the toolkit", () => {
    const main = (kit: { defineProcess: typeof defineProcess }) => [kit.defineProcess(fatigue)];
    expect(ids({ default: main })).toEqual(["fatigue"]);
  });

  test.each([
    [{}, /x\.js defines nothing: export what defineProcess/],
    [{ default: () => 3 }, /defines nothing/],
    [
      {
        default() {
          throw new Error("no luck");
        },
      },
      /its default export threw: no luck/,
    ],
    [{ fatigue: { ...fatigue, id: "choose" } }, /process "choose" is built in/],
    [{ tax: { ...tax, id: "ban" } }, /intervention "ban" is built in/],
    [
      { a: { ...fatigue, id: "choice", parameters: { price: fatigue.parameters?.rate } } },
      /"choice\.price" is built in/,
    ],
  ])("but not %#", (module, message) => {
    expect(() => ids(module)).toThrow(PluginError);
    expect(() => ids(module)).toThrow(message);
  });
});

test("two plugins that define the same are refused by name", async () => {
  const twin = inlinePlugin("twin", [fatigue]);
  await expect(parseText(HEAD, {}, { plugins: [plugin, twin] })).rejects.toThrow(
    'plugins mine, twin: process "fatigue" is defined twice',
  );
});
