import type { Words } from "../../core/arrays.ts";
import type { SeriesColumn } from "../summary.ts";
import type { Side } from "./side.ts";

/** Slack for dates that are sums of steps, yr. */
const SLACK = 1e-3;

/** What two sides have in common, by name and date: only that can be compared. */
export interface Match {
  /** Rows of the same date, in order. */
  readonly rows: readonly { readonly a: number; readonly b: number }[];
  /** Columns of the same name. */
  readonly columns: readonly {
    readonly a: number;
    readonly b: number;
    readonly column: SeriesColumn;
  }[];
  /** Countries of the same id, by index. */
  readonly countries: readonly { readonly a: number; readonly b: number }[];
  /** Suppliers of the same id, by index. */
  readonly suppliers: readonly { readonly a: number; readonly b: number }[];
}

/**
 * Matches two sides by the names of columns, countries and suppliers and the dates of rows.
 *
 * @throws RangeError if they share no date, no column or no country.
 */
export function matchSides(a: Side, b: Side): Match {
  const rows = a.labels.dates.flatMap((date, row) => {
    const other = b.labels.dates.findIndex((its) => Math.abs(its - date) < SLACK);
    return other < 0 ? [] : [{ a: row, b: other }];
  });
  if (rows.length === 0) {
    throw new RangeError(`${spanOf(a)} and ${spanOf(b)} share no date, so they cannot be compared`);
  }
  const columnsOfB = new Map(b.result.summary.columns.map(({ name }, k) => [name, k]));
  const columns = a.result.summary.columns.flatMap((column, k) => {
    const other = columnsOfB.get(column.name);
    return other === undefined ? [] : [{ a: k, b: other, column }];
  });
  const countries = sameIds(a.labels.countries, b.labels.countries);
  if (columns.length === 0 || countries.length === 0) {
    const what = columns.length === 0 ? "outcome" : "country";
    throw new RangeError(`${a.id} and ${b.id} share no ${what}, so they cannot be compared`);
  }
  return { rows, columns, countries, suppliers: sameIds(a.labels.suppliers, b.labels.suppliers) };
}

function spanOf({ id, labels }: Side): string {
  return `${id} (${labels.periods[0]} to ${labels.periods.at(-1)})`;
}

function sameIds(
  a: readonly string[],
  b: readonly string[],
): readonly { readonly a: number; readonly b: number }[] {
  const places = new Map(b.map((id, k) => [id, k]));
  return a.flatMap((id, k) => {
    const other = places.get(id);
    return other === undefined ? [] : [{ a: k, b: other }];
  });
}

/** Holders of both sides on common rows, countries and suppliers, for the pairs that both kept. */
export interface MatchedHolders {
  /** [pair × row × country]; bit j is supplier j of side a */
  readonly a: Words;
  readonly b: Words;
  readonly pairs: number;
}

/** Brings the holders of two sides into the same shape; pairs of which either run failed are left out. */
export function matchHolders(a: Side, b: Side, match: Match): MatchedHolders {
  const cells = match.rows.length * match.countries.length;
  const sizeOf = ({ labels }: Side): number => labels.dates.length * labels.countries.length;
  const kept = Math.min(a.holders.length / sizeOf(a), b.holders.length / sizeOf(b));
  const runs = Array.from({ length: kept }, (_, run) => run).filter(
    (run) => !a.failed.has(run) && !b.failed.has(run),
  );
  const shape = (side: Side, which: "a" | "b"): Words => {
    const countries = side.labels.countries.length;
    const same =
      match.suppliers.every((one) => one.a === one[which]) &&
      match.suppliers.length === side.labels.suppliers.length;
    const whole =
      same &&
      runs.length === side.holders.length / sizeOf(side) &&
      match.rows.length === side.labels.dates.length &&
      match.countries.length === countries &&
      match.countries.every((one, k) => one[which] === k);
    if (whole) return side.holders;
    const into = new Uint32Array(runs.length * cells);
    let at = 0;
    for (const run of runs) {
      const start = run * sizeOf(side);
      for (const row of match.rows) {
        const from = start + row[which] * countries;
        for (const country of match.countries) {
          const bits = side.holders[from + country[which]] as number;
          into[at++] = same ? bits : renamed(bits, match, which);
        }
      }
    }
    return into;
  };
  return { a: shape(a, "a"), b: shape(b, "b"), pairs: runs.length };
}

/** The bits with suppliers numbered as side a numbers them; suppliers that only one side has count as bit 31. */
function renamed(bits: number, { suppliers }: Match, which: "a" | "b"): number {
  let known = 0;
  let out = 0;
  for (const one of suppliers) {
    const bit = 1 << one[which];
    known |= bit;
    if ((bits & bit) !== 0) out |= 1 << one.a;
  }
  if ((bits & ~known) !== 0) out |= 1 << 31;
  return out >>> 0;
}
