import { describe, expect, test } from "vitest";
import { visibleWidth } from "../../src/cli/format/width.ts";
import { type Look, lookOf } from "../../src/cli/look.ts";
import { blocksOf } from "../../src/cli/run/blocks.ts";
import { countryChances, countryLines } from "../../src/cli/run/country-text.ts";
import type { Outcome } from "../../src/cli/run/outcome.ts";
import { pairsInShort, pairsInWords } from "../../src/cli/run/pairs.ts";
import { summaryDocument } from "../../src/cli/run/summary-json.ts";
import { summaryLines } from "../../src/cli/run/summary-text.ts";
import { columns, outcomeDouble, referenceDouble } from "./outcome-double.ts";
import { terminalDouble } from "./terminal-double.ts";

const look = (columns: number, ascii = false): Look =>
  lookOf(terminalDouble({ toTerminal: true, columns }), { ascii });

const linesOf = (outcome: Outcome, how: Look): string[] =>
  summaryLines(outcome, blocksOf(columns, [], null), how);

describe("the summary", () => {
  test("has a line per supplier with median and the middle eight runs of ten", () => {
    const lines = linesOf(outcomeDouble(), look(120));
    expect(lines.find((line) => line.startsWith("  china"))).toMatch(/40\.0 % +36\.0–44\.0 %$/);
    expect(lines.find((line) => line.startsWith("  usa"))).toMatch(/30\.0 % +26\.0–34\.0 %$/);
  });

  test("turns the share of adopters round for those that have nobody", () => {
    const none = linesOf(outcomeDouble(), look(120)).find((line) => line.startsWith("  none"));
    expect(none).toMatch(/40\.0 % +36\.0–44\.0 %$/);
  });

  test("says what was run: runs, seeds, span, countries, versions", () => {
    const [title, facts, limit] = linesOf(outcomeDouble(), look(120));
    expect(title).toBe("A small world");
    expect(facts).toMatch(
      /^100 runs, seed 1–100 · 2011Q1–2011Q4 · 2 countries · model \S+ · data 2026\.1 · 0\.6 s$/,
    );
    expect(limit).toContain("not a forecast");
  });

  test("of an ensemble says how many sets it runs over, and tells luck from assumptions", () => {
    const whole = outcomeDouble();
    const split = columns.map((_, c) => ({
      luck: 1,
      assumptions: c,
      share: (c * c) / (1 + c * c),
    }));
    const summary = { ...whole.summary, parameterSets: 50, ensemble: "baseline", split };
    const lines = linesOf({ ...whole, summary }, look(140));
    expect(lines[1]).toContain("seed 1–100 · 50 parameter sets of baseline · 2011Q1");
    const at = lines.findIndex((line) => line.startsWith("Assumptions' part of the spread"));
    // Of column k the share is k^2 / (1 + k^2): china is column 1, usa column 2.
    expect(lines[at + 1]).toContain("china 50 % · usa 80 %");
    expect(linesOf(whole, look(140)).join()).not.toContain("Assumptions' part");
    const document = JSON.parse(
      JSON.stringify(
        summaryDocument(
          { ...whole, summary },
          { version: "0", country: null, metric: null, output: null },
        ),
      ),
    );
    expect(document.calibration.ensemble).toBe("baseline");
    const china = document.outcomes["adoption.share.china"].at["2011Q4"];
    expect(china).toMatchObject({ sd_luck: 1, sd_assumptions: 1, assumptions_share: 0.5 });
  });

  test("counts the pairs in which the scenario is higher than what it extends", () => {
    const reference = referenceDouble((run) => (run < 90 ? -0.05 : 0.01));
    const lines = linesOf(outcomeDouble({ reference }), look(120));
    expect(lines.find((line) => line.startsWith("  china"))).toMatch(
      /\+4\.4 pp +higher in 90 of 100 pairs$/,
    );
    expect(lines.find((line) => line.startsWith("  none"))).toMatch(
      /−4\.4 pp +lower in 90 of 100 pairs$/,
    );
    expect(lines.join("\n")).toContain("against baseline");
  });

  test("shows simulated beside observed and says which calibration targets are missed", () => {
    const text = linesOf(outcomeDouble(), look(120)).join("\n");
    expect(text).toMatch(/T1 +Adopters 2019 +75 ±10 +77 +72–82 +yes/);
    expect(text).toMatch(/T3 .* 63 ±10 +40 +35–45 +no/);
    const flat = text.replaceAll("\n", " ");
    expect(flat).toContain("Not yet calibrated: one parameter set");
    expect(flat).toContain("Of 2 calibration targets these are missed: T3.");
  });

  test("of an ensemble says what parameter sets are, and which values all of them share", () => {
    const whole = outcomeDouble();
    const flat = (ensemble: string | null, pinned: readonly string[]): string => {
      const summary = { ...whole.summary, parameterSets: 50, ensemble };
      const parameterSets = { ...whole.scenario.parameterSets, pinned };
      const outcome = { ...whole, summary, scenario: { ...whole.scenario, parameterSets } };
      return linesOf(outcome, look(100)).join(" ");
    };
    expect(flat("baseline", [])).toContain("values that fit what was observed about equally well");
    expect(flat("baseline", [])).toContain("How far to trust which number: docs/validation.md.");
    expect(flat("baseline", [])).not.toContain("own");
    expect(flat("mine", ["choice.price"])).toContain(
      "All sets take the scenario's own choice.price. How they compare",
    );
    expect(flat("mine", ["a", "b", "c", "d", "e"])).toContain("own a, b, c and 2 more.");
    expect(flat(null, ["choice.price"])).not.toContain("Parameter sets are");
  });

  test.each([80, 100, 120])("fits %d columns", (width) => {
    const reference = referenceDouble(() => 0.05);
    const lines = linesOf(outcomeDouble({ reference }), look(width));
    expect(Math.max(...lines.map(visibleWidth))).toBeLessThanOrEqual(width);
  });

  test("is pure ASCII with words instead of sparklines where asked", () => {
    const reference = referenceDouble(() => 0.05);
    const text = linesOf(outcomeDouble({ reference }), look(100, true)).join("\n");
    expect(text).toMatch(/^[\n\x20-\x7e]*$/);
    expect(text).toContain("steady");
  });

  test("shows one outcome alone by its name, its split and its total", () => {
    const [block] = blocksOf(columns, [], "adoption.share");
    expect(block?.lines.map(({ name }) => name)).toEqual(["all", "china", "usa"]);
    const [single] = blocksOf(columns, [], "price.index.usa");
    expect(single?.lines.map(({ name }) => name)).toEqual(["usa"]);
  });

  test("an outcome that is none is answered with the nearest and the list", () => {
    expect(() => blocksOf(columns, [], "adoption.shar")).toThrow(
      /Did you mean "adoption.share"\?\nOutcomes: adoption.share, market.hhi, price.index/,
    );
  });

  test("shows what the scenario asks for, at its date", () => {
    const requests = [
      { name: "hhi", metric: "market.hhi", by: "none", of: null, at: 2011.5 },
    ] as const;
    const lines = summaryLines(outcomeDouble(), blocksOf(columns, requests, null), look(100));
    expect(lines.join("\n")).toMatch(/Concentration, HHI, 2011Q2 +\S+ +3000 /);
  });
});

