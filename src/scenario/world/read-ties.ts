import { type CountryDraft, countryOf } from "./read-countries.ts";
import { clip, readTable } from "./read-table.ts";
import type { Report } from "./report.ts";
import { TIE_COLUMNS, TIE_KINDS } from "./tables.ts";
import type { TieKind, TieTable } from "./world.ts";

const FILE = "ties.csv";
const [SOURCE, TARGET, KIND, WEIGHT] = [0, 1, 2, 3] as const;

/** Reads ties.csv into one table per kind, each in the order of its pairs; all empty without the file. */
export function readTies(
  text: string | undefined,
  countries: CountryDraft,
  report: Report,
): readonly TieTable[] {
  const found = new Map<TieKind, { source: number; target: number; weight: number }[]>(
    TIE_KINDS.map(({ kind }) => [kind, []]),
  );
  const seen = new Map<number, number>();
  const n = countries.ids.length;
  if (text !== undefined) {
    readTable(FILE, text, TIE_COLUMNS, report, (row) => {
      const source = countryOf(row, SOURCE, countries);
      const target = countryOf(row, TARGET, countries);
      const name = row.text(KIND);
      const rule = TIE_KINDS.find(({ kind }) => kind === name);
      if (rule === undefined) {
        row.problem(
          "E412",
          KIND,
          `"${clip(name)}" is not a kind of tie: ${TIE_KINDS.map(({ kind }) => kind).join(", ")}`,
        );
      }
      const weight = row.text(WEIGHT) === "" ? 1 : row.value(WEIGHT);
      if (source === undefined || target === undefined || rule === undefined) return;
      if (source === target) {
        row.problem("E420", TARGET, `"${row.text(SOURCE)}" is tied to itself`);
        return;
      }
      const swap = rule.symmetric && source > target;
      // Kind and pair as one whole number, far below 2^53: a table of ties is checked twice as fast.
      const pair = swap ? target * n + source : source * n + target;
      const key = TIE_KINDS.indexOf(rule) * n * n + pair;
      const first = seen.get(key);
      if (first !== undefined) {
        row.problem(
          "E415",
          SOURCE,
          `the ${rule.kind} tie of "${row.text(SOURCE)}" and "${row.text(TARGET)}" is there twice`,
          { note: `first on line ${first}` },
        );
        return;
      }
      seen.set(key, row.line());
      found
        .get(rule.kind)
        ?.push(swap ? { source: target, target: source, weight } : { source, target, weight });
    });
  }
  return TIE_KINDS.map(({ kind }) => {
    const ties = found.get(kind) ?? [];
    ties.sort((a, b) => a.source - b.source || a.target - b.target);
    return {
      kind,
      sources: Int32Array.from(ties, ({ source }) => source),
      targets: Int32Array.from(ties, ({ target }) => target),
      weights: Float64Array.from(ties, ({ weight }) => weight),
    };
  });
}
