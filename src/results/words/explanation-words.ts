import type {
  DecisionMean,
  Explanation,
  HazardMean,
  StripEntry,
  Without,
} from "../explain/explanation.ts";
import { utilityTermNames } from "../explain/term-names.ts";
import { listed, ofRuns, percent, signedNumber, type WordLength } from "./phrases.ts";

/** Terms below this do not round to anything, utils. */
const LEAST = 0.005;

/**
 * An explanation as a paragraph. Short: whom the country has contracts with, and what spoke most for it.
 * Medium: also what spoke against it, and who moved it. Long: also what happened and how likely the
 * country's decisions were. Medium and long end with what becomes of it without interventions.
 *
 * @example
 * explanationWords(explanation, "short");
 * // "At the end of 2031Q2 Kenya has a contract with china in 171 of 200 runs. …"
 */
export function explanationWords(
  explanation: Explanation,
  length: WordLength,
  without: readonly Without[] = [],
): string {
  const { decision, strip, hazards } = explanation;
  const sentences = [holding(explanation, length)];
  if (decision === null) sentences.push("No decision stands behind this.");
  else {
    sentences.push(...reasons(decision, length));
    if (length !== "short") sentences.push(...neighbours(decision, length));
  }
  if (length === "long") {
    sentences.push(...happened(strip, explanation.runs), ...likely(hazards, explanation));
  }
  if (length !== "short") sentences.push(...without.map((one) => withoutWords(explanation, one)));
  return sentences.filter((sentence) => sentence !== "").join(" ");
}

/**
 * What becomes of a country's contracts without an intervention: `Without loans, europe falls from 124 to 58 of
 * the same 200 runs.` Said of the alternative that moves most; of the most frequent one where none moves.
 */
export function withoutWords(
  { holders, segment }: Pick<Explanation, "holders" | "segment">,
  { intervention, runs, holders: others }: Without,
): string {
  const names = new Set([...holders, ...others].map(({ alternative }) => alternative));
  const countIn = (some: typeof holders, name: string) =>
    some.find(({ alternative }) => alternative === name)?.runs ?? 0;
  const moves = [...names].map((name) => {
    const [before, after] = [countIn(holders, name), countIn(others, name)];
    return { name, before, after, size: Math.abs(after - before) };
  });
  const [most] = moves.sort((a, b) => b.size - a.size);
  if (most === undefined) return "";
  const { name, before, after } = most;
  const where = segment === null ? "" : ` in ${segment}`;
  const what = `${name === "none" ? "no contract" : name}${where}`;
  const same = `the same ${runs} ${runs === 1 ? "run" : "runs"}`;
  if (before === after) return `Without ${intervention}, ${what} stays at ${before} of ${same}.`;
  return `Without ${intervention}, ${what} ${after < before ? "falls" : "rises"} from ${before} to ${after} of ${same}.`;
}

function holding({ name, at, segment, runs, holders }: Explanation, length: WordLength): string {
  const [first, ...others] = holders;
  if (first === undefined) return "";
  const where = segment === null ? "" : ` in ${segment}`;
  const has = first.alternative === "none" ? "no contract" : `a contract with ${first.alternative}`;
  const rest =
    length === "short" || others.length === 0
      ? ""
      : ` (${listed(others.map((one) => `${one.alternative}: ${one.runs}`))})`;
  return `At the end of ${at} ${name} has ${has}${where} in ${ofRuns(first.runs, runs)}${rest}.`;
}