describe("pairs in words", () => {
  const difference = (higher: number, lower: number, same = 0) => ({
    pairs: higher + lower + same,
    higher,
    lower,
    same,
    mean: 0,
    median: 0,
  });
  const pairs = (higher: number, lower: number, same = 0) =>
    pairsInWords(difference(higher, lower, same));

  test("a direction counts only when it is more than luck", () => {
    expect(pairs(171, 20, 9)).toBe("higher in 171 of 200 pairs");
    expect(pairs(20, 171, 9)).toBe("lower in 171 of 200 pairs");
    expect(pairs(105, 95)).toBe("no clear difference");
  });

  test("equal runs are called the same, no runs are called none", () => {
    expect(pairs(0, 0, 200)).toBe("the same in all");
    expect(pairs(0, 0)).toBe("no pairs");
  });
});

describe("pairs in short", () => {
  test("say the same in fewer letters", () => {
    const difference = { pairs: 200, higher: 171, lower: 20, same: 9, mean: 0, median: 0 };
    expect(pairsInShort(difference)).toBe("171 higher");
    expect(pairsInShort({ ...difference, higher: 100, lower: 91 })).toBe("unclear");
  });
});

describe("a country's chances", () => {
  test("are counts of runs, for nobody too", () => {
    const outcome = outcomeDouble();
    const chances = countryChances(outcome, 1);
    expect(chances.shares.map((shares) => shares[3])).toEqual([0.5, 0, 0.5]);
    const lines = countryLines(chances, outcome, look(120));
    expect(lines[0]).toBe("Kenya: in how many of 100 runs it has a contract with");
    expect(lines.find((line) => line.startsWith("  china"))).toMatch(/ 50$/);
    expect(lines.find((line) => line.startsWith("  usa"))).toMatch(/ 0$/);
    expect(lines.find((line) => line.startsWith("  none"))).toMatch(/ 50$/);
  });
});

describe("the summary as JSON", () => {
  const document = (outcome: Outcome, country: number | null = null) =>
    JSON.parse(
      JSON.stringify(
        summaryDocument(outcome, { version: "0.1.0", country, metric: null, output: null }),
      ),
    );

  test("names inputs and results and holds quantiles at the end", () => {
    const found = document(outcomeDouble());
    expect(found).toMatchObject({
      status: "complete",
      run_id: "sha256:aa",
      result_hash: "sha256:bb",
      runs: { requested: 100, finished: 100, seed: "1" },
      versions: { panoptes: "0.1.0", data: "2026.1" },
      calibration: { calibrated: false, parameter_sets: 1, targets: 2, missed: ["T3"] },
    });
    const china = found.outcomes["adoption.share.china"];
    expect(china.unit).toBe("share");
    expect(china.at["2011Q4"].p50).toBeCloseTo(0.4, 12);
    expect(china.at["2011Q4"].p90).toBeCloseTo(0.4396, 12);
    expect(Object.keys(china.at)).toEqual(["2011Q4"]);
  });

  test("holds another row beside the end where one is asked for", () => {
    const found = document(outcomeDouble({ row: 1 }));
    expect(Object.keys(found.outcomes["market.hhi"].at)).toEqual(["2011Q2", "2011Q4"]);
  });

  test("holds paired differences and a country where these are asked for", () => {
    const found = document(outcomeDouble({ reference: referenceDouble(() => -0.05) }), 1);
    expect(found.outcomes["adoption.share.usa"].at["2011Q4"].against_reference).toMatchObject({
      pairs: 100,
      higher: 100,
    });
    expect(found.country.share_of_runs.china).toEqual([0.5, 0.5, 0.5, 0.5]);
  });

  test("says that it is partial and why", () => {
    expect(document(outcomeDouble({ stopped: "timeout" }))).toMatchObject({
      status: "partial",
      stopped_by: "timeout",
    });
  });
});
