import type { PairedDifference } from "../paired-difference.ts";
import { listed, type WordLength } from "./phrases.ts";

/** One number of an ensemble, as it is to be said. */
export interface SaidOutcome {
  /** What it is called: "china", "Urban coverage". */
  readonly name: string;
  readonly median: string;
  /** The range of eight in ten runs. */
  readonly range: string;
  /** Against the reference, pair by pair; null without one. */
  readonly difference: { readonly pairs: PairedDifference; readonly mean: string } | null;
  /** Part of its spread that is assumptions and not luck, [0, 1]; null if not known. */
  readonly assumptions: number | null;
}

/** An ensemble, as it is to be said. */
export interface SaidRun {
  readonly title: string;
  readonly at: string;
  readonly finished: number;
  readonly requested: number;
  /** What the runs are compared with; null for nothing. */
  readonly reference: string | null;
  /** What the first numbers are of: "Share of countries with a contract". */
  readonly leading: string;
  /** Largest median first. */
  readonly first: readonly SaidOutcome[];
  readonly others: readonly SaidOutcome[];
}

/** Part of the pairs from which on a difference is clear, as in the tables. */
const CLEAR = 3 / 4;

/**
 * The runs of a scenario as a paragraph. Short: the largest of the leading numbers, and the clearest difference.
 * Medium: all leading numbers and clear differences. Long: every number with its range, and what of the spread is luck.
 */
export function runWords(run: SaidRun, length: WordLength): string {
  const { title, at, finished, requested, reference, leading, first, others } = run;
  if (finished === 0) return `No run of “${title}” finished.`;
  const [top, ...rest] = first;
  const cut = finished < requested ? ` (of ${requested} asked for)` : "";
  const from = `${finished === 1 ? "1 run" : `${finished} runs`}${cut}`;
  const said = ({ name, median, range }: SaidOutcome) => `${name} ${median} (${range})`;
  const sentences: string[] = [];
  if (top === undefined) sentences.push(`“${title}” was run to the end of ${at} in ${from}.`);
  else {
    sentences.push(
      `${leading}, end of ${at}, median of ${from} of “${title}”, in brackets the range of 8 in 10: ` +
        `${listed((length === "short" ? [top] : [top, ...rest]).map(said))}.`,
    );
  }
  if (length === "long" && others.length > 0) {
    sentences.push(`Beside it stand ${listed(others.map(said))}.`);
  }
  if (reference !== null) sentences.push(...differences(run, reference, length));
  if (length === "long") {
    const known = first.filter(({ assumptions }) => assumptions !== null);
    if (known.length > 0) {
      const parts = known.map((one) => `${one.name} ${Math.round(100 * (one.assumptions ?? 0))} %`);
      sentences.push(`Of the spread this much is assumptions, the rest is luck: ${listed(parts)}.`);
    }
  }
  sentences.push("Simulated worlds, not a forecast.");
  return sentences.join(" ");
}

function differences(
  { first, others }: SaidRun,
  reference: string,
  length: WordLength,
): readonly string[] {
  const all = [...first, ...others].flatMap(({ name, difference }) =>
    difference === null || difference.pairs.pairs === 0 ? [] : [{ name, ...difference }],
  );
  if (all.length === 0) return [];
  const most = ({ pairs }: (typeof all)[number]) =>
    Math.max(pairs.higher, pairs.lower) / pairs.pairs;
  const clear = all.filter((one) => most(one) >= CLEAR).sort((a, b) => most(b) - most(a));
  const said = ({ name, mean, pairs }: (typeof all)[number]) => {
    const [word, some] =
      pairs.higher >= pairs.lower ? ["higher", pairs.higher] : ["lower", pairs.lower];
    return `${name} ${mean} (${word} in ${some} of ${pairs.pairs} pairs)`;
  };
  const [clearest] = clear;
  if (clearest === undefined) {
    const pairs = Math.max(...all.map((one) => one.pairs.pairs));
    return [
      `Against ${reference} none of ${all.length} numbers is higher or lower in three quarters of ${pairs} pairs.`,
    ];
  }
  if (length === "short")
    return [`Against ${reference} the clearest difference is ${said(clearest)}.`];
  const unclear = all.length - clear.length;
  return [
    `Against ${reference}, on the same luck: ${listed(clear.map(said))}.`,
    ...(unclear === 0 ? [] : [`${unclear} of ${all.length} numbers do not clearly differ.`]),
  ];
}
