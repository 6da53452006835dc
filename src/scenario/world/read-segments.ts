import { readId } from "./read-countries.ts";
import { readTable } from "./read-table.ts";
import type { Report } from "./report.ts";
import { MOST_SEGMENTS, SEGMENT_COLUMNS, SEGMENT_TEXTS } from "./tables.ts";
import type { SegmentTable } from "./world.ts";

const FILE = "segments.csv";
const RULES = [...SEGMENT_TEXTS, ...SEGMENT_COLUMNS];
const [ID, NAME] = [0, 1] as const;
const TEXTS = SEGMENT_TEXTS.length;

/** How far a sum may be from 1: thirds written with seven digits pass. */
const SUM_TOLERANCE = 1e-6;

/** Reads segments.csv, in the order of its rows; null if its header is unusable. */
export function readSegments(text: string, report: Report): SegmentTable | null {
  const found: { id: string; name: string; values: number[] }[] = [];
  const lines = new Map<string, number>();
  const head = readTable(FILE, text, RULES, report, (row) => {
    const id = readId(row, lines, "segment");
    const values = SEGMENT_COLUMNS.map((rule, k) => {
      if (rule.needed && row.text(TEXTS + k) === "") {
        row.problem("E414", TEXTS + k, `segment "${id ?? row.text(ID)}" has no "${rule.name}"`);
      }
      return row.value(TEXTS + k);
    });
    if (id !== null) found.push({ id, name: row.text(NAME) || id, values });
  });
  if (head === null) return null;
  const top = { line: 1, column: 1, length: 1 };
  if (found.length > MOST_SEGMENTS) {
    report.add("E427", FILE, top, `${found.length} segments are more than ${MOST_SEGMENTS}`);
  }
  const population = SEGMENT_COLUMNS.findIndex(({ name }) => name === "population");
  const columns = SEGMENT_COLUMNS.map((rule, k) =>
    Float64Array.from(found, ({ values }) => {
      const value = values[k] ?? Number.NaN;
      if (!Number.isNaN(value)) return value;
      return Number.isNaN(rule.absent) ? (values[population] ?? Number.NaN) : rule.absent;
    }),
  );
  for (const [k, { name, sumsToOne }] of SEGMENT_COLUMNS.entries()) {
    const sum = columns[k]?.reduce((total, value) => total + value, 0) ?? Number.NaN;
    // A cell that is no number has been reported; its sum says nothing more.
    if (!sumsToOne || Number.isNaN(sum) || Math.abs(sum - 1) <= SUM_TOLERANCE) continue;
    report.add(
      "E427",
      FILE,
      top,
      `the column "${name}" sums to ${Math.round(sum * 1e6) / 1e6}, not to 1`,
      {
        path: [name],
        hint: "its cells are parts of one whole; where the column is empty, those of population are taken",
      },
    );
  }
  return {
    ids: found.map(({ id }) => id),
    names: found.map(({ name }) => name),
    columns: Object.fromEntries(
      SEGMENT_COLUMNS.map(({ name }, k) => [name, columns[k] ?? new Float64Array(0)]),
    ) as SegmentTable["columns"],
  };
}
