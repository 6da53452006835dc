import { describe, expect, test } from "vitest";
import { compileScenario } from "../../src/scenario/compile.ts";
import { diffScenarios } from "../../src/scenario/diff.ts";
import { formatProblems } from "../../src/scenario/format-problem.ts";
import { resolvedDocument } from "../../src/scenario/resolved-document.ts";
import { among, HEAD, parseText, scenarioOf } from "./parse-text.ts";
import { smallWorld } from "./small-world.ts";

const root =
  "schema: panoptes/scenario@1\nid: root\ntitle: Root\nparameters: { choice.price: 2 }\n";
const texts = {
  root,
  child: `${root}extends: root\n`.replace("id: root", "id: child"),
};
const BRANCH = "branch: { from: root, at: 2031Q1 }\n";

/** The codes of a text's problems with where they stand. */
async function found(text: string, others: Record<string, string> = texts): Promise<string[]> {
  const { problems } = await parseText(text, others);
  return problems.map(({ code, file, line, column }) => `${code} ${file}:${line}:${column}`);
}

describe("a scenario with `branch`", () => {
  test("holds the scenario it branches off, with everything that one extends", async () => {
    const { branch, parameters } = await scenarioOf(
      `${HEAD}branch: { from: child, at: 2031Q1 }\n`,
      texts,
    );
    expect(branch).toMatchObject({
      from: "child",
      at: 2031,
      trunk: { id: "child", parents: ["root"] },
    });
    expect(branch?.trunk.parameters["choice.price"]).toBe(2);
    expect(parameters["choice.price"]).not.toBe(2);
  });

  test("compiles to the trunk's settings on its own frame, up to the step of its date", async () => {
    const text = `${HEAD}${BRANCH}interventions:\n  - { id: a, at: 2032Q1, who: all, do: { moratorium: {} } }\n`;
    const { settings } = compileScenario(await scenarioOf(text, texts), smallWorld);
    expect(settings.trunk?.step).toBe(80);
    expect(settings.trunk?.settings.parameters["choice.price"]).toBe(2);
    expect(settings.trunk?.settings.interventions).toEqual([]);
    expect(settings.interventions).toHaveLength(1);
    expect(compileScenario(await scenarioOf(HEAD), smallWorld).settings).not.toHaveProperty(
      "trunk",
    );
  });

  test("is read from a file that extends it, which may move its date alone", async () => {
    const all = { ...texts, mid: `${HEAD}${BRANCH}`.replace("id: mine", "id: mid") };
    const text = `${HEAD}extends: mid\nbranch: { at: 2035Q3 }\n`;
    const { branch, changes } = await scenarioOf(text, all);
    expect(branch).toMatchObject({ from: "root", at: 2035.5 });
    expect(changes.map(({ path, from, to }) => [path, from, to])).toEqual([
      ["branch.at", "2031Q1", "2035Q3"],
    ]);
  });

  test("is set with --set as well", async () => {
    const settings = ["branch.from=root", "branch.at=2020Q2"];
    const { branch } = await scenarioOf(HEAD, texts, { settings });
    expect(branch).toMatchObject({ from: "root", at: 2020.25, trunk: { id: "root" } });
  });

  test("may branch off a scenario that is written in place", async () => {
    const text = `${HEAD}branch:
  at: 2031Q1
  from:
    schema: panoptes/scenario@1
    id: inner
    title: Inner
    extends: root
    parameters: { choice.peers: 1 }
`;
    const { branch } = await scenarioOf(text, texts);
    expect(branch?.trunk).toMatchObject({ id: "inner", parents: ["root"] });
    expect(branch?.trunk.parameters["choice.price"]).toBe(2);
  });

  test("is written out whole, and read again as the same", async () => {
    const scenario = await scenarioOf(`${HEAD}${BRANCH}`, texts);
    const text = resolvedDocument(scenario);
    expect(text).toContain("branch:\n  at: 2031Q1\n  from:\n    schema:");
    const again = await scenarioOf(text, {});
    // What is pinned against parameter sets is all that a document writes; there are none here.
    const plain = { parents: [], changes: [], parameterSets: null };
    expect({ ...again, ...plain, branch: null }).toEqual({ ...scenario, ...plain, branch: null });
    expect({ ...again.branch?.trunk, ...plain }).toEqual({ ...scenario.branch?.trunk, ...plain });
    expect(compileScenario(again, smallWorld).settings).toEqual(
      compileScenario(scenario, smallWorld).settings,
    );
  });

  test("differs from one without, and from one whose trunk differs", async () => {
    const plain = await scenarioOf(HEAD);
    const one = await scenarioOf(`${HEAD}${BRANCH}`, texts);
    const other = await scenarioOf(`${HEAD}${BRANCH}`, { root: root.replace(": 2", ": 3") });
    const paths = (a: typeof one, b: typeof one) =>
      diffScenarios(a, b).map(({ path, from, to }) => [path, from, to]);
    expect(paths(plain, one)).toEqual([
      ["branch.from", null, "root"],
      ["branch.at", null, "2031Q1"],
    ]);
    expect(paths(one, other)).toEqual([["branch.from.parameters.choice.price", 2, 3]]);
  });
});

