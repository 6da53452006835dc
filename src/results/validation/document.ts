import { NONE_SHARE } from "../../experiments/calibration/prior.ts";
import type { CalibrationRecord, RecordedQuestion } from "../../experiments/calibration/record.ts";
import { isParameterId, parameterRegistry } from "../../scenario/registry/parameters.ts";
import { coverageLevels, type Driver, type TargetResult } from "./hindcast.ts";
import {
  contractionChart,
  type Drawing,
  histograms,
  reliabilityChart,
  targetsChart,
} from "./svg.ts";
import type { Swing } from "./swings.ts";

/** Everything that the document says. */
export interface ValidationInput {
  /** Digest of what it is made from; it stands in the document, so that its age can be told. */
  readonly inputs: string;
  readonly scenario: string;
  readonly model: string;
  readonly data: string;
  readonly sets: number;
  readonly runs: number;
  readonly targets: readonly TargetResult[];
  readonly record: CalibrationRecord;
  /** What drives outcomes at the end of the run. */
  readonly drivers: readonly {
    readonly outcome: string;
    /** Assumptions' share of the variance, [0,1]; null where it cannot be told. */
    readonly share: number | null;
    readonly drivers: readonly Driver[];
    /** What assumptions outside the sets would do to it. */
    readonly swings: readonly Swing[];
  }[];
  /** Assumed parameters outside the sets, and the runs at each end of their ranges. */
  readonly assumed: { readonly parameters: number; readonly runs: number };
}

/** The document, and its charts. */
export interface ValidationDocument {
  readonly text: string;
  readonly drawings: readonly Drawing[];
}

/** Parameters whose value is disputed: their profiles are drawn. */
const CONTESTED = [
  NONE_SHARE,
  "choice.alignment",
  "opportunity.contagion",
  "opportunity.income",
  "opportunity.affordability",
  "choice.price",
];

/** Words by which the inputs are found again in a document. */
const MARK = "Made from inputs";

/** The digest that a document was made from, or null. */
export function inputsOf(text: string): string | null {
  return new RegExp(`${MARK} (sha256:[0-9a-f]{64})`).exec(text)?.[1] ?? null;
}

/** Writes the document. */
export function validationDocument(input: ValidationInput): ValidationDocument {
  const { record } = input;
  const drawings: Drawing[] = [];
  const chart = (drawing: Drawing): string => {
    drawings.push(drawing);
    return `![${drawing.alternative}](images/${drawing.name})`;
  };
  const parts = [
    "# How far to trust it",
    `<!-- Written by \`panoptes hindcast --write\`. ${MARK} ${input.inputs}. Do not edit. -->`,
    opening(input),
    "## What the data cannot tell",
    cannotTell(input),
    "## The past that was observed",
    `${targetsText(input)}\n\n${chart(targetsChart(marksOf(input.targets)))}`,
    targetsTable(input.targets),
    coverageText(input.targets),
    ...scoresPart(record, chart),
    "## What was learnt of the parameters",
    learntText(record),
    chart(
      contractionChart(
        [...record.contractions]
          .sort((a, b) => b.contraction - a.contraction)
          .map(({ id, contraction }) => ({ label: id, value: contraction })),
      ),
    ),
    contractionTable(record),
    "### Contested parameters",
    "The bars are the density of the fitted sets over that of the prior; the dashed line is the prior. A flat profile means that the data say nothing.",
    chart(
      histograms(
        "validation-profiles.svg",
        "Profiles of contested parameters: fitted density over prior density",
        "fitted density over prior density",
        CONTESTED.flatMap((id) => {
          const one = record.contractions.find((c) => c.id === id);
          return one === undefined
            ? []
            : [
                {
                  title: id,
                  values: one.profile,
                  flat: 1,
                  ends: [num(one.low), num(one.high)] as const,
                },
              ];
        }),
      ),
    ),
    "### Pairs that trade off",
    pairsText(record),
    "## What drives the outcomes",
    driversText(input),
    "## Does the method find what is there?",
    ranksText(record),
    chart(
      histograms(
        "validation-ranks.svg",
        "Rank histograms of simulation-based calibration",
        "rank of the true value among the sets; the dashed line is a flat histogram",
        CONTESTED.flatMap((id) => {
          const one = record.ranks.find((r) => r.id === id);
          if (one === undefined) return [];
          const flat = one.counts.reduce((a, b) => a + b, 0) / one.counts.length;
          return [{ title: id, values: one.counts, flat }];
        }),
      ),
    ),
    "## How it was made",
    made(input),
  ];
  return { text: `${parts.join("\n\n")}\n`, drawings };
}

