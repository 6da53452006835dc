import type { MeanInterval } from "../attribution/attribution.ts";
import { type LoopsOverTime, loopNames } from "../loops/loops.ts";
import { listed, ofRuns, type WordLength } from "./phrases.ts";

/** How the numbers of an outcome are written. */
export interface NumberWording {
  /** A value with its unit. */
  readonly value: (value: number) => string;
  /** A difference with its sign and unit. */
  readonly difference: (value: number) => string;
}

/**
 * What feedback loops carry as a paragraph. Short: the change and the loop that carries most. Medium: what
 * comes from outside, and every loop whose interval excludes 0. Long: all loops with their intervals and
 * runs, the strongest interaction, and what is lost without the largest.
 */
export function loopsWords(
  { metric, since, periods, runs, before, total, outside, loops, interactions }: LoopsOverTime,
  { value, difference }: NumberWording,
  length: WordLength,
): string {
  const at = periods.at(-1) ?? since;
  const change = total.carried.at(-1);
  const other = outside.carried.at(-1);
  if (change === undefined || other === undefined || runs === 0) {
    return `No run of ${metric} was followed to its end.`;
  }
  const range = (one: MeanInterval) =>
    Number.isNaN(one.low) ? "" : ` (${difference(one.low)} to ${difference(one.high)})`;
  const ends = loops.flatMap((one) => {
    const end = one.carried.at(-1);
    return end === undefined ? [] : [{ ...one, end, name: loopNames[one.loop] }];
  });
  ends.sort((a, b) => Math.abs(b.end.mean) - Math.abs(a.end.mean));
  const sentences = [
    `${metric} goes from ${value(before)} at the end of ${since} to ${value(before + change.mean)} at the end ` +
      `of ${at}, ${difference(change.mean)}${length === "short" ? "" : range(change)} in the mean of ` +
      `${runs === 1 ? "1 run" : `${runs} runs`}.`,
  ];
  const [first] = ends;
  const counted = ({ end }: (typeof ends)[number]) =>
    end.mean < 0
      ? `below 0 in ${ofRuns(end.lower, runs)}`
      : `above 0 in ${ofRuns(end.higher, runs)}`;
  if (length === "short" && first !== undefined) {
    sentences.push(
      `Of ${ends.length} feedback loops ${first.name} carries most, ` +
        `${difference(first.end.mean)}${range(first.end)}, ${counted(first)}.`,
    );
    return sentences.join(" ");
  }
  sentences.push(
    `With all ${ends.length} feedback loops held as they stood in ${since} it would change by ` +
      `${difference(other.mean)}${range(other)}.`,
  );
  if (length === "medium") {
    const clear = ends.filter(({ end }) => end.low > 0 || end.high < 0);
    if (clear.length > 0) {
      const parts = clear.map((one) => `${difference(one.end.mean)} by ${one.name}`);
      sentences.push(`Of the rest the loops carry ${listed(parts)}.`);
    }
    const unclear = ends.length - clear.length;
    if (unclear > 0) {
      sentences.push(
        runs < 2
          ? "One run gives no intervals."
          : `For ${unclear} of ${ends.length} loops the 95 % interval includes 0.`,
      );
    }
    return sentences.join(" ");
  }
  const parts = ends.map(
    (one) => `${difference(one.end.mean)}${range(one.end)} by ${one.name}, ${counted(one)}`,
  );
  sentences.push(
    `The loops carry ${parts.join("; ")}. Together with what comes from outside these add up.`,
  );
  const [strongest] = interactions;
  if (strongest !== undefined) {
    sentences.push(
      `Of all pairs ${loopNames[strongest.first]} and ${loopNames[strongest.second]} interact most: together ` +
        `${difference(strongest.mean)}${range(strongest)} beyond what each does alone.`,
    );
  }
  if (first !== undefined) {
    sentences.push(
      `Alone ${first.name} would carry ${difference(first.alone.mean)}; with it alone held ` +
        `${difference(first.lost.mean)} would be lost.`,
    );
  }
  return sentences.join(" ");
}
