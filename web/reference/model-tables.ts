import { outcomeDefinitions } from "../../src/core/outcomes.ts";
import { formatExact } from "../../src/results/charts/numbers.ts";
import type { SourceFlag } from "../../src/scenario/registry/definition.ts";
import { parameterIds, parameterRegistry } from "../../src/scenario/registry/parameters.ts";
import type { Scenario } from "../../src/scenario/scenario.ts";
import { sourceWords } from "../explore/levers.ts";
import type { Cell, Column, Row } from "../explore/search-table.tsx";

/** A table of the reference. */
export interface Table {
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}

/** A cell of plain words. */
export const word = (text: string): Cell => ({ text });

/** A cell of a number, written as people would type it; a dash where it is unknown. */
export function numberCell(value: number, text: string = formatExact(value)): Cell {
  return { text: Number.isNaN(value) ? "–" : text, order: value };
}

/** Where a value comes from: `fitted: set C`; the kind is left out where the citation begins with it. */
export function sourceText(source: SourceFlag, citation: string): string {
  const kind = sourceWords[source];
  return citation.startsWith(kind) ? citation : `${kind}: ${citation}`;
}

/** Every parameter of the model: what it is, its values, and where they come from. */
export function parameterTable({ parameters }: Scenario): Table {
  return {
    caption:
      "Parameters of the model. Where a scenario changes one, its own value stands beside it.",
    columns: [
      { heading: "Parameter" },
      { heading: "Name", note: "As in scenario files and links" },
      { heading: "Symbol", note: "In the equations of docs/model.md" },
      { heading: "Unit" },
      { heading: "Base", numeric: true },
      { heading: "Here", numeric: true, note: "In the scenario that is open" },
      { heading: "Worth trying" },
      { heading: "Source" },
    ],
    rows: parameterIds.map((id) => {
      const { label, symbol, unit, default: base, range, source, citation } = parameterRegistry[id];
      const here = parameters[id];
      return {
        key: id,
        cells: [
          word(label),
          word(id),
          word(symbol),
          word(unit),
          numberCell(base),
          here === base ? { text: "", order: Number.NaN } : numberCell(here),
          word(`${formatExact(range[0])} to ${formatExact(range[1])}`),
          word(sourceText(source, citation)),
        ],
      };
    }),
  };
}

const splits: Readonly<Record<string, string>> = {
  none: "total",
  supplier: "by supplier",
  segment: "by segment",
  region: "by region",
  regime: "by regime",
  income: "by income",
};

/** Everything that the model measures. */
export function outcomeTable(): Table {
  return {
    caption: "What every run records at the end of every quarter.",
    columns: [
      { heading: "Outcome" },
      { heading: "Split" },
      { heading: "Unit" },
      { heading: "Meaning" },
    ],
    rows: outcomeDefinitions.map(({ id, by, unit, definition }) => ({
      key: `${id} ${by}`,
      cells: [word(id), word(splits[by] ?? by), word(unit), word(definition)],
    })),
  };
}

/** Words and what they mean. */
export function termTable(terms: readonly (readonly [string, string])[]): Table {
  return {
    caption: "Words as this page and the model use them.",
    columns: [{ heading: "Word" }, { heading: "Meaning" }],
    rows: terms.map(([term, meaning]) => ({ key: term, cells: [word(term), word(meaning)] })),
  };
}
