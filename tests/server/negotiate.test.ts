import { expect, test } from "vitest";
import { media } from "../../src/api/route.ts";
import { chooseForm } from "../../src/server/negotiate.ts";
import { csvText, ndjsonText } from "../../src/server/table.ts";

const forms = [media.json, media.csv, media.ndjson];

test.each([
  [undefined, "application/json"],
  ["", "application/json"],
  ["*/*", "application/json"],
  ["text/*", "text/csv"],
  ["TEXT/CSV", "text/csv"],
  ["application/json;q=0.1, text/csv;q=0.9", "text/csv"],
  ["*/*;q=0.1, application/x-ndjson", "application/x-ndjson"],
  ["application/*, application/json;q=0", "application/x-ndjson"],
  ["text/html, image/png, */*;q=0.8", "application/json"],
])("Accept: %s gets %s", (accept, form) => {
  expect(chooseForm(forms, accept, undefined)).toBe(form);
});

test.each([
  ["image/png"],
  ["text/csv;q=0"],
  ["text/csv;q=2"],
  [","],
  [";;q=1"],
  ["x".repeat(5000)],
])("Accept: %s gets nothing", (accept) => {
  expect(() => chooseForm(forms, accept, undefined)).toThrow("this comes as");
});

test("?format= wins over Accept and names what there is", () => {
  expect(chooseForm(forms, "application/json", "csv")).toBe("text/csv");
  for (const format of ["parquet", "toString", "", "text/csv"]) {
    expect(() => chooseForm(forms, undefined, format)).toThrow("there is json, csv, ndjson");
  }
});

test("tables keep commas, quotes and line breaks, and leave empty what is no number", () => {
  const rows = [["a,b", 'say "x"', 1.5, Number.NaN, null, true]];
  const columns = ["a", "b", "c", "d", "e", "f"];
  expect(csvText(columns, rows)).toBe('a,b,c,d,e,f\r\n"a,b","say ""x""",1.5,,,true\r\n');
  expect(JSON.parse(ndjsonText(columns, rows))).toEqual({
    a: "a,b",
    b: 'say "x"',
    c: 1.5,
    d: null,
    e: null,
    f: true,
  });
});