describe("a branch that cannot be", () => {
  test.each([
    ["a date that is none", "{ from: root, at: soon }", ["E115 mine.yaml:4:27"]],
    ["a date before the run", "{ from: root, at: 2001 }", ["E281 mine.yaml:4:27"]],
    [
      "the run's first step, where nothing comes before",
      "{ from: root, at: 2011Q1 }",
      ["E281 mine.yaml:4:27"],
    ],
    ["a date after the run", "{ from: root, at: 2041Q1 }", ["E281 mine.yaml:4:27"]],
    ["a month amid a quarter", "{ from: root, at: 2031-02 }", ["E281 mine.yaml:4:27"]],
    ["no date", "{ from: root }", ["E110 mine.yaml:4:1"]],
    ["no trunk", "{ at: 2031Q1 }", ["E110 mine.yaml:4:1"]],
    ["a key that is unknown", "{ from: root, at: 2031Q1, off: x }", ["E101 mine.yaml:4:35"]],
    ["a trunk that is no name", "{ from: [root], at: 2031Q1 }", ["E111 mine.yaml:4:17"]],
    ["an unknown trunk", "{ from: rot, at: 2031Q1 }", ["E280 mine.yaml:4:17"]],
  ])("%s", async (_, branch, expected) => {
    expect(await found(`${HEAD}branch: ${branch}\n`)).toEqual(expected);
  });

  test.each([
    ["another step", "time: { step: year }\n"],
    ["another start", "time: { start: 2012Q1 }\n"],
    ["other values of countries", "countries: { KEN: { democracy: 0.9 } }\n"],
    ["other rivals of a supplier", "suppliers: { china: { rivals: [europe] } }\n"],
  ])("off a trunk with %s (E282)", async (_, more) => {
    expect(await found(`${HEAD}${BRANCH}`, { root: root + more })).toEqual(["E282 mine.yaml:4:17"]);
  });

  test("off a trunk that ends too soon (E281)", async () => {
    const short = { root: `${root}time: { end: 2030Q3 }\n` };
    expect(await found(`${HEAD}${BRANCH}`, short)).toEqual(["E281 mine.yaml:4:27"]);
    expect(await found(`${HEAD}${BRANCH}`, { root: `${root}time: { end: 2030Q4 }\n` })).toEqual([]);
  });

  test("off a trunk with errors, each where it stands", async () => {
    const parsed = await parseText(`${HEAD}${BRANCH}`, { root: root.replace(": 2", ": two") });
    expect(parsed.problems.map(({ code, file, line }) => [code, file, line])).toEqual([
      ["E111", "root", 4],
    ]);
    expect(formatProblems(parsed.problems, parsed.texts)).toContain("choice.price: two");
  });

  test("off itself, directly or over others (E280)", async () => {
    const a = `${HEAD}branch: { from: b, at: 2031Q1 }\n`;
    const b = `${HEAD}branch: { from: a, at: 2031Q1 }\n`;
    const parsed = await parseText(a, { a, b }, { file: "a", resolve: among({ a, b }) });
    expect(parsed.problems.map(({ code, file, message }) => [code, file, message])).toEqual([
      ["E280", "b", '"a" is branched off in a circle'],
    ]);
  });

  test("in a row of more than five (E280)", async () => {
    const row = Object.fromEntries(
      Array.from({ length: 9 }, (_, k) => [
        `r${k}`,
        `${HEAD}branch: { from: r${k + 1}, at: 2031Q1 }\n`,
      ]),
    );
    const { problems } = await parseText(row.r0 ?? "", row);
    expect(problems.map(({ code, file }) => [code, file])).toEqual([["E280", "r5"]]);
  });

  test("in what a scenario proposes to try (E101)", async () => {
    const text = `${HEAD}teach:\n  things_to_try:\n    - text: x\n      scenario: { branch: { from: root, at: 2031Q1 } }\n`;
    expect(await found(text)).toEqual(["E101 mine.yaml:7:19"]);
  });
});

test("what is dated before the branch and not in its trunk is said to begin late, or never", async () => {
  const measure = (id: string, dates: string) =>
    `  - { id: ${id}, ${dates}, who: all, do: { moratorium: {} } }\n`;
  const shared = `interventions:\n${measure("shared", "at: 2020Q1")}`;
  const text = `${HEAD}${BRANCH}${shared}${measure("late", "at: 2029Q1")}${measure("over", "at: 2029Q1, until: 2030Q4")}${measure("fine", "at: 2031Q1")}`;
  const parsed = await parseText(text, { root: root + shared });
  expect(parsed.ok).toBe(true);
  expect(parsed.problems.map(({ code, line, message }) => [code, line, message])).toEqual([
    ["W305", 7, 'intervention "late" begins with the branch, 2031Q1'],
    ["W305", 8, 'intervention "over" is over before the branch and never acts'],
  ]);
});

describe("a trunk that is spread over parameter sets", () => {
  const sets = "parameter_sets: { from: three }\n";
  const spread = { root: root + sets };

  test("is warned of where the branch does not choose the same (W306)", async () => {
    const { ok, problems } = await parseText(`${HEAD}${BRANCH}`, spread);
    expect(ok).toBe(true);
    expect(problems.map(({ code, line, message, hint }) => [code, line, message, hint])).toEqual([
      [
        "W306",
        4,
        '"root" is spread over parameter sets, and until 2031Q1 its runs are used here with one set only',
        "to go on from them as they are, write parameter_sets: { from: three }",
      ],
    ]);
  });

  test("is fine where it does, and so is a trunk of a single set", async () => {
    expect(await found(`${HEAD}${sets}${BRANCH}`, spread)).toEqual([]);
    expect(await found(`${HEAD}${sets}${BRANCH}`, { root })).toEqual([]);
  });
});
