import { stripVTControlCharacters } from "node:util";
import { describe, expect, test } from "vitest";
import {
  asciiSigns,
  count,
  duration,
  fixed,
  scaleFor,
  signed,
  unicodeSigns,
} from "../../src/cli/format/numbers.ts";
import { sparkline, trendWords } from "../../src/cli/format/sparkline.ts";
import { formatTable } from "../../src/cli/format/table.ts";
import { cut, visibleWidth, wrap } from "../../src/cli/format/width.ts";
import { snakeKeys } from "../../src/results/snake-keys.ts";

describe("numbers", () => {
  test("a share whose error is above half a point has no decimals", () => {
    const coarse = scaleFor("share", 0.006, 1, unicodeSigns);
    const fine = scaleFor("share", 0.004, 1, unicodeSigns);
    expect(coarse.value(0.2449)).toBe("24 %");
    expect(fine.value(0.2449)).toBe("24.5 %");
    expect(fine.range(0.2, 0.299)).toBe("20.0–29.9 %");
    expect(fine.difference(-0.031)).toBe("−3.1 pp");
    expect(fine.difference(0.07)).toBe("+7.0 pp");
  });

  test("a difference that rounds to zero has no sign", () => {
    expect(signed(-0.0004, 1, unicodeSigns)).toBe("0.0");
    expect(signed(0.0004, 1, unicodeSigns)).toBe("0.0");
  });

  test("large amounts are written in millions and billions", () => {
    expect(scaleFor("USD/yr", 0, 4.2e9, unicodeSigns).value(4.2e9)).toBe("4.20 bn");
    expect(scaleFor("persons", 0, 2.5e8, unicodeSigns).value(2.5e8)).toBe("250 m");
  });

  test("a difference that is small beside its values is written in a smaller unit, not as zero", () => {
    const scale = scaleFor("USD/yr", 0, 1.2e10, unicodeSigns);
    expect(scale.difference(3.24e7)).toBe("+32 m");
    expect(scale.difference(-2.4e8)).toBe("−0.2 bn");
    expect(scale.difference(0)).toBe("0.0 bn");
  });

  test("keys of JSON are written with underscores, at any depth", () => {
    expect(snakeKeys({ meanDegree: 1, kinds: [{ bySupplier: null }], id: "aB" })).toEqual({
      mean_degree: 1,
      kinds: [{ by_supplier: null }],
      id: "aB",
    });
  });

  test("ASCII signs replace dash, minus and the space before the percent sign", () => {
    const scale = scaleFor("share", 0.01, 1, asciiSigns);
    expect(scale.range(0.1, 0.2)).toBe("10-20%");
    expect(scale.difference(-0.03)).toBe("-3 pp");
  });

  test("thousands stand apart", () => {
    expect(count(2_000_000)).toBe("2 000 000");
    expect(fixed(12_345.678, 1, unicodeSigns)).toBe("12 345.7");
  });

  test("what is no number is a question mark", () => {
    expect(fixed(Number.NaN, 1, unicodeSigns)).toBe("?");
  });

  test.each([
    [0.24, "0.2 s"],
    [42, "42 s"],
    [300, "5 min"],
    [4200, "70 min"],
    [5400, "1 h 30 min"],
    [7200, "2 h"],
    [259_200, "3 days"],
  ])("%d seconds are %s", (seconds, text) => {
    expect(duration(seconds)).toBe(text);
  });
});

describe("sparklines", () => {
  test("a rise from the bottom to the top of the scale uses all blocks", () => {
    expect(sparkline([0, 1, 2, 3, 4, 5, 6, 7], 0, 7, 8)).toBe("▁▂▃▄▅▆▇█");
  });

  test("a constant series is a low line, also where the scale has no extent", () => {
    expect(sparkline([3, 3, 3], 3, 3, 3)).toBe("▁▁▁");
  });

  test("each block is the mean of its part", () => {
    expect(sparkline([0, 2, 6, 8], 0, 8, 2)).toBe("▂█");
  });

  test("words say which way a series went", () => {
    expect(trendWords([0, 0.5, 1], 1)).toBe("rises");
    expect(trendWords([1, 0.5, 0], 1)).toBe("falls");
    expect(trendWords([0, 1, 0.2], 1)).toBe("rises, then falls");
    expect(trendWords([1, 0, 0.8], 1)).toBe("falls, then rises");
    expect(trendWords([0.5, 0.51], 1)).toBe("steady");
  });
});

describe("widths", () => {
  test("colours have no width, wide scripts have two columns", () => {
    expect(visibleWidth("\u001b[31mred\u001b[39m")).toBe(3);
    expect(visibleWidth("日本")).toBe(4);
    expect(visibleWidth("é".normalize("NFD"))).toBe(1);
  });

  test("a text that does not fit ends in an ellipsis", () => {
    expect(cut("authoritarian", 7)).toBe("author…");
    expect(cut("short", 7)).toBe("short");
  });

  test("lines break at spaces", () => {
    expect(wrap("one two three", 7)).toEqual(["one two", "three"]);
  });
});

describe("tables", () => {
  test("numbers stand right, words left, coloured or not", () => {
    const lines = formatTable(
      [{ title: "id" }, { title: "share", align: "right" }],
      [
        ["china", "\u001b[36m9\u001b[39m"],
        ["usa", "12"],
      ],
      { indent: 2 },
    );
    expect(lines.map((line) => stripVTControlCharacters(line))).toEqual([
      "  id     share",
      "  china      9",
      "  usa       12",
    ]);
  });

  test("only columns that may shrink give way to the width", () => {
    const lines = formatTable(
      [{ title: "id" }, { title: "what", shrink: true }],
      [["choice.price", "weight of the logarithm of the price at median income"]],
      { width: 40 },
    );
    expect(Math.max(...lines.map(visibleWidth))).toBeLessThanOrEqual(40);
    expect(lines[1]).toContain("choice.price");
    expect(lines[1]).toContain("…");
  });

  test("a table without titles has no title line", () => {
    expect(formatTable([{ title: "" }], [["a"]])).toEqual(["a"]);
  });
});