const num = (x: number): string => String(Number(x.toPrecision(3)));
const percent = (x: number): string => `${Math.round(100 * x)}%`;

function opening({
  sets,
  runs,
  model,
  data,
  scenario,
  targets,
  record,
  drivers,
}: ValidationInput): string {
  const fitted = targets.filter(({ role }) => role === "C");
  const free = targets.filter(({ independent }) => independent);
  const lines = [
    `The scenario \`${scenario}\` runs on ${sets} parameter sets that were fitted to the world of 2019 (model ${model}, data ${data}). This page holds ${runs} of its runs against what was observed.`,
    `- Of ${fitted.length} targets that the sets were fitted to, the mean meets ${fitted.filter(({ met }) => met).length}${missing(fitted)}`,
    `- Of ${free.length} targets that the fit has not seen, it meets ${free.filter(({ met }) => met).length}${missing(free)}`,
  ];
  const { scores } = record;
  if (scores !== null) {
    for (const { label, scores: list } of scores.questions) {
      const [ours, ridge] = [find(list, "model"), find(list, "ridge regression")];
      if (ours && ridge) {
        lines.push(
          `- ${label}, on countries that the fit has not seen: AUC ${ours.auc.toFixed(3)}, Brier ${ours.brier.toFixed(3)}; a ridge regression on 14 covariates has ${ridge.auc.toFixed(3)} and ${ridge.brier.toFixed(3)}.`,
        );
      }
    }
  }
  const clear = (scores?.questions ?? []).flatMap(({ label, differences }) =>
    differences
      .filter(
        ({ rival, auc, brier }) =>
          rival === "ridge regression" &&
          (auc.low > 0 || auc.high < 0 || brier.low > 0 || brier.high < 0),
      )
      .map(() => label),
  );
  if (scores !== null) {
    lines.push(
      clear.length === 0
        ? "- None of these differences from the regression is clear: their 90% intervals over countries hold 0."
        : `- Clear differences from the regression (90% intervals over countries without 0): ${clear.join(", ")}.`,
    );
    for (const { vintage, newAdopters, auc } of scores.later) {
      lines.push(
        `- Which ${newAdopters} countries are new in ${vintage}, to which nothing is fitted: AUC ${auc.model.toFixed(3)}, the regression ${auc.ridge.toFixed(3)}.`,
      );
    }
  }
  const outer = outerShare(record);
  lines.push(
    `- Tried on runs whose parameters are known, ${widthWords(outer)}: the outer fifth of the sets holds the true value ${outer.toFixed(2)} times as often as it should.${outer > 1.1 ? " Read ranges a little wider than they are written, those of single parameters most of all." : ""}`,
    `- Ranges hold luck and what was fitted. They do not hold the assumptions that nothing was fitted to.${beyondText(drivers)}`,
  );
  lines.push(
    "",
    "So it knows about as much as a good regression of *who* buys and *from whom*, and no more. What it adds is a way to ask what if. Trust directions more than levels, and comparisons of scenarios on the same luck more than either.",
  );
  return lines.join("\n");
}

/** So many ranges wide, an assumption outside the sets decides an outcome's level. */
const FAR = 3;

/** Which outcomes have a level that assumptions outside the sets decide; empty where none has. */
function beyondText(drivers: ValidationInput["drivers"]): string {
  const far = drivers.filter(({ swings }) => swings.some(({ size }) => Math.abs(size) > FAR));
  if (far.length === 0) return "";
  const names = far.map(({ outcome }) => outcome).join(" and ");
  return ` One such assumption alone moves ${names} by more than ${FAR} times the range: there, compare scenarios and do not read levels.`;
}

/** The end of a sentence that counts targets: which are missed. */
function missing(targets: readonly TargetResult[]): string {
  const missed = targets.filter(({ met }) => !met);
  return missed.length === 0 ? "." : `; it misses ${missed.map(({ id }) => id).join(", ")}.`;
}

function find<T extends { readonly forecast: string }>(
  list: readonly T[],
  name: string,
): T | undefined {
  return list.find(({ forecast }) => forecast === name);
}

