import { outcomeDefinitions } from "../../src/core/outcomes.ts";
import { formatExact } from "../../src/results/charts/numbers.ts";
import type { SourceFlag } from "../../src/scenario/registry/definition.ts";
import { parameterIds, parameterRegistry } from "../../src/scenario/registry/parameters.ts";
import type { Scenario } from "../../src/scenario/scenario.ts";
import { sourceWords } from "../explore/levers.ts";
import type { Cell, Column, Row } from "../explore/search-table.tsx";
import { words } from "../strings/words.ts";

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
    caption: words.reference.parametersCaption,
    columns: [
      { heading: words.reference.parameter },
      { heading: words.reference.name, note: words.reference.nameNote },
      { heading: words.reference.symbol, note: words.reference.symbolNote },
      { heading: words.reference.unit },
      { heading: words.reference.base, numeric: true },
      { heading: words.reference.here, numeric: true, note: words.reference.hereNote },
      { heading: words.reference.worthTrying },
      { heading: words.reference.source },
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
          word(words.shared.range(formatExact(range[0]), formatExact(range[1]))),
          word(sourceText(source, citation)),
        ],
      };
    }),
  };
}

const splits: Readonly<Record<string, string>> = {
  none: words.reference.total,
  supplier: words.reference.bySupplier,
  segment: words.reference.bySegment,
  region: words.reference.byRegion,
  regime: words.reference.byRegime,
  income: words.reference.byIncome,
};

/** Everything that the model measures. */
export function outcomeTable(): Table {
  return {
    caption: words.reference.everyRun,
    columns: [
      { heading: words.shared.outcome },
      { heading: words.reference.split },
      { heading: words.reference.unit },
      { heading: words.reference.meaning },
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
    caption: words.reference.termsCaption,
    columns: [{ heading: words.reference.word }, { heading: words.reference.meaning }],
    rows: terms.map(([term, meaning]) => ({ key: term, cells: [word(term), word(meaning)] })),
  };
}
