import type { JSX } from "preact";
import { formatMoment } from "../../src/results/charts/numbers.ts";
import { valuesOf } from "../../src/results/lessons/course.ts";
import { statistic } from "../../src/results/lessons/find-number.ts";
import { numberText } from "../../src/results/lessons/number-text.ts";
import type { NumberToFind } from "../../src/scenario/teaching.ts";
import { words } from "../strings/words.ts";
import type { Courses } from "./session.ts";

/** The figures that a step's number is found with: now, at the start, and every run where runs are counted. */
export function Measured({
  find,
  courses: { now, start, against },
}: {
  readonly find: NumberToFind;
  readonly courses: Courses;
}): JSX.Element {
  const text = words.lessons;
  const { unit, periods, step } = now;
  const at = formatMoment(periods[step] ?? "");
  const spread = find.statistic === "spread";
  const form = { statistic: spread ? "spread" : "mean", lever: null, within: find.within } as const;
  const reading = (values: ArrayLike<number>): string =>
    numberText(statistic({ ...form, limit: null }, values, null), form, unit);
  const change = { statistic: "change", lever: null, within: changeGrain(find) } as const;
  const changed = (reference: ArrayLike<number>): string =>
    numberText(statistic({ ...change, limit: null }, valuesOf(now), reference), change, unit);
  const sorted = Array.from(valuesOf(now)).sort((a, b) => a - b);
  return (
    <section class="measured" aria-labelledby="measured">
      <h4 id="measured">
        {text.measured} <span>{spread ? text.spread(at) : text.mean(at)}</span>
      </h4>
      <dl>
        <div>
          <dt>{text.now}</dt>
          <dd data-figure="now">{reading(valuesOf(now))}</dd>
        </div>
        <div>
          <dt>{text.start}</dt>
          <dd data-figure="start">{reading(valuesOf(start))}</dd>
        </div>
        {against !== null && (
          <div>
            <dt>{text.difference}</dt>
            <dd data-figure="change">{changed(valuesOf(against))}</dd>
          </div>
        )}
      </dl>
      <p class="definition">{now.definition}.</p>
      {find.statistic === "runs" && (
        <details>
          <summary>{text.perRun}</summary>
          <p class="runs-sorted">
            {sorted.map((value) => numberText(value, { ...form, within: 0.01 }, unit)).join(" · ")}
          </p>
        </details>
      )}
    </section>
  );
}

/** A lever's tolerance says nothing of how finely its outcome is to be read. */
function changeGrain({ lever, within }: NumberToFind): number {
  return lever === null ? within : 0.005;
}