function cannotTell({ record }: ValidationInput): string {
  const of = (id: string) => record.contractions.find((one) => one.id === id);
  const range = (id: string): string => {
    const one = of(id);
    return one === undefined ? "" : ` (9 in 10 sets: ${num(one.q05)} to ${num(one.q95)})`;
  };
  return [
    `- **How many openings end with nobody**${range(NONE_SHARE)}. The index shows who bought, not who looked and left. This decides whether dearer kit, fewer loans or stricter rules *prevent* surveillance or only move it to another supplier. Read every statement about prevention as a range.`,
    `- **Whether alignment or price decides from whom.** Rich countries are closer to the United States and pay more; one cross-section cannot part the two. The weight of alignment is spread over${range("choice.alignment")}.`,
    `- **Imitation or a common cause.** Two snapshots cannot tell contagion${range("opportunity.contagion")} from a higher rate of openings.`,
    `- **Income as slope or as threshold.** Both stories fit: demand that rises with income${range("opportunity.income")}, and a line below which states cannot pay${range("opportunity.affordability")}.`,
    "- **Whether regime type matters in itself.** The baseline has no term for it; the settings `beraja` and `greitens` carry one each, fitted on their own.",
    "- **What contracts do to norms, how often systems fail, how hard rules bite.** Nothing here is fitted to such data, as there is none. These stay at the assumptions of `docs/model.md`; their spread is *not* in the ensemble. Vary them.",
    "- **What the index does not see.** It counts presence, not extent, lawfulness or harm; some adopters are missing from it. How many is itself spread over.",
  ].join("\n");
}

function targetsText({ runs }: ValidationInput): string {
  return `Each run is looked at as the index would have seen it (under-detection included), and the mean over ${runs} runs is held against the published value. **C**: the sets were fitted to it. **V**: reported, and nothing was fitted to it; but most V targets are about the same table of 2019 whose countries the country score (S1 to S4) has seen, so only those marked *independent* are a test.`;
}

function marksOf(targets: readonly TargetResult[]) {
  return targets.map(({ id, label, mean, low, high, observed, tolerance, met, role }) => ({
    label: shortened(`${id}  ${label}`),
    mean: (mean - observed) / tolerance,
    low: (low - observed) / tolerance,
    high: (high - observed) / tolerance,
    met,
    role,
  }));
}

/** As much of a label as stands beside a row of the chart. */
function shortened(label: string): string {
  return label.length > 62 ? `${label.slice(0, 61)}…` : label;
}

function targetsTable(targets: readonly TargetResult[]): string {
  const rows = targets.map(
    ({ id, label, role, observed, tolerance, mean, low, high, met, independent, crps }) =>
      `| ${id} | ${label} | ${role}${independent ? ", independent" : ""} | ${num(observed)} ± ${num(tolerance)} | ${num(mean)} | ${num(low)} to ${num(high)} | ${met ? "met" : "**not met**"} | ${num(crps)} |`,
  );
  return [
    "| id | target | role | observed | mean | 9 in 10 runs | | CRPS, tolerances |",
    "| --- | --- | --- | --: | --: | --: | --- | --: |",
    ...rows,
  ].join("\n");
}

function coverageText(targets: readonly TargetResult[]): string {
  const count = (of: readonly TargetResult[], k: number): string =>
    `${of.filter(({ covered }) => covered[k]).length} of ${of.length}`;
  const fitted = targets.filter(({ role }) => role === "C");
  const others = targets.filter(({ role }) => role === "V");
  const rows = coverageLevels.map(
    (level, k) => `| ${percent(level)} | ${count(fitted, k)} | ${count(others, k)} |`,
  );
  return [
    "How often the central interval of the runs holds the observed value. Intervals hold luck and assumptions. The fitted targets lie inside because the sets were fitted to them. Most of the others are cuts through the same table, so they are far fewer than that many independent tests.",
    "",
    "| interval | fitted targets | other targets |",
    "| --: | --: | --: |",
    ...rows,
    "",
    "The rivals have no such intervals: a regression gives each country a probability and no distribution of counts, and the Bass curve gives one number. Against rivals, the CRPS of a yes or no is the Brier score, and that of a count is in the table of later vintages; both are below.",
  ].join("\n");
}

