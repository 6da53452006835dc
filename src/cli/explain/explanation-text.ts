import type {
  DecisionMean,
  Explanation,
  HazardMean,
  StripEntry,
  Without,
} from "../../results/explain/explanation.ts";
import { utilityTermNames } from "../../results/explain/term-names.ts";
import { withoutWords } from "../../results/words/explanation-words.ts";
import { count, counted, fixed, signed } from "../format/numbers.ts";
import { formatTable } from "../format/table.ts";
import type { Look } from "../look.ts";

/** What an explanation is of. */
export interface ExplainedScenario {
  readonly scenario: string;
  readonly title: string;
  readonly seed: string;
}

/** Width of the longest bar. */
const barWidth = 24;
/** Most entries of the strip and neighbours that are listed; the other formats have all. */
const mostShown = 12;
const right = "right" as const;

/**
 * Lays an explanation out for people.
 * @param run the only run that it is of, or null
 */
export function explanationLines(
  explanation: Explanation,
  { title, seed }: ExplainedScenario,
  run: number | null,
  look: Look,
  without: readonly Without[] = [],
): string[] {
  const { bold, dim } = look.colours;
  const { name, at, segment, runs, strip, decision, hazards } = explanation;
  const many =
    run === null ? `${counted(runs, "run")}, seed ${seed}` : `run ${run} of seed ${seed}`;
  return [
    bold(title),
    dim(`${many}. A single country in a single run is one of many that could have been.`),
    "",
    bold(`${name}, end of ${at}${segment === null ? "" : `, ${segment}`}: ${holding(explanation)}`),
    "",
    ...decisionLines(decision, look),
    ...without.map((one) => withoutWords(explanation, one)),
    ...(without.length === 0 ? [] : [""]),
    ...stripLines(strip, runs, look),
    ...hazardLines(hazards, at, look),
  ];
}

function holding({ holders, runs }: Explanation): string {
  return holders
    .map(({ alternative, runs: its }, k) =>
      k === 0
        ? `${alternative} in ${count(its)} of ${counted(runs, "run")}`
        : `${alternative} in ${count(its)}`,
    )
    .join(", ");
}

function decisionLines(decision: DecisionMean | null, look: Look): string[] {
  const { bold, dim } = look.colours;
  if (decision === null) {
    return [
      "No decision stands behind this: none was due, or there was nothing else to choose.",
      "",
    ];
  }
  const { chosen, over, decisions, runs, barred, terms, margin, neighbours } = decision;
  const of =
    decisions === 1
      ? "one decision"
      : `mean of ${count(decisions)} decisions in ${counted(runs, "run")}`;
  const largest = Math.max(...terms.map(({ value }) => Math.abs(value)), Math.abs(margin));
  const bar = (value: number) => barOf(value, largest, look);
  const shown = terms.filter(({ value }) => value !== 0);
  const left = barred === 0 ? "" : `; ${over} was barred in ${counted(barred, "other")}`;
  return [
    bold(`Why ${chosen} over ${over}`) + dim(` (${of}, in utils; terms add up exactly${left})`),
    ...formatTable(
      [{ title: "" }, { title: "", align: right }, { title: "" }],
      [
        ...[...shown]
          .sort((a, b) => b.value - a.value)
          .map(({ term, value }) => [
            utilityTermNames[term],
            signed(value, 2, look.signs),
            bar(value),
          ]),
        [`total`, signed(margin, 2, look.signs), ""],
      ],
      { indent: 2 },
    ),
    "",
    ...neighbourLines(neighbours, chosen, look),
  ];
}

function neighbourLines(
  neighbours: DecisionMean["neighbours"],
  chosen: string,
  look: Look,
): string[] {
  if (neighbours.length === 0) return [];
  const { bold, dim } = look.colours;
  const rest = neighbours.length - mostShown;
  return [
    bold("Neighbours who moved it") +
      dim(` (towards ${chosen} +, away from it ${look.signs.minus})`),
    ...formatTable(
      [{ title: "" }, { title: "" }, { title: "", align: right }, { title: "", align: right }],
      neighbours
        .slice(0, mostShown)
        .map(({ country, name, push, share }) => [
          country ?? "",
          name,
          signed(push, 3, look.signs),
          `${fixed(share * 100, 0, look.signs)}${look.signs.percent}`,
        ]),
      { indent: 2 },
    ),
    ...(rest > 0 ? [dim(`  and ${count(rest)} more, listed by --json`)] : []),
    "",
  ];
}

function stripLines(strip: readonly StripEntry[], runs: number, look: Look): string[] {
  const { bold, dim } = look.colours;
  if (strip.length === 0) return [bold("Nothing happened until then."), ""];
  const { dash } = look.signs;
  const shown = runs === 1 ? [...strip].sort((a, b) => (a.median < b.median ? -1 : 1)) : strip;
  const rest = shown.length - mostShown * 2;
  const title = runs === 1 ? "What happened, and when first" : "What happened, in how many runs";
  return [
    bold(title),
    ...formatTable(
      [
        { title: "what" },
        { title: "where" },
        { title: "with" },
        { title: runs === 1 ? "times" : "runs", align: right },
        { title: runs === 1 ? "first" : "first time, 8 in 10" },
      ],
      shown
        .slice(0, mostShown * 2)
        .map(({ kind, segment, supplier, tier, treaty, runs: its, times, median, low, high }) => [
          kind,
          segment ?? "",
          supplier ?? treaty ?? (tier === null ? "" : `tier ${tier}`),
          count(runs === 1 ? times : its),
          runs === 1 || low === high ? median : `${median} (${low}${dash}${high})`,
        ]),
      { indent: 2, title: dim },
    ),
    ...(rest > 0 ? [dim(`  and ${count(rest)} more, listed by --json`)] : []),
    "",
  ];
}

function hazardLines(hazards: readonly HazardMean[], at: string, look: Look): string[] {
  if (hazards.length === 0) return [];
  const { bold, dim } = look.colours;
  const rate = (value: number) =>
    value >= 0.0005 ? fixed(value, 3, look.signs) : value.toExponential(1);
  return [
    bold(`How likely decisions were in ${at}`) +
      dim(" (a year; terms are in the logarithm, above the average country)"),
    ...formatTable(
      [
        { title: "of" },
        { title: "here", align: right },
        { title: "average", align: right },
        { title: "because of" },
      ],
      hazards.map(({ kind, subject, hazard, average, terms }) => [
        subject === null ? kind : `${kind} ${subject}`,
        rate(hazard),
        rate(average),
        [...terms]
          .sort((a, b) => Math.abs(b.value) - Math.abs(a.value))
          .slice(0, 3)
          .map(({ term, value }) => `${term} ${signed(value, 2, look.signs)}`)
          .join(", "),
      ]),
      { indent: 2, title: dim },
    ),
  ];
}

/** A bar as long as a value, or the sign alone where only ASCII can be shown. */
function barOf(value: number, largest: number, { ascii }: Look): string {
  const length = largest > 0 ? Math.round((Math.abs(value) / largest) * barWidth) : 0;
  return (ascii ? "#" : "▇").repeat(length);
}
