import { describe, expect, test, vi } from "vitest";
import { Stop } from "../../src/cli/exit-codes.ts";
import { type ExplainFlags, explainScenario } from "../../src/cli/explain/explain-scenario.ts";
import { terminalDouble } from "./terminal-double.ts";

vi.setConfig({ testTimeout: 60_000 });

/** Explains Kenya in 2020Q4 in three runs, unless told otherwise. */
async function explain(flags: Partial<ExplainFlags>, name = "baseline") {
  const terminal = terminalDouble();
  const standing = {
    set: [],
    input: true,
    country: "KEN",
    at: "2020Q4",
    runs: "3",
    quiet: true,
    jobs: "1",
    without: [],
  };
  const code = await explainScenario(terminal, name, { ...standing, ...flags });
  return { code, out: terminal.out(), err: terminal.err() };
}

describe("panoptes explain", () => {
  test("as a table shows holders, terms with bars and a total, neighbours and hazards", async () => {
    const { code, out } = await explain({ format: "table" });
    expect(code).toBe(0);
    expect(out).toMatch(/^Kenya, end of 2020Q4: \S+ in \d of 3 runs/m);
    expect(out).toMatch(/^Why \S+ over \S+ \(.*terms add up exactly/m);
    expect(out).toMatch(/^ {2}price and credit +[+−]\d\.\d\d {2}▇+$/m);
    expect(out).toMatch(/^ {2}total +\+\d+\.\d\d$/m);
    expect(out).toMatch(/^Neighbours who moved it/m);
    expect(out).toMatch(/^How likely decisions were in 2020Q4/m);
  });

  test("--ascii has nothing else", async () => {
    const { out } = await explain({ format: "table", ascii: true });
    expect(out.replace(/[ -~\n]/g, "")).toBe("");
  });

  test("as JSON has the same run alone as among others", async () => {
    const { out } = await explain({ json: true, run: "2" });
    const document = JSON.parse(out);
    expect(document).toMatchObject({ scenario: "baseline", country: "KEN", at: "2020Q4", run: 2 });
    expect(document.runs).toBe(1);
    const sum = document.decision.terms.reduce(
      (total: number, { value }: { value: number }) => total + value,
      0,
    );
    expect(sum).toBeCloseTo(document.decision.margin, 11);
  });

  test("as CSV has one shape of row, whose terms sum to the margin", async () => {
    const { out } = await explain({ format: "csv", segment: "public_space", runs: "12" });
    const [header, ...rows] = out.trimEnd().split("\n");
    expect(header).toBe("country,at,part,name,of,value,reference,runs");
    const terms = rows.map((line) => line.split(",")).filter((cells) => cells[2] === "term");
    const margin = terms.find((cells) => cells[3] === "margin")?.[5];
    const sum = terms
      .filter((cells) => cells[3] !== "margin")
      .reduce((total, cells) => total + Number(cells[5]), 0);
    expect(terms).toHaveLength(13);
    expect(sum).toBeCloseTo(Number(margin), 11);
  });

  test("--words is one paragraph, of the length that was asked for", async () => {
    const texts: string[] = [];
    for (const words of ["short", "medium", "long"]) {
      const { out } = await explain({ words });
      expect(out).toMatch(/^At the end of 2020Q4 Kenya has [^\n]*\.\n$/);
      texts.push(out);
    }
    const lengths = texts.map((text) => text.length);
    expect(lengths).toEqual([...lengths].sort((a, b) => a - b));
  });

  test.each<[string, Partial<ExplainFlags>, RegExp]>([
    ["a length that is none", { words: "tiny" }, /--words wants one of short, medium, long/],
    ["words as JSON", { words: "long", json: true }, /leave --format and --json out/],
    ["a country that is none", { country: "KEB" }, /no country of this world/],
    ["a run that is no number", { run: "-1" }, /--run wants the number of a run, from 0, got "-1"/],
    ["a segment that is none", { segment: "publik_space" }, /Did you mean "public_space"/],
    ["a supplier that is none", { chosen: "chine" }, /Did you mean "china"/],
    ["a period outside", { at: "1999" }, /covers 2011Q1 to 2040Q4/],
    ["an alternative against itself", { chosen: "usa", over: "usa" }, /the same/],
  ])("%s is refused with the way out", async (_, flags, message) => {
    await expect(explain(flags)).rejects.toThrow(message);
    await expect(explain(flags)).rejects.toBeInstanceOf(Stop);
  });
});
