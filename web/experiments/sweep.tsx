import { useSignal } from "@preact/signals";
import type { JSX, TargetedEvent } from "preact";
import { useEffect, useMemo, useRef } from "preact/hooks";
import {
  formatCount,
  formatExact,
  formatMoment,
  formatValue,
} from "../../src/results/charts/numbers.ts";
import { drawResponse } from "../charts/response.ts";
import { JobLine } from "../explore/job-line.tsx";
import { createJob } from "../explore/lab-job.ts";
import { usePage } from "../explore/page.ts";
import { type Row, SearchTable } from "../explore/search-table.tsx";
import { askLab } from "../lab/ask-lab.ts";
import type { SweepAnswer } from "../lab/sweep-task.ts";
import { words } from "../strings/words.ts";
import { inFront, variedOf } from "./levers.ts";
import { OutcomeChoice } from "./outcome-choice.tsx";
import { outcomeName } from "./outcome-names.ts";

const POINTS = 9;
const counts = [10, 40, 100];

/** An outcome along one lever, and any point of it as a scenario. */
export function SweepPart(): JSX.Element {
  const page = usePage();
  const { store, versions } = page;
  const job = useMemo(() => createJob<SweepAnswer>(), []);
  const key = useSignal(inFront[0]?.key ?? "");
  const runs = useSignal(10);
  const outcome = useSignal(0);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => () => job.clear(), []);
  const lever = inFront.find((one) => one.key === key.value) ?? inFront[0];
  const begin = (): void => {
    if (lever === undefined) return;
    const scenario = store.scenario.peek();
    const order = { scenario, lever: variedOf(lever), points: POINTS, runs: runs.value };
    job.begin((options) => askLab(page, "sweep", order, options));
  };
  const state = job.state.value;
  const { answer } = state;
  const shown = answer?.outcomes[Math.min(outcome.value, answer.outcomes.length - 1)];
  const swept = inFront.find((one) => one.key === answer?.lever.key);
  useEffect(() => {
    if (answer === null || shown === undefined || swept === undefined || place.current === null)
      return;
    const { values } = answer;
    const [first, last] = [shown.median[0] ?? Number.NaN, shown.median.at(-1) ?? Number.NaN];
    const counted =
      answer.runs === answer.asked
        ? words.shared.simulated(formatCount(answer.runs))
        : words.shared.simulatedOf(formatCount(answer.runs), formatCount(answer.asked));
    const figure = drawResponse(
      {
        title: words.experiments.along(sentenceCase(outcomeName(shown.name)), swept.label),
        sentence: words.experiments.sweepSentence(
          formatValue(first, shown.unit, 1),
          formatExact(values[0] ?? 0),
          formatValue(last, shown.unit, 1),
          formatExact(values.at(-1) ?? 0),
          formatMoment(shown.period),
        ),
        lever: `${swept.label} (${swept.unit})`,
        unit: shown.unit,
        values,
        p10: shown.p10,
        median: shown.median,
        p90: shown.p90,
        base: store.read(swept, store.scenario.peek()),
      },
      words.shared.sourceOf(counted, versions.model, versions.data),
    );
    place.current.replaceChildren(figure);
  }, [answer, shown, swept]);
  const rows = (answer?.values ?? []).map((value, k): Row => {
    const number = (one: number | undefined) => ({
      text: formatValue(one ?? Number.NaN, shown?.unit ?? "", 1),
      order: one ?? Number.NaN,
    });
    return {
      key: String(value),
      cells: [
        {
          text: formatExact(value),
          order: value,
          open: () => swept !== undefined && store.move(swept, value),
        },
        number(shown?.median[k]),
        number(shown?.p10[k]),
        number(shown?.p90[k]),
      ],
    };
  });
  return (
    <section class="experiment">
      <p class="choose">
        <label>
          {words.shared.lever}{" "}
          <select
            value={key.value}
            onChange={(event: TargetedEvent<HTMLSelectElement>) => {
              key.value = event.currentTarget.value;
            }}
          >
            {inFront.map((one) => (
              <option key={one.key} value={one.key}>
                {one.label}
              </option>
            ))}
          </select>
        </label>
        <label>
          {words.experiments.atEach(POINTS)}
          <select
            value={String(runs.value)}
            onChange={(event: TargetedEvent<HTMLSelectElement>) => {
              runs.value = Number(event.currentTarget.value);
            }}
          >
            {counts.map((count) => (
              <option key={count} value={String(count)}>
                {count}
              </option>
            ))}
          </select>
        </label>
        <button type="button" class="main" disabled={state.status === "running"} onClick={begin}>
          {words.experiments.run}
        </button>
        <span class="aside">{words.experiments.runs(formatCount(POINTS * runs.value))}</span>
      </p>
      <JobLine
        state={state}
        unit={words.shared.runsUnit}
        done={words.experiments.runs(formatCount(answer?.runs ?? 0))}
        onStop={() => job.stop()}
        onAgain={begin}
      />
      {answer !== null && swept !== undefined && (
        <>
          <OutcomeChoice outcomes={answer.outcomes} chosen={outcome} />
          <div class="place" ref={place} />
          <SearchTable
            caption={words.experiments.press(swept.label)}
            columns={[
              { heading: words.experiments.value, numeric: true },
              { heading: words.experiments.median, numeric: true },
              { heading: words.experiments.from, numeric: true },
              { heading: words.experiments.to, numeric: true },
            ]}
            rows={rows}
          />
        </>
      )}
    </section>
  );
}

function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