function scoresPart(record: CalibrationRecord, chart: (drawing: Drawing) => string): string[] {
  const { scores } = record;
  if (scores === null) return [];
  const rows = scores.questions.flatMap(({ label, scores: list }) =>
    list.map(
      ({ forecast, auc, brier, log }) =>
        `| ${label} | ${forecast} | ${auc.toFixed(3)} | ${brier.toFixed(3)} | ${log.toFixed(3)} |`,
    ),
  );
  const differences = scores.questions.flatMap(({ label, differences: list }: RecordedQuestion) =>
    list
      .filter(({ rival }) => rival !== "base rate")
      .map(
        ({ rival, auc, brier }) =>
          `| ${label} | ${rival} | ${signed(auc.mean)} (${signed(auc.low)} to ${signed(auc.high)}) | ${signed(brier.mean)} (${signed(brier.low)} to ${signed(brier.high)}) |`,
      ),
  );
  const later = scores.later.map(
    ({ vintage, observed, mean, low, high, crps, bass, newAdopters, auc }) =>
      `| ${vintage} | ${observed} | ${mean.toFixed(0)} (${low} to ${high}) | ${crps.toFixed(1)} | ${bass.toFixed(0)} | ${Math.abs(bass - observed).toFixed(1)} | ${newAdopters} | ${auc.model.toFixed(3)} | ${auc.ridge.toFixed(3)} |`,
  );
  return [
    "## Countries and years that the fit has not seen",
    [
      `Ten times, the targets were worked out over nine tenths of the countries, ${Math.round(scores.fraction * scores.runs)} of ${scores.runs} runs from the prior were accepted and weighted by how near they came, and the tenth was scored: which of its countries the index shows, and from whom. Every run has its own seed. The split is fixed in \`scenarios/targets/folds.csv\`; figures are means over its three partitions. The smallest effective number of sets in a fold was ${Math.round(scores.effective)}. The rivals were fitted to the same nine tenths.`,
      "",
      "| question | forecast | AUC | Brier | log score |",
      "| --- | --- | --: | --: | --: |",
      ...rows,
    ].join("\n"),
    [
      "The model less its rivals, with 90% intervals of a paired bootstrap over countries (AUC: more is better; Brier: less is better).",
      "",
      "| question | rival | AUC | Brier |",
      "| --- | --- | --: | --: |",
      ...differences,
    ].join("\n"),
    chart(
      reliabilityChart(
        scores.questions.map(({ label, reliability }) => ({ title: label, bins: reliability })),
      ),
    ),
    [
      "Later vintages of the index are the last judge: nothing is fitted to them. Sets are weighted by all of 2019 and asked for later counts, and which of the countries that 2019 does not show are new. A Bass curve through the count of 2019 (q = 0.38) is the rival for the count, the ridge regression for the countries.",
      "",
      "| vintage | adopters | model (9 in 10) | CRPS | Bass | its error | new | AUC: model | AUC: ridge |",
      "| --- | --: | --: | --: | --: | --: | --: | --: | --: |",
      ...later,
    ].join("\n"),
  ];
}

function signed(x: number): string {
  return `${x < 0 ? "−" : "+"}${Math.abs(x).toFixed(3)}`;
}

function learntText({ stages, effective }: CalibrationRecord): string {
  const plausible = stages.find((one) => one.plausible !== null)?.plausible ?? null;
  return [
    plausible === null ? "" : `History matching left ${percent(plausible)} of the prior. `,
    `The fitted population has ${Math.round(effective)} effective sets. "Learnt" is the variance that the data have taken away, on the prior's scale.`,
  ].join("");
}

function contractionTable({ contractions }: CalibrationRecord): string {
  return [
    "| parameter | symbol | prior | median | 9 in 10 sets | learnt |",
    "| --- | --- | --: | --: | --: | --: |",
    ...contractions.map(
      ({ id, symbol, low, high, q05, q50, q95, contraction }) =>
        `| \`${id}\` | ${symbol} | ${num(low)} to ${num(high)} | ${num(q50)} | ${num(q05)} to ${num(q95)} | ${percent(contraction)} |`,
    ),
  ].join("\n");
}

function pairsText({ pairs }: CalibrationRecord): string {
  if (pairs.length === 0) return "No two parameters are correlated by 0.3 or more.";
  return [
    "Raising one and moving the other along leaves the fit as it was: the data tell the combination, not the parts.",
    "",
    "| | | correlation |",
    "| --- | --- | --: |",
    ...pairs
      .slice(0, 15)
      .map(
        ({ first, second, correlation }) =>
          `| \`${first}\` | \`${second}\` | ${correlation.toFixed(2)} |`,
      ),
  ].join("\n");
}

