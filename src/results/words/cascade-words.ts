import type { CascadeResult, InfluenceCount, PivotalCountry } from "../cascades/run-cascades.ts";
import { listed, ofRuns, type WordLength } from "./phrases.ts";

/**
 * Who decided because of whom as a paragraph. Short: the country on which most hangs. Medium: the first three, and
 * the one whose bans matter most. Long: also the most frequent influences.
 */
export function cascadeWords(
  { runs, sources, countries, influences }: CascadeResult,
  at: string,
  length: WordLength,
): string {
  const most = (all: readonly PivotalCountry[], of: (one: PivotalCountry) => number) =>
    [...all].filter((one) => of(one) > 0).sort((a, b) => of(b) - of(a));
  const pivotal = most(countries, ({ size }) => size.mean);
  const [first] = pivotal;
  if (first === undefined) {
    return `Until the end of ${at} no decision hangs on another country's contract in ${ofRuns(runs, runs)}.`;
  }
  const range = ({ low, high }: PivotalCountry["size"]) =>
    Number.isNaN(low) ? "" : ` (${low.toFixed(1)} to ${high.toFixed(1)})`;
  const said = ({ name, size }: PivotalCountry) => `${name} (${size.mean.toFixed(1)})`;
  const sentences = [
    `Until the end of ${at} most hangs on ${first.name}: without its contracts ${first.size.mean.toFixed(1)} ` +
      `other countries${range(first.size)} decide otherwise in the mean of ${runs === 1 ? "1 run" : `${runs} runs`}; ` +
      `it has a contract in ${ofRuns(first.adopts, runs)}.`,
  ];
  if (length === "short") return sentences.join(" ");
  const next = pivotal.slice(1, length === "medium" ? 3 : 6);
  if (next.length > 0) sentences.push(`Next come ${listed(next.map(said))}.`);
  const [banner] = most(countries, ({ banSize }) => banSize.mean);
  if (banner !== undefined) {
    sentences.push(
      `Of the bans those of ${banner.name} move most: without one of them ${banner.banSize.mean.toFixed(1)} ` +
        `others${range(banner.banSize)} decide otherwise; it bans in ${ofRuns(banner.bans, runs)}.`,
    );
  }
  if (length === "long") {
    const names = new Map(countries.map(({ country, name }) => [country, name]));
    const nameOf = (id: string) => names.get(id) || id;
    const shown = influences
      .slice(0, 4)
      .map((one) => `${influence(one, nameOf)} in ${ofRuns(one.runs, runs)}`);
    if (shown.length > 0) {
      sentences.push(
        `Of ${influences.length} influences found with ${sources} decisions taken away one by one the most ` +
          `frequent are ${listed(shown)}.`,
      );
    }
  }
  return sentences.join(" ");
}

/** What one country's decision does to another's: `Kenya's contracts on Uganda's first contract`. */
function influence(
  { source, because, sourceSupplier, target, decision, supplier }: InfluenceCount,
  nameOf: (id: string) => string,
) {
  const cause = because === "ban" ? `ban of ${sourceSupplier}` : "contracts";
  const effect = decision === "ban" ? `ban of ${supplier}` : "first contract";
  return `${nameOf(source)}'s ${cause} on ${nameOf(target)}'s ${effect}`;
}
