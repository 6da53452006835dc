import { join } from "node:path";
import {
  DECISION_FACTS,
  decisionFacts,
  occasions,
  type RunDecisions,
} from "../../core/ledger/run-decisions.ts";
import { UTILITY_TERMS, utilityTermIds } from "../../core/ledger/utility-terms.ts";
import { utilityTermNames } from "../explain/term-names.ts";
import { openTable, type TableColumn } from "./parquet-table.ts";
import type { StoreTable, TableInputs } from "./store-tables.ts";

/** The table of decisions, which takes those of a run after the other. */
export interface DecisionsTable extends StoreTable {
  /** Takes the decisions of a run. */
  add(run: number, decisions: RunDecisions): void;
}

/** Rows in a row group. */
const ROWS = 2 ** 14;

/** `decisions`: every decision of every run that was repeated, with the terms of its margin. */
export function decisionsTable({
  folder,
  labels,
  metadata,
}: Pick<TableInputs, "folder" | "labels" | "metadata">): DecisionsTable {
  const file = "decisions.parquet";
  const table = openTable(
    join(folder, file),
    [
      { name: "run", type: "INT32", unit: "", definition: "Index of the run" },
      text("period", "Period in which it was decided"),
      text("country", "Country that decided"),
      text("segment", "Segment it was for"),
      text("occasion", "opening, expiry of a contract, or reopening after a ban removed one"),
      text("incumbent", "Supplier under contract until then, or none"),
      text("chosen", "Supplier chosen, or none"),
      text("runner_up", "Second best alternative; null where all others were barred", true),
      utils("margin", "How far the chosen was ahead of the runner-up; the terms sum to it"),
      ...utilityTermIds.map((id) => utils(id, `Term of the margin: ${utilityTermNames[id]}`)),
    ],
    metadata,
  );
  const alternatives = ["none", ...labels.suppliers];
  const width = 1 + DECISION_FACTS + 1 + UTILITY_TERMS;
  let columns: (string | number | null)[][] = [];
  const clear = () => {
    columns = Array.from({ length: width }, () => []);
  };
  clear();
  const flush = () => {
    const [runs = [], ...others] = columns;
    const texts = others.slice(0, DECISION_FACTS) as (string | null)[][];
    const values = others.slice(DECISION_FACTS) as (number | null)[][];
    table.write([Int32Array.from(runs as number[]), ...texts, ...values]);
    clear();
  };
  const factAt = Object.fromEntries(decisionFacts.map((id, k) => [id, k])) as Readonly<
    Record<(typeof decisionFacts)[number], number>
  >;
  return {
    file,
    chunk() {},
    add(run, { facts, margins, terms }) {
      for (let row = 0; row < margins.length; row++) {
        const fact = (id: keyof typeof factAt) => facts[row * DECISION_FACTS + factAt[id]] ?? -1;
        const number = (value: number | undefined) =>
          value === undefined || Number.isNaN(value) ? null : value;
        const cells = [
          run,
          labels.periods[fact("step")] ?? "",
          labels.countries[fact("country")] ?? "",
          labels.segments[fact("segment")] ?? "",
          occasions[fact("occasion")] ?? "",
          alternatives[fact("incumbent")] ?? "",
          alternatives[fact("chosen")] ?? "",
          alternatives[fact("runnerUp")] ?? null,
          number(margins[row]),
          ...Array.from({ length: UTILITY_TERMS }, (_, t) =>
            number(terms[row * UTILITY_TERMS + t]),
          ),
        ];
        for (const [k, cell] of cells.entries()) columns[k]?.push(cell);
        if ((columns[0]?.length ?? 0) >= ROWS) flush();
      }
    },
    finish() {
      if ((columns[0]?.length ?? 0) > 0) flush();
      return table.finish();
    },
  };
}

function text(name: string, definition: string, nullable = false): TableColumn {
  return { name, type: "STRING", unit: "", definition, nullable };
}

function utils(name: string, definition: string): TableColumn {
  return { name, type: "DOUBLE", unit: "utils", definition, nullable: true };
}