function reasons(
  { chosen, over, terms, margin, decisions, runs }: DecisionMean,
  length: WordLength,
): readonly string[] {
  const most = length === "short" ? 1 : length === "medium" ? 2 : 4;
  const said = (sign: 1 | -1) =>
    [...terms]
      .filter(({ value }) => sign * value >= LEAST)
      .sort((a, b) => sign * (b.value - a.value))
      .slice(0, most)
      .map(({ term, value }) => `${utilityTermNames[term]} (${signedNumber(value)})`);
  const from = runs === 1 ? "1 run" : `${runs} runs`;
  const many =
    decisions === 1 ? "the one decision" : `the mean of ${decisions} decisions in ${from}`;
  const forIt = said(1);
  const against = length === "short" ? [] : said(-1);
  const why = forIt.length === 0 ? "" : `, most of all for ${listed(forIt)}`;
  return [
    `In ${many} ${chosen} was ahead of ${over} by ${signedNumber(margin)} utils${why}.`,
    against.length === 0 ? "" : `Against it spoke ${listed(against)}.`,
  ];
}

function neighbours(
  { neighbours: all, chosen, over }: DecisionMean,
  length: WordLength,
): readonly string[] {
  const most = length === "medium" ? 3 : 6;
  const towards = all.filter(({ push }) => push > 0).slice(0, most);
  const away = all.filter(({ push }) => push < 0).slice(0, length === "long" ? 3 : 0);
  const said = (some: typeof all) =>
    listed(some.map(({ name, share }) => `${name} (${percent(share)})`));
  return [
    towards.length === 0
      ? ""
      : `Of what peers pushed one way or the other, most towards ${chosen} came from ${said(towards)}.`,
    away.length === 0 ? "" : `Towards ${over} pushed ${said(away)}.`,
  ];
}

function happened(strip: readonly StripEntry[], runs: number): readonly string[] {
  const shown = strip
    .filter(({ kind }) => kind !== "declined")
    .slice(0, 4)
    .map((one) => `${event(one)} in ${ofRuns(one.runs, runs)}, first in ${one.median}`);
  if (shown.length === 0) return [];
  return [`Until then there was ${listed(shown)}${runs === 1 ? "" : " (medians)"}.`];
}

function event({ kind, segment, supplier, tier, treaty }: StripEntry): string {
  const where = segment === null ? "" : ` in ${segment}`;
  switch (kind) {
    case "signed":
      return `a contract signed with ${supplier}${where}`;
    case "renewed":
      return `a contract renewed with ${supplier}${where}`;
    case "switched":
      return `a switch to ${supplier}${where}`;
    case "dropped":
      return `a contract with ${supplier} let go${where}`;
    case "declined":
      return `a procurement that chose nothing${where}`;
    case "cancelled":
      return `a contract with ${supplier} cancelled${where}`;
    case "removed":
      return `a contract with ${supplier} removed by a ban${where}`;
    case "law":
      return "a data-protection law";
    case "tier up":
      return `safeguards raised to tier ${tier}`;
    case "tier down":
      return `safeguards lowered to tier ${tier}`;
    case "moratorium":
      return "a moratorium";
    case "moratorium ended":
      return "the end of a moratorium";
    case "ban":
      return `a ban of ${supplier}`;
    case "ban imposed":
      return `a ban of ${supplier} by an intervention`;
    case "joined":
      return `the treaty ${treaty} joined`;
    case "left":
      return `the treaty ${treaty} left`;
  }
}

const hazardNames: Readonly<Record<HazardMean["kind"], string>> = {
  opportunity: "a procurement",
  law: "a data-protection law",
  rules: "a tier of safeguards more",
  rollback: "a tier of safeguards less",
  ban: "a ban",
  treaty: "joining",
};

function likely(
  hazards: readonly HazardMean[],
  { at, runs }: Pick<Explanation, "at" | "runs">,
): readonly string[] {
  const shown = [...hazards]
    .sort((a, b) => b.hazard - a.hazard)
    .slice(0, 3)
    .map(({ kind, subject, hazard, average, runs: open }) => {
      const what = subject === null ? hazardNames[kind] : `${hazardNames[kind]} of ${subject}`;
      const rates = `${hazard.toPrecision(2)} a year against ${average.toPrecision(2)}`;
      return `${what} at ${rates} (open in ${ofRuns(open, runs)})`;
    });
  if (shown.length === 0) return [];
  return [`In ${at} the hazards, against those of the average country, were ${listed(shown)}.`];
}
