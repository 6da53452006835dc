import type { SourceFlag } from "../scenario/registry/definition.ts";
import { isParameterId, parameterRegistry } from "../scenario/registry/parameters.ts";
import { formatExact } from "./charts/numbers.ts";
import { type NumberTable, numbers, words } from "./charts/table.ts";

/** What a source flag says, for people. */
const meanings: Readonly<Record<SourceFlag, string>> = {
  V: "[V] seen in the source",
  V2: "[V2] seen in a second-hand account",
  D: "[D] computed from public data",
  L: "[L] from the literature, not re-read",
  A: "[A] assumed",
  fit: "[fit] fitted to the targets",
};

/**
 * Where the parameters that drive a result come from; null if none of the paths is a parameter.
 *
 * @param paths parameter ids, with or without `parameters.` before them
 */
export function flagsTable(paths: readonly string[]): NumberTable | null {
  const ids = [...new Set(paths.map((path) => path.replace(/^parameters\./, "")))].filter(
    isParameterId,
  );
  if (ids.length === 0) return null;
  return {
    caption: "Where the parameters behind this come from",
    columns: [
      words("Parameter"),
      numbers("Default"),
      words("Unit"),
      words("Flag"),
      words("Source"),
    ],
    rows: ids.map((id) => {
      const { label, default: value, unit, source, citation } = parameterRegistry[id];
      return [`${label} (${id})`, formatExact(value), unit, meanings[source], citation];
    }),
  };
}
