import { type RunTable, rowsOf } from "../../experiments/run-table.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import type { Uncertainty } from "../../scenario/uncertainty.ts";
import { formatCount, formatValue } from "../charts/numbers.ts";
import { axisOver, type ScatterChart } from "../charts/scatter.ts";
import { type NumberTable, numbers, words } from "../charts/table.ts";
import { runsHash } from "../identity.ts";
import { type Charts, type Page, places } from "../page.ts";
import { paragraphs, tableHtml } from "../report-html.ts";
import type { ReportVersions } from "../report-input.ts";
import { limitsSection, madeSection } from "../report-sections.ts";
import { flagsTable } from "../source-flags.ts";
import { variedTable } from "../sweep/report.ts";
import { axisName } from "../sweep/value-text.ts";
import { boxText, conditionText, scoreText } from "./box-words.ts";
import { type Discovery, type FoundBox, inBox } from "./find-boxes.ts";

/** What a report on a discovery says. */
export interface DiscoveryReport {
  readonly scenario: Scenario;
  readonly quantities: readonly Uncertainty[];
  readonly discovery: Discovery;
  readonly table: RunTable;
  /** What is of interest, in words: `share_b above 0.35, 2040Q4`. */
  readonly interest: string;
  readonly method: "prim" | "cart";
  readonly seed: string;
  readonly versions: ReportVersions;
  readonly commands: readonly string[];
}

/** Points that are drawn, at most. */
const MOST_DRAWN = 1500;

/** A discovery as a page: boxes in plain words, the first box drawn, coverage against density. */
export function discoveryPage(input: DiscoveryReport): Page {
  const { scenario, discovery, versions, interest, quantities } = input;
  const runs = rowsOf(input.table);
  const charts: Record<string, NonNullable<Charts[string]>> = {};
  const [first] = discovery.boxes;
  if (first !== undefined) {
    charts.box = boxScatter(input, first);
    if (first.trajectory.length > 1) charts.trade = tradeScatter(first);
  }
  const driving = discovery.boxes.flatMap(({ box }) =>
    [...box.keys()].map((k) => discovery.cases.inputs[k]?.name ?? ""),
  );
  const flags = flagsTable(driving);
  return {
    generator: `panoptes ${versions.package}`,
    title: `When is ${interest}? “${scenario.title}”`,
    deck: scenario.summary,
    notices: [
      ...(discovery.empty > 0
        ? [`${formatCount(discovery.empty)} points have no finished run and are left out.`]
        : []),
    ],
    headline: [
      `${formatValue(discovery.share, "share")} of all runs are such.`,
      first === undefined
        ? "No box was found in which they are denser."
        : `Box 1, ${boxText(discovery, first, quantities)}: it ${scoreText(first)}.`,
    ],
    source: `${formatCount(discovery.cases.y.length)} points, ${formatCount(runs)} simulated runs · model ${versions.model} · data ${versions.data} · not a forecast`,
    scope: `${input.method === "prim" ? "PRIM" : "CART"} · seed ${input.seed}`,
    sections: [
      {
        id: "boxes",
        title: "Boxes",
        html: discovery.boxes.map((found, k) => tableHtml(boxTable(input, found, k))).join("\n"),
      },
      { id: "picture", title: "The first box", html: places(charts, ["box", "trade"]) },
      {
        id: "varied",
        title: "What was varied",
        html: tableHtml(variedTable(quantities)) + (flags === null ? "" : tableHtml(flags)),
      },
      { id: "method", title: "Method", html: paragraphs([methodText(input)]) },
      limitsSection(),
      madeSection(
        [
          ["Scenario", scenario.id],
          ["Of interest", interest],
          ["Seed", input.seed],
          ["result_hash", runsHash(input.table.hashes)],
        ],
        versions,
        input.commands,
      ),
    ],
    charts,
  };
}

function boxTable(
  { discovery, quantities }: DiscoveryReport,
  found: FoundBox,
  k: number,
): NumberTable {
  return {
    caption: `Box ${k + 1}: it ${scoreText(found)}`,
    columns: [words("Condition"), numbers("Quasi-p-value"), numbers("Also in resamples")],
    rows: [...found.box].map(([at, limit]) => {
      const name = discovery.cases.inputs[at]?.name ?? "";
      const stable = found.stability[at];
      const quantity = quantities.find((one) => one.name === name);
      return [
        conditionText(quantity?.label ?? name, limit, quantity),
        (found.quasi.get(at) ?? Number.NaN).toPrecision(2),
        stable === undefined ? "–" : formatValue(stable, "share"),
      ];
    }),
  };
}

function boxScatter(
  { discovery, quantities, interest }: DiscoveryReport,
  found: FoundBox,
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
    title: `Box 1 over ${nameOf(x)} and ${nameOf(y)}`,
    sentence: `Marked are points of which most runs have ${interest}. Coverage ${formatValue(found.coverage, "share")}, density ${formatValue(found.density, "share")}.`,
    x: axisOver(nameOf(x), "", xs),
    y: axisOver(nameOf(y), "", ys),
    points: rows.map((row) => ({
      x: xs[row] as number,
      y: ys[row] as number,
      marked: (cases.y[row] as number) > 0.5,
      label: `point ${discovery.points[row]}, ${inBox(discovery, row, found.box) ? "in" : "outside"} the box`,
    })),
    marked: interest,
    unmarked: "not so",
    box: { x: side(x), y: side(y) },
    joined: false,
  };
}

function tradeScatter(found: FoundBox): ScatterChart {
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

/** How boxes were found, in a paragraph. */
export function methodText({ method }: Pick<DiscoveryReport, "method">): string {
  return method === "prim"
    ? "Patient Rule Induction Method (Friedman and Fisher 1999): slices of 5 % are peeled off where that gains most density per point, then pasted back while density grows. The box shown has coverage and density both high; restrictions that chance would explain (quasi-p-value above 0.05, Bryant and Lempert 2010) are taken out, but never the last one: its quasi-p-value says how weak it is. Stability is the share of bootstrap resamples whose box restricts the same input. Each point counts by the share of its runs that are of interest."
    : "Classification tree (Breiman et al. 1984): points are split in two where Gini's index falls most, as long as each part keeps 5 % of them; leaves denser than the whole are the boxes. Each point counts by the share of its runs that are of interest.";
}
