import fc from "fast-check";
import { expect, test } from "vitest";
import type { OutcomePick } from "../../src/results/outcome-picks.ts";
import { type OutcomeRow, outcomeRows } from "../../src/results/outcome-rows.ts";
import { outcomesCsv, outcomesJson, outcomesNdjson } from "../../src/results/outcome-text.ts";

const rows: OutcomeRow[] = [
  { run: 0, outcome: "share", of: null, period: "2040Q4", value: 0.1 },
  { run: 1, outcome: 'a "b", c', of: "usa", period: "2040Q4", value: -1e-7 },
];

test("CSV quotes what needs it, ends lines with CRLF and leaves null empty", () => {
  expect([...outcomesCsv(rows)].join("")).toBe(
    "run,outcome,of,period,value\r\n" +
      "0,share,,2040Q4,0.1\r\n" +
      '1,"a ""b"", c",usa,2040Q4,-1e-7\r\n',
  );
});

test("NDJSON has one object a line, JSON one array; both read back equal", () => {
  const lines = [...outcomesNdjson(rows)].join("").trimEnd().split("\n");
  expect(lines.map((line) => JSON.parse(line))).toEqual(rows);
  expect(JSON.parse([...outcomesJson(rows)].join(""))).toEqual(rows);
  expect(JSON.parse([...outcomesJson([])].join(""))).toEqual([]);
});

test("any text and any number survive CSV", () => {
  const text = fc.string({ unit: fc.constantFrom('"', ",", "\r", "\n", "a", "é", " ") });
  const number = fc.double({ noNaN: true, noDefaultInfinity: true });
  fc.assert(
    fc.property(text, number, (outcome, value) => {
      const row = { run: 0, outcome, of: null, period: "p", value };
      const csv = [...outcomesCsv([row])].join("");
      const [cells] = parseCsv(csv.slice(csv.indexOf("\r\n") + 2));
      expect(cells?.[1]).toBe(outcome);
      expect(Number(cells?.[4])).toBe(value === 0 ? 0 : value);
    }),
  );
});

test("runs that failed have no rows, the others keep their number", () => {
  const pick: OutcomePick = {
    outcome: "o",
    of: null,
    period: "2040Q4",
    unit: "",
    definition: "",
    column: 0,
    step: 0,
  };
  const found = [...outcomeRows([pick], Float64Array.of(5, Number.NaN, 6), 10)];
  expect(found.map(({ run, value }) => [run, value])).toEqual([
    [10, 5],
    [12, 6],
  ]);
});

/** A reader after RFC 4180, to hold the writer against. */
function parseCsv(text: string): string[][] {
  const lines: string[][] = [];
  let cells: string[] = [];
  let at = 0;
  while (at < text.length) {
    let cell = "";
    if (text[at] === '"') {
      for (at++; text[at] !== '"' || text[at + 1] === '"'; at++) {
        if (text[at] === '"') at++;
        cell += text[at];
      }
      at++;
    } else {
      while (at < text.length && text[at] !== "," && text[at] !== "\r") cell += text[at++];
    }
    cells.push(cell);
    if (text[at] === ",") {
      at++;
    } else {
      at += 2;
      lines.push(cells);
      cells = [];
    }
  }
  return lines;
}
