import type { ParameterEnsemble } from "../../src/scenario/ensemble.ts";
import { readColumn, writeColumn } from "../../src/scenario/packed/columns.ts";
import { numberReader, numberWriter } from "../../src/scenario/packed/number-coder.ts";
import { words } from "../strings/words.ts";
import { fromBase64, toBase64 } from "./base64.ts";

/** Some of the sets of an ensemble in few bytes. */
export interface PackedSets {
  readonly head: Omit<ParameterEnsemble, "sets">;
  readonly count: number;
  readonly body: string;
}

/** Sets that the usual number of runs uses; the others are fetched when there are more. */
const FIRST = 100;

/** An ensemble in two files: the sets that 200 runs use, and the rest. */
export function packedSets(ensemble: ParameterEnsemble): Readonly<Record<string, PackedSets>> {
  const { sets, ...head } = ensemble;
  return {
    sets: pack(head, sets.slice(0, FIRST)),
    "more-sets": pack(head, sets.slice(FIRST)),
  };
}

function pack(head: PackedSets["head"], sets: ParameterEnsemble["sets"]): PackedSets {
  const writer = numberWriter();
  const rows = Math.max(1, sets.length);
  head.parameters.forEach((_, k) => {
    const column = sets.map((set) => set[k] ?? Number.NaN);
    writeColumn(writer, column, rows);
  });
  return { head, count: sets.length, body: toBase64(writer.finish()) };
}

/** The ensemble of one or more of its parts, in order. */
export function unpackSets(parts: readonly PackedSets[]): ParameterEnsemble {
  const [first] = parts;
  if (first === undefined) throw new RangeError(words.page.noParts);
  const sets = parts.flatMap(({ head, count, body }) => {
    const read = numberReader(fromBase64(body));
    const columns = head.parameters.map(() => readColumn(read, count, Math.max(1, count)));
    return Array.from({ length: count }, (_, s) =>
      columns.map((column) => column[s] ?? Number.NaN),
    );
  });
  return { ...first.head, sets };
}