function driversText({ drivers, assumed }: ValidationInput): string {
  return [
    "Rank correlation over parameter sets of what they assume with what they give at the end of the run, and the part of the variance that is due to assumptions rather than luck. [A] marks what the registry calls assumed.",
    "",
    "| outcome | due to assumptions | what goes with it most |",
    "| --- | --: | --- |",
    ...drivers.map(
      ({ outcome, share, drivers: list }) =>
        `| ${outcome} | ${share === null ? "–" : percent(share)} | ${list
          .map(
            ({ parameter, correlation }) =>
              `\`${parameter}\`${isAssumed(parameter) ? " [A]" : ""} ${correlation.toFixed(2)}`,
          )
          .join(", ")} |`,
    ),
    "",
    "### Assumptions outside the sets",
    "",
    `${assumed.parameters} more parameters are assumed [A], and alike in all sets: no range on this page or of a run holds them. Each was put at both ends of its range in the registry, one at a time, in ${assumed.runs} pairs of runs with the same luck. A swing of +50% moves the outcome up, from the lower end to the upper, by half of what 9 in 10 runs of the ensemble span. Swings within four standard errors are left out. Nothing is fitted anew, so what also moves the observed past (such as unsolicited offers) is shown larger than a new fit would leave it. To rank some of them together, name them under \`uncertainty\` in a scenario and call \`panoptes sensitivity\`.`,
    "",
    "| outcome | what would move it most |",
    "| --- | --- |",
    ...drivers.map(
      ({ outcome, swings }) =>
        `| ${outcome} | ${
          swings.length === 0
            ? "none clearly"
            : swings.map((one) => `\`${one.parameter}\` ${signedPercent(one.size)}`).join(", ")
        } |`,
    ),
  ].join("\n");
}

function signedPercent(x: number): string {
  return `${x < 0 ? "−" : "+"}${percent(Math.abs(x))}`;
}

function isAssumed(id: string): boolean {
  return isParameterId(id) && parameterRegistry[id].source === "A";
}

/** How much of the truth lies in the two outer bins of the rank histograms, 1 being their share. */
function outerShare({ ranks }: CalibrationRecord): number {
  return (
    ranks.reduce((sum, { counts }) => {
      const all = counts.reduce((a, b) => a + b, 0);
      return sum + (((counts[0] ?? 0) + (counts.at(-1) ?? 0)) / 2 / all) * counts.length;
    }, 0) / ranks.length
  );
}

function widthWords(outer: number): string {
  if (outer > 1.1) return "the sets are somewhat too narrow";
  return outer < 0.9
    ? "the sets are somewhat too wide"
    : "the sets are about as wide as they should be";
}

/** 95% quantile of chi-square with 9 degrees of freedom. */
const CHI_SQUARE_LIMIT = 16.92;

function ranksText(record: CalibrationRecord): string {
  const { ranks } = record;
  const outer = outerShare(record);
  const trials = ranks[0]?.counts.reduce((a, b) => a + b, 0) ?? 0;
  const uneven = ranks.filter(({ chiSquare }) => chiSquare > CHI_SQUARE_LIMIT);
  const expected = 0.05 * ranks.length;
  return [
    `Runs of known parameters were treated as if they were the observed world, ${trials} times (simulation-based calibration). Where the method is right, the true value has any rank among the sets equally often. Of ${ranks.length} parameters ${uneven.length} depart from a flat histogram at the 5% level (${expected.toFixed(1)} would by chance)`,
    uneven.length === 0 ? "." : `: ${uneven.map(({ id }) => `\`${id}\``).join(", ")}.`,
    ` The two outer bins of ten hold ${outer.toFixed(2)} times their share: ${widthWords(outer)}${outer > 1.1 ? ", and intervals of single parameters should be read a little wider than they are written" : ""}. The check takes the nearest runs of the pool and adjusts them linearly; the generations that the shipped sets went through after that are too many runs to repeat so often.`,
  ].join("");
}

function made({ record, scenario }: ValidationInput): string {
  return [
    `Prior: the registry's ranges, or those of \`scenarios/targets/${record.targets}.yaml\`; imputed covariates are drawn anew for every set. Stages:`,
    "",
    "| stage | runs | distance of the last set kept | effective sets |",
    "| --- | --: | --: | --: |",
    ...record.stages.map(
      ({ stage, runs, radius, effective }) =>
        `| ${stage} | ${runs} | ${radius === null ? "" : radius.toFixed(2)} | ${effective === null ? "" : Math.round(effective)} |`,
    ),
    "",
    "```sh",
    "npm run calibrate                 # fits the shipped parameter sets anew",
    `panoptes hindcast ${scenario} --write   # makes this page`,
    "```",
    "",
    "Left out of the targets, because the model has no such quantity or the source no such table: agreements on safe cities by firm (T16), shares of face-recognition deals (T17), and bans by members of the European Union and the export-control coalition (T20), which the baseline does not hold.",
  ].join("\n");
}
