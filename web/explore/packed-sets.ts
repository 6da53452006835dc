import type { ParameterEnsemble } from "../../src/scenario/ensemble.ts";
import { readDigits, writeDigits } from "../../src/scenario/packed/digits.ts";
import { numberModel, numberReader, numberWriter } from "../../src/scenario/packed/number-coder.ts";
import { words } from "../strings/words.ts";
import { fromBase64, toBase64 } from "./base64.ts";

/** Some of the sets of an ensemble in few bytes. */
export interface PackedSets {
  readonly head: Omit<ParameterEnsemble, "sets">;
  readonly count: number;
  readonly body: string;
}

/** More sets by the name of their ensemble; as one file they share their words. */
export type MoreSets = Readonly<Record<string, PackedSets>>;

/** Sets that the usual number of runs uses; the others are fetched when there are more. */
const FIRST = 100;

/** The sets of an ensemble that 200 runs use. */
export function firstSets({ sets, ...head }: ParameterEnsemble): PackedSets {
  return pack(head, sets.slice(0, FIRST));
}

/** The other sets of an ensemble. */
export function laterSets({ sets, ...head }: ParameterEnsemble): PackedSets {
  return pack(head, sets.slice(FIRST));
}

function pack(head: PackedSets["head"], sets: ParameterEnsemble["sets"]): PackedSets {
  const writer = numberWriter();
  // A fit draws some sets more than once: each is written once, in the order in which they appear.
  const distinct = new Map<string, ParameterEnsemble["sets"][number]>();
  const repeats = numberModel(false);
  for (const set of sets) {
    const key = set.join();
    const place = [...distinct.keys()].indexOf(key);
    writer.write(place < 0 ? 0 : distinct.size - place, repeats);
    distinct.set(key, set);
  }
  const rows = [...distinct.values()];
  head.parameters.forEach((_, k) => {
    writeDigits(
      writer,
      rows.map((set) => set[k] ?? Number.NaN),
    );
  });
  return { head, count: sets.length, body: toBase64(writer.finish()) };
}

/** The ensemble of one or more of its parts, in order. */
export function unpackSets(parts: readonly PackedSets[]): ParameterEnsemble {
  const [first] = parts;
  if (first === undefined) throw new RangeError(words.page.noParts);
  return { ...first.head, sets: parts.flatMap(unpack) };
}

function unpack({ head, count, body }: PackedSets): ParameterEnsemble["sets"] {
  const read = numberReader(fromBase64(body));
  const repeats = numberModel(false);
  let rows = 0;
  const rowOf = Array.from({ length: count }, () => {
    const back = read(repeats);
    return back === 0 ? rows++ : rows - back;
  });
  const columns = head.parameters.map(() => readDigits(read, rows));
  return rowOf.map((row) => columns.map((column) => column[row] ?? Number.NaN));
}
