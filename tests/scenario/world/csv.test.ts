import fc from "fast-check";
import { expect, test } from "vitest";
import { type CsvFault, readCsv } from "../../../src/scenario/world/csv.ts";

function rowsOf(text: string): { rows: string[][]; faults: readonly CsvFault[] } {
  const rows: string[][] = [];
  const faults = readCsv(text, (fields) => {
    rows.push([...fields]);
    return true;
  });
  return { rows, faults };
}

test("quoted fields may hold commas, doubled quotes and line breaks", () => {
  const { rows, faults } = rowsOf('a,"b, c","d ""e""","f\ng"\n1,2,3,4\n');
  expect(rows).toEqual([
    ["a", "b, c", 'd "e"', "f\ng"],
    ["1", "2", "3", "4"],
  ]);
  expect(faults).toEqual([]);
});

test("a byte order mark, empty lines and all three line ends are taken", () => {
  expect(rowsOf("\ufeffa,b\r\n\r\n1,2\r3,4\n\n").rows).toEqual([
    ["a", "b"],
    ["1", "2"],
    ["3", "4"],
  ]);
});

test("a comma at the end of the text opens one more empty field", () => {
  expect(rowsOf("a,b\n1,").rows).toEqual([
    ["a", "b"],
    ["1", ""],
  ]);
});

test("fields are placed by line and column, also behind a quoted line break", () => {
  const places: string[] = [];
  readCsv('a,b,c\nx,yy,z\n"p\nq",r,"s"\nt,u,v\n', (fields, place) => {
    places.push(fields.map((_, k) => `${place.field(k).line}:${place.field(k).column}`).join(" "));
    return true;
  });
  expect(places).toEqual(["1:1 1:3 1:5", "2:1 2:3 2:6", "3:1 4:4 4:6", "5:1 5:3 5:5"]);
});

test("an open quote is told where it opens", () => {
  expect(rowsOf('a,b\n1,"2\n3,4\n').faults).toEqual([{ line: 2, column: 3, kind: "open quote" }]);
});

test("text after a closing quote and a quote inside a value are told where they stand", () => {
  expect(rowsOf('"a"b,c\nd"e,f\n').faults).toEqual([
    { line: 1, column: 4, kind: "text after quote" },
    { line: 2, column: 2, kind: "quote inside" },
  ]);
});

test("any table survives being written and read", () => {
  const field = fc.string({ unit: fc.constantFrom("a", ",", '"', "\n", "\r", " ", "é") });
  fc.assert(
    fc.property(
      fc.array(fc.array(field, { minLength: 2, maxLength: 5 }), { minLength: 1 }),
      (table) => {
        const text = table
          .map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(","))
          .join("\r\n");
        expect(rowsOf(text)).toEqual({ rows: table, faults: [] });
      },
    ),
  );
});
