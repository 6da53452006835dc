import { axisOver, type ScatterChart, type ScatterPoint } from "../charts/scatter.ts";
import type { Goal } from "./robustness.ts";

/** What a front is drawn of. */
export interface DrawnFront {
  /** What is traded; the first lies along, the second upwards. */
  readonly objectives: readonly {
    /** As it stands within a line. */
    readonly name: string;
    /** As it stands at the beginning of one; `name` unless told. */
    readonly heading?: string;
    readonly unit: string;
    readonly goal: Goal;
  }[];
  readonly sentence: string;
  /** Policies; those of the front are marked. */
  readonly points: readonly ScatterPoint[];
  readonly marked: string;
  readonly unmarked: string;
}

/** Policies over two objectives, those that nothing dominates joined to a front. */
export function frontScatter(front: DrawnFront): ScatterChart {
  const [first, second] = front.objectives;
  const headingOf = (of: typeof first) => of?.heading ?? of?.name ?? "";
  const axis = (of: typeof first, values: readonly number[]) =>
    axisOver(`${headingOf(of)}, ${of?.goal ?? ""}`, of?.unit ?? "", values);
  return {
    kind: "scatter",
    id: "tradeoff.front",
    title: `${headingOf(second)} against ${first?.name ?? ""}`,
    sentence: front.sentence,
    x: axis(
      first,
      front.points.map(({ x }) => x),
    ),
    y: axis(
      second,
      front.points.map(({ y }) => y),
    ),
    points: front.points,
    marked: front.marked,
    unmarked: front.unmarked,
    box: null,
    joined: true,
  };
}
