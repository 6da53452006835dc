import { isInside } from "../../experiments/discovery/box.ts";
import { formatValue } from "../charts/numbers.ts";
import { axisOver, type ScatterChart } from "../charts/scatter.ts";
import { axisName, type Quantity } from "../sweep/value-text.ts";
import type { Discovery, FoundBox } from "./find-boxes.ts";

/** What is drawn of a discovery. */
export interface DrawnDiscovery {
  readonly discovery: Discovery;
  readonly quantities: readonly Quantity[];
  /** What is of interest, in words: `share_b above 0.35, 2040Q4`. */
  readonly interest: string;
}

/** Points that are drawn, at most. */
const MOST_DRAWN = 1500;

/**
 * The cases over the two inputs that a box restricts first, with the box.
 *
 * @param number of the box, from 1
 */
export function boxScatter(
  { discovery, quantities, interest }: DrawnDiscovery,
  found: FoundBox,
  number = 1,
): ScatterChart {
  const { cases } = discovery;
  const width = cases.inputs.length;
  const restricted = [...found.box.keys()];
  const x = restricted[0] ?? 0;
  const y = restricted[1] ?? (x === 0 ? Math.min(1, width - 1) : 0);
  const nameOf = (k: number): string => {
    const name = cases.inputs[k]?.name ?? "";
    const quantity = quantities.find((one) => one.name === name);
    return quantity === undefined ? name : axisName(quantity);
  };
  const column = (k: number): number[] =>
    Array.from(cases.y, (_, row) => cases.x[row * width + k] as number);
  const [xs, ys] = [column(x), column(y)];
  const side = (k: number): readonly [number | null, number | null] => {
    const limit = found.box.get(k);
    if (limit === undefined) return [null, null];
    if (limit.kind === "values") return [Math.min(...limit.values), Math.max(...limit.values)];
    return [
      Number.isFinite(limit.low) ? limit.low : null,
      Number.isFinite(limit.high) ? limit.high : null,
    ];
  };
  const stride = Math.max(1, Math.ceil(cases.y.length / MOST_DRAWN));
  const rows = Array.from(cases.y.keys()).filter((row) => row % stride === 0);
  return {
    kind: "scatter",
    id: "discovery.box",
    title: `Box ${number} over ${nameOf(x)} and ${nameOf(y)}`,
    sentence: `Marked are points of which most runs have ${interest}. Coverage ${formatValue(found.coverage, "share")}, density ${formatValue(found.density, "share")}.`,
    x: axisOver(nameOf(x), "", xs),
    y: axisOver(nameOf(y), "", ys),
    points: rows.map((row) => ({
      x: xs[row] as number,
      y: ys[row] as number,
      marked: (cases.y[row] as number) > 0.5,
      label: `point ${discovery.points[row]}, ${isInside(cases, row, found.box) ? "in" : "outside"} the box`,
    })),
    marked: interest,
    unmarked: "not so",
    box: { x: side(x), y: side(y) },
    joined: false,
  };
}

/** Coverage against density of every box on the way to the one that was chosen. */
export function tradeScatter(found: FoundBox): ScatterChart {
  const points = found.trajectory.map(({ coverage, density, box }, k) => ({
    x: coverage,
    y: density,
    marked: coverage === found.coverage && density === found.density,
    label: `step ${k}, ${box.size} ${box.size === 1 ? "condition" : "conditions"}`,
  }));
  return {
    kind: "scatter",
    id: "discovery.trade",
    title: "Coverage against density along the way",
    sentence: "Each point is a box on the way from all points to the densest.",
    x: axisOver(
      "Coverage",
      "share",
      points.map(({ x }) => x),
    ),
    y: axisOver(
      "Density",
      "share",
      points.map(({ y }) => y),
    ),
    points,
    marked: "the box chosen",
    unmarked: "other boxes",
    box: null,
    joined: false,
  };
}
