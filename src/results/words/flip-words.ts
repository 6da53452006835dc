import type { FoundFlip, RunsWith } from "../flip/find-flip.ts";
import { ofRuns, type WordLength } from "./phrases.ts";

/**
 * A flip as a paragraph. Short: the smallest change. Medium: also how often it holds before and after. Long: also
 * what was tried, and the nearest value at which it does not turn.
 *
 * @param question what is asked of the runs, for example "adoption.share above 0.3 at the end of 2040Q4"
 */
export function flipWords(
  { lever, before, flip, tried }: FoundFlip,
  question: string,
  length: WordLength,
): string {
  const plain = (value: number) => Number(value.toPrecision(6)).toString().replace("-", "−");
  const said = ({ yes, runs }: RunsWith) => ofRuns(yes, runs);
  const values = `${tried.length} values of ${lever.id} from ${plain(lever.low)} to ${plain(lever.high)}`;
  if (flip === null) {
    const byCount = [...tried].sort((a, b) => a.yes - b.yes);
    const [least, most] = [byCount[0], byCount.at(-1)];
    const sentences = [
      `With ${lever.id} at ${plain(lever.base)} this holds in ${said(before)}: ${question}. ` +
        `None of ${values} turns it round in half of the runs.`,
    ];
    if (length !== "short" && most !== undefined && least !== undefined) {
      sentences.push(
        least.yes === most.yes
          ? `It holds in ${said(least)} at each of them.`
          : `It holds in ${said(least)} at ${plain(least.value)}, the fewest, and in ${said(most)} at ` +
              `${plain(most.value)}, the most.`,
      );
    }
    return sentences.join(" ");
  }
  const change = flip.value - lever.base;
  const by = `${change < 0 ? "−" : "+"}${plain(Math.abs(change))}`;
  const sentences = [
    `The smallest change of ${lever.id} found that turns this round is from ${plain(lever.base)} to ` +
      `${plain(flip.value)} (${by}): ${question}.`,
  ];
  if (length !== "short") {
    sentences.push(`It holds in ${said(before)} before and in ${said(flip.after)} after.`);
  }
  if (length === "long") {
    const unflipped = tried.find(({ value }) => value === flip.unflipped);
    if (unflipped !== undefined) {
      sentences.push(`At ${plain(flip.unflipped)} it still holds in ${said(unflipped)}.`);
    }
    const reach = Math.abs(change);
    const nearer = tried.filter(
      ({ value }) => value !== lever.base && Math.abs(value - lever.base) < reach,
    );
    const turned = nearer.filter(
      (one) => 2 * one.yes >= one.runs !== 2 * before.yes >= before.runs,
    );
    sentences.push(
      `${values} were run; ${turned.length === 0 ? "none" : turned.length} of the ${nearer.length} nearer ones turns it round.`,
    );
  }
  return sentences.join(" ");
}
