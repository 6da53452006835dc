import { TIE_KINDS } from "../../../src/scenario/world/tables.ts";
import { cell, numeric, type Raw } from "./raw.ts";
import type { Table } from "./write.ts";

/** ties.csv: the five kinds that the model knows, by kind and pair. */
export function tieTable(raw: Raw): Table {
  const rows: (readonly (string | number)[])[] = [];
  for (const { kind } of TIE_KINDS) {
    const found = raw.ties
      .filter((row) => cell(row, "kind") === kind)
      .map(
        (row) =>
          [
            cell(row, "source_iso3"),
            cell(row, "target_iso3"),
            kind,
            numeric(row, "weight"),
          ] as const,
      );
    found.sort((a, b) => (`${a[0]} ${a[1]}` < `${b[0]} ${b[1]}` ? -1 : 1));
    rows.push(...found);
  }
  return { header: ["source", "target", "kind", "weight"], rows };
}
