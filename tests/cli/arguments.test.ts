import { describe, expect, test } from "vitest";
import { didYouMean } from "../../src/cli/arguments/nearest.ts";
import { parseCount, parseDuration } from "../../src/cli/arguments/numbers.ts";
import { outcomeColumn } from "../../src/cli/arguments/outcome-column.ts";
import { rowOfPeriod } from "../../src/cli/arguments/period.ts";
import type { SeriesColumn } from "../../src/results/summary.ts";

describe("counts", () => {
  test("1000, 1e3, 1_000 and 1.5e3 are whole numbers", () => {
    expect(["1000", "1e3", "1_000", "1.5e3"].map((text) => parseCount("--runs", text))).toEqual([
      1000, 1000, 1000, 1500,
    ]);
  });

  test.each(["0", "-3", "1.5", "abc", "", "0x10", "1e400", "9007199254740993", "Infinity"])(
    "%j is refused by the name of its flag and its value",
    (text) => {
      expect(() => parseCount("--runs", text)).toThrow(
        `--runs wants a whole number from 1, got "${text}"`,
      );
    },
  );
});

describe("an outcome's column", () => {
  const columns = ["china", "usa"].map(
    (of): SeriesColumn => ({
      ...{ name: `price.index.${of}`, outcome: "price.index", by: "supplier", of },
      ...{ unit: "", definition: "" },
    }),
  );

  test("is found by its full name", () => {
    expect(outcomeColumn(columns, "price.index.usa")).toBe(1);
  });

  test.each([
    ["price.index.us", /is no outcome\. Did you mean "price\.index\.usa"\?/],
    ["nope", /"nope" is no outcome\.\nOutcomes: price\.index\.$/],
    ["price.index", /has no total; name a part: price\.index\.china, price\.index\.usa\./],
  ])("%s is refused with the way out", (metric, words) => {
    expect(() => outcomeColumn(columns, metric)).toThrow(words);
  });
});

describe("durations", () => {
  test.each([
    ["90", 90],
    ["90s", 90],
    ["1.5m", 90],
    ["1h30m", 5400],
    ["200ms", 0.2],
    ["2d", 172_800],
  ])("%s is %d seconds", (text, seconds) => {
    expect(parseDuration("--timeout", text)).toBeCloseTo(seconds, 9);
  });

  test.each(["", "0", "0s", "-5s", "5 minutes", "h", "1w", "60d", "5sm"])(
    "%j is refused",
    (text) => {
      expect(() => parseDuration("--timeout", text)).toThrow(/--timeout wants a duration/);
    },
  );
});

describe("periods", () => {
  const quarterly = {
    frame: { start: 2011 },
    labels: {
      periods: ["2011Q1", "2011Q2", "2011Q3", "2011Q4", "2012Q1"],
      dates: [2011.25, 2011.5, 2011.75, 2012, 2012.25],
    },
  };
  const annual = {
    frame: { start: 2011 },
    labels: { periods: ["2011", "2012"], dates: [2012, 2013] },
  };

  test("a quarter, a month and a year name the row that they end in", () => {
    const rows = ["2011Q1", "2011q3", "2011-05", "2011"].map((text) =>
      rowOfPeriod("--at", text, quarterly),
    );
    expect(rows).toEqual([0, 2, 1, 3]);
  });

  test("a quarter is found in a run with annual steps", () => {
    expect(rowOfPeriod("--at", "2012Q2", annual)).toBe(1);
  });

  test.each(["2010Q4", "2012Q2", "1999", "2050-01"])(
    "%s lies outside and the message says what the run covers",
    (text) => {
      expect(() => rowOfPeriod("--at", text, quarterly)).toThrow(/covers 2011Q1 to 2012Q1/);
    },
  );

  test.each(["2031Q5", "31", "2031-13", "soon", ""])("%j is no period", (text) => {
    expect(() => rowOfPeriod("--at", text, quarterly)).toThrow(/wants a quarter such as 2031Q2/);
  });
});

describe("nearest words", () => {
  test("a mistyped word is answered with the nearest known one", () => {
    expect(didYouMean("rnu", ["run", "report", "params"])).toBe(' Did you mean "run"?');
  });

  test("a word that is like none is answered with nothing", () => {
    expect(didYouMean("frobnicate", ["run", "report"])).toBe("");
  });

  test("case is no mistake", () => {
    expect(didYouMean("ken", ["KEN", "DEU"])).toBe(' Did you mean "KEN"?');
  });
});
