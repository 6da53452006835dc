import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import { formatExact, formatMoment, formatValue } from "../../src/results/charts/numbers.ts";
import { axisOver } from "../../src/results/charts/scatter.ts";
import type { SweepDocument } from "../../src/results/sweep/document.ts";
import { drawResponse } from "../charts/response.ts";
import { drawScatter } from "../charts/scatter.ts";
import { usePage } from "../explore/page.ts";
import { type Row, SearchTable } from "../explore/search-table.tsx";
import { words } from "../strings/words.ts";
import { Drawn } from "./drawn.tsx";
import { Exports } from "./exports.tsx";
import { Choose, ChooseOutcome } from "./form-parts.tsx";
import { inFront, labels } from "./levers.ts";
import { outcomeTitle } from "./outcome-names.ts";
import type { ResultOf } from "./shown-result.tsx";

/** A point of a sweep, for one lever and one outcome. */
interface Point {
  readonly value: number;
  readonly mean: number;
  readonly p10: number;
  readonly p50: number;
  readonly p90: number;
}

/** An outcome along a lever; where several varied, at every point over one of them. */
export function SweepResult({ job, found, source }: ResultOf<SweepDocument>): JSX.Element {
  const { store } = usePage();
  const place = useRef<HTMLDivElement>(null);
  const names = Object.keys(found.outcomes);
  const inputs = Object.keys(found.points[0]?.at ?? {});
  const chosen = useSignal(names[0] ?? "");
  const along = useSignal(inputs[0] ?? "");
  const lever = inFront.find(({ key }) => key === along.value);
  const label = lever?.label ?? along.value;
  const { unit = "", period = "" } = found.outcomes[chosen.value] ?? {};
  const points = found.points
    .map(({ at, outcomes }): Point => {
      const number = (name: string): number => Number(outcomes[chosen.value]?.[name] ?? Number.NaN);
      return {
        value: Number(at[along.value]),
        mean: number("value"),
        p10: number("p10"),
        p50: number("p50"),
        p90: number("p90"),
      };
    })
    // Values that no run has reached yet have nothing to show.
    .filter(({ value, mean }) => Number.isFinite(value + mean))
    .sort((a, b) => a.value - b.value);
  const title = words.experiments.along(outcomeTitle(chosen.value), label);
  const draw = (): HTMLElement => {
    if (inputs.length > 1) {
      return drawScatter(
        {
          kind: "scatter",
          id: "sweep.points",
          title,
          sentence: words.experiments.manySentence(inputs.length, formatMoment(period)),
          x: axisOver(
            label,
            "",
            points.map(({ value }) => value),
          ),
          y: axisOver(
            outcomeTitle(chosen.value),
            unit,
            points.map(({ mean }) => mean),
          ),
          points: points.map(({ value, mean }, k) => ({
            x: value,
            y: mean,
            marked: true,
            label: words.experiments.pointOf(k + 1),
          })),
          marked: words.experiments.meanOfRuns,
          unmarked: "",
          box: null,
          joined: false,
        },
        source,
      );
    }
    const [first, last] = [points[0], points.at(-1)];
    return drawResponse(
      {
        title,
        sentence: words.experiments.sweepSentence(
          formatValue(first?.p50 ?? Number.NaN, unit, 1),
          formatExact(first?.value ?? Number.NaN),
          formatValue(last?.p50 ?? Number.NaN, unit, 1),
          formatExact(last?.value ?? Number.NaN),
          formatMoment(period),
        ),
        lever: lever === undefined ? label : `${label} (${lever.unit})`,
        unit,
        values: points.map(({ value }) => value),
        p10: points.map(({ p10 }) => p10),
        median: points.map(({ p50 }) => p50),
        p90: points.map(({ p90 }) => p90),
        base: lever === undefined ? Number.NaN : store.read(lever, store.scenario.peek()),
      },
      source,
    );
  };
  const rows = points.map((point, k): Row => {
    const number = (value: number) => ({ text: formatValue(value, unit, 1), order: value });
    return {
      key: String(k),
      cells: [
        {
          text: formatExact(point.value),
          order: point.value,
          // To six digits: what is left of binary fractions would only make links longer.
          ...(lever === undefined
            ? {}
            : { open: () => store.move(lever, Number(point.value.toPrecision(6))) }),
        },
        number(point.p50),
        number(point.p10),
        number(point.p90),
      ],
    };
  });
  return (
    <>
      <p class="choose">
        <ChooseOutcome label={words.shared.outcome} outcomes={names} chosen={chosen} />
        {inputs.length > 1 && (
          <Choose
            label={words.shared.lever}
            values={inputs.map((name) => [name, labels[name] ?? name])}
            chosen={along}
          />
        )}
      </p>
      <Drawn place={place} of={[found, chosen.value, along.value, source]} draw={draw} />
      <Exports job={job} found={found} place={place} />
      <SearchTable
        caption={lever === undefined ? title : words.experiments.press(label)}
        columns={[
          { heading: words.experiments.value, numeric: true },
          { heading: words.experiments.median, numeric: true },
          { heading: words.experiments.from, numeric: true },
          { heading: words.experiments.to, numeric: true },
        ]}
        rows={rows}
      />
    </>
  );
}
