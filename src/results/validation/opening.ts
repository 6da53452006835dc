import { coverageLevels } from "../../experiments/calibration/count-forecast.ts";
import { BUYING_RATE, NONE_SHARE } from "../../experiments/calibration/prior.ts";
import type { CalibrationRecord, RecordedScores } from "../../experiments/calibration/record.ts";
import { beyondText } from "./drivers.ts";
import type { TargetResult } from "./hindcast.ts";
import { num, percent } from "./number-text.ts";
import { outerShare, widthWords } from "./ranks.ts";
import type { ValidationInput } from "./validation-input.ts";

/** What has to be known first. */
export function opening({
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
    for (const { vintage, newAdopters, who } of scores.later) {
      const [ours, ridge] = [find(who, "model"), find(who, "ridge regression")];
      if (ours && ridge) {
        lines.push(
          `- Which ${newAdopters} countries are new in ${vintage}, to which nothing is fitted: AUC ${ours.auc.toFixed(3)}, the regression ${ridge.auc.toFixed(3)}.`,
        );
      }
    }
  }
  if (scores !== null) lines.push(...narrowText(scores));
  const outer = outerShare(record);
  lines.push(
    `- Tried on runs whose parameters are known, ${widthWords(outer)}: the outer fifth of the sets holds the true value ${outer.toFixed(2)} times as often as it should.${outer > 1.1 ? " Read ranges a little wider than they are written, those of single parameters most of all." : ""}`,
    `- Ranges hold luck and what was fitted. They do not hold the assumptions that nothing was fitted to.${beyondText(drivers)}`,
  );
  const known =
    scores !== null && clear.length === 0
      ? "So it knows about as much as a good regression of *who* buys and *from whom*, and no more. What it adds is a way to ask what if. "
      : "";
  lines.push(
    "",
    `${known}Trust directions more than levels, and comparisons of scenarios on the same luck more than either.`,
  );
  return lines.join("\n");
}

/** So many standard errors below its level, the coverage of an interval is no accident. */
const CLEAR = 2;

/** Questions whose intervals of a count hold it clearly too seldom, as lines; none where all hold. */
function narrowText({ questions, blocks }: RecordedScores): readonly string[] {
  return questions.flatMap(({ label, scores }) => {
    const covered = find(scores, "model")?.coverage ?? [];
    const short = coverageLevels.flatMap((level, k) => {
      const share = covered[k] ?? level;
      const error = Math.sqrt((level * (1 - level)) / blocks);
      return share < level - CLEAR * error
        ? [`the ${percent(level)} interval holds it in ${percent(share)}`]
        : [];
    });
    if (short.length === 0) return [];
    return [
      `- ${label}, its count in each of ${blocks} subregions that the fit has not seen: ${short.join(", ")} of them. Such ranges are too narrow: read those of a region wider than they are written.`,
    ];
  });
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

/** What the data cannot tell, in plain words. */
export function cannotTell(record: CalibrationRecord): string {
  const of = (id: string) => record.contractions.find((one) => one.id === id);
  const range = (id: string): string => {
    const one = of(id);
    return one === undefined ? "" : ` (9 in 10 sets: ${num(one.q05)} to ${num(one.q95)})`;
  };
  const together = (a: string, b: string): string => {
    const pair = record.pairs.find(
      ({ first, second }) => (first === a && second === b) || (first === b && second === a),
    );
    return pair === undefined
      ? " In the sets the two are correlated by less than 0.3."
      : ` In the sets the two trade off: correlation ${pair.correlation.toFixed(2)}.`;
  };
  return [
    `- **How many openings end with nobody**${range(NONE_SHARE)}. The index shows who bought, not who looked and left. This decides whether dearer kit, fewer loans or stricter rules *prevent* surveillance or only move it to another supplier. Read every statement about prevention as a range.`,
    `- **Whether alignment or price decides from whom.** Rich countries are closer to the United States and pay more; one cross-section tells the two apart poorly. The weight of alignment is spread over${range("choice.alignment")}, and so is that of price${range("choice.price")}.${together("choice.alignment", "choice.price")}`,
    `- **Imitation or a common cause.** Two snapshots cannot tell contagion${range("opportunity.contagion")} from a higher rate of openings.${together("opportunity.contagion", BUYING_RATE)}`,
    `- **Income as slope or as threshold.** Both stories fit: demand that rises with income${range("opportunity.income")}, and a line below which states cannot pay${range("opportunity.affordability")}.`,
    "- **Whether regime type matters in itself.** The baseline has no term for it; the settings `beraja` and `greitens` carry one each, fitted on their own.",
    "- **What contracts do to norms, how often systems fail, how hard rules bite.** Nothing here is fitted to such data, as there is none. These stay at the assumptions of `docs/model.md`; their spread is *not* in the ensemble. Vary them.",
    "- **What the index does not see.** It counts presence, not extent, lawfulness or harm; some adopters are missing from it. How many is itself spread over.",
  ].join("\n");
}
