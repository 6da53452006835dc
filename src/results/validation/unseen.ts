import type { RecordedQuestion, RecordedScores } from "../../experiments/calibration/record.ts";
import type { Difference } from "../../experiments/calibration/scores.ts";
import { percent, signed } from "./number-text.ts";
import { type Drawing, reliabilityChart } from "./svg.ts";

/** What scores on countries not seen have to reach to be worth having. */
const BAR: readonly {
  readonly question: RecordedQuestion["question"];
  readonly auc: number;
  readonly brier: number | null;
}[] = [
  { question: "adoption", auc: 0.83, brier: 0.165 },
  { question: "china", auc: 0.8, brier: null },
  { question: "usa", auc: 0.87, brier: null },
];

/** How well countries and years were foreseen that the fit had not seen, beside rivals. */
export function unseenPart(
  scores: RecordedScores,
  chart: (drawing: Drawing) => string,
): readonly string[] {
  return [
    "## Countries and years that the fit has not seen",
    method(scores),
    scoreTable(scores),
    barText(scores),
    chart(
      reliabilityChart(
        scores.questions.map(({ label, reliability }) => ({ title: label, bins: reliability })),
      ),
    ),
    "### Later vintages, the last judge",
    laterText(scores),
  ];
}

function method({ fraction, runs, effective, blocks }: RecordedScores): string {
  return [
    `Ten times, the targets were worked out over nine tenths of the countries; a regression over the ${Math.round(fraction * runs)} of ${runs} runs from the prior that came nearest says what the other tenth would show where the targets are as observed. It is scored on that tenth: which of its countries the index shows, and from whom. Every run has its own seed. The split is fixed in \`scenarios/targets/folds.csv\`; AUC and Brier score are means over its three partitions. The smallest effective number of runs in a fold was ${Math.round(effective)}. The rivals were fitted to the same nine tenths.`,
    `The tenths were drawn so that all hold about as many adopters, so their counts test nothing. Counts are scored on ${blocks} subregions instead, each foreseen from all others. A rival's count is that of independent countries with its probabilities; the model's is that of its runs, so it knows that neighbours go together.`,
  ].join("\n\n");
}

function scoreTable({ questions }: RecordedScores): string {
  const rows = questions.flatMap(({ label, scores, differences }) =>
    scores.map(({ forecast, auc, brier, log, crps, coverage }) => {
      const less = differences.find(({ rival }) => rival === forecast);
      const cell = (score: string, difference: Difference | undefined): string =>
        difference === undefined ? score : `${score} (${interval(difference)})`;
      return `| ${label} | ${forecast} | ${cell(auc.toFixed(3), less?.auc)} | ${cell(brier.toFixed(3), less?.brier)} | ${log.toFixed(3)} | ${cell(crps.toFixed(2), less?.crps)} | ${coverage.map(percent).join(" / ")} |`;
    }),
  );
  return [
    "In brackets: the model less the rival, with the 90% interval of a paired bootstrap over countries, of the CRPS over subregions. AUC: more is better; Brier, log score and CRPS (in countries): less is better. Coverage is how often the central 50, 80 and 95% interval of a subregion's count holds what was observed.",
    "",
    "| question | forecast | AUC | Brier | log | CRPS of the count | coverage |",
    "| --- | --- | --- | --- | --: | --- | --: |",
    ...rows,
  ].join("\n");
}

function interval({ mean, low, high }: Difference): string {
  return `${signed(mean)}: ${signed(low)} to ${signed(high)}`;
}

function barText({ questions }: RecordedScores): string {
  const lines = BAR.flatMap(({ question, auc, brier }) => {
    const one = questions.find((q) => q.question === question);
    const ours = one?.scores.find(({ forecast }) => forecast === "model");
    if (!one || !ours) return [];
    const parts = [asked("AUC", ours.auc, "at least", auc, ours.auc >= auc)];
    if (brier !== null)
      parts.push(asked("Brier", ours.brier, "at most", brier, ours.brier <= brier));
    return [`- ${one.label}: ${parts.join("; ")}. ${againstRidge(one)}${againstIncome(one)}`];
  });
  return ["What was asked of it beforehand:", "", ...lines].join("\n");
}

function asked(score: string, value: number, bound: string, limit: number, met: boolean): string {
  return `${score} ${value.toFixed(3)}, asked for ${bound} ${limit}, ${met ? "met" : "**not met**"}`;
}

/** Whether the model is ahead of the ridge regression, behind it, or neither for certain. */
function againstRidge({ differences }: RecordedQuestion): string {
  const one = differences.find(({ rival }) => rival === "ridge regression");
  if (!one) return "";
  const behind = behindText(one);
  return behind === ""
    ? "Ahead of the ridge regression on both scores."
    : `Behind the ridge regression: ${behind} ([what was tried](decisions/0014-calibration.md)).`;
}

/** Where income alone tells more than the model; empty where it nowhere does. */
function againstIncome({ differences }: RecordedQuestion): string {
  const one = differences.find(({ rival }) => rival === "GDP alone");
  const behind = one === undefined ? "" : behindText(one);
  return behind === "" ? "" : ` Behind GDP alone: ${behind}.`;
}

/** The scores on which the model is behind a rival. */
function behindText({ auc, brier }: RecordedQuestion["differences"][number]): string {
  return [
    ...(auc.mean < 0 ? [`AUC ${stand(auc)}`] : []),
    ...(brier.mean > 0 ? [`Brier score ${stand(brier)}`] : []),
  ].join("; ");
}

function stand(difference: Difference): string {
  const { mean, low, high } = difference;
  const clear = low > 0 || high < 0;
  return `by ${Math.abs(mean).toFixed(3)}, ${clear ? "clearly" : "an interval that holds 0"}`;
}

function laterText({ later }: RecordedScores): string {
  const counts = later.flatMap(({ vintage, observed, counts: list }) =>
    list.map(
      ({ forecast, mean, low, high, crps, coverage }) =>
        `| ${vintage} | ${forecast} | ${observed} | ${mean.toFixed(0)} | ${coverage === null ? "" : `${low} to ${high}`} | ${crps.toFixed(1)} | ${coverage === null ? "" : coverage.map((share) => (share > 0.5 ? "yes" : "no")).join(" / ")} |`,
    ),
  );
  const who = later.flatMap(({ vintage, newAdopters, who: list }) =>
    list.map(
      ({ forecast, auc, difference }) =>
        `| ${vintage} | ${newAdopters} | ${forecast} | ${auc.toFixed(3)}${difference === null ? "" : ` (${interval(difference)})`} |`,
    ),
  );
  return [
    "Nothing is fitted to them. The same regression, over all countries of 2019, says what a later vintage would show. The rivals for its count are a Bass curve through the count of 2019 (q = 0.38), by which each country that had not adopted does so on its own, and no change at all. One count cannot tell forecasts apart: there is no interval of such a difference.",
    "",
    "| vintage | forecast | adopters | foreseen | 9 in 10 | CRPS | in its 50 / 80 / 95% |",
    "| --- | --- | --: | --: | --: | --: | --: |",
    ...counts,
    "",
    "And which of the countries that 2019 does not show are new:",
    "",
    "| vintage | new | forecast | AUC |",
    "| --- | --: | --- | --- |",
    ...who,
  ].join("\n");
}
