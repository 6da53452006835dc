import { rowsOf } from "../../experiments/run-table.ts";
import type { Points } from "../../experiments/sampling/draw-points.ts";
import type { PrecisionRule, SweepResult } from "../../experiments/sweep.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import type { Uncertainty } from "../../scenario/uncertainty.ts";
import { formatCount, formatValue } from "../charts/numbers.ts";
import type { ParallelChart } from "../charts/parallel.ts";
import { axisOver, type ScatterChart } from "../charts/scatter.ts";
import { type NumberTable, numbers, words } from "../charts/table.ts";
import { runsHash } from "../identity.ts";
import { type Page, places } from "../page.ts";
import { paragraphs, tableHtml } from "../report-html.ts";
import type { ReportVersions } from "../report-input.ts";
import { limitsSection, madeSection } from "../report-sections.ts";
import { flagsTable } from "../source-flags.ts";
import type { Outcome } from "./prepare-sweep.ts";
import { goesWith, type PointSummary, spreadOf } from "./summarise-points.ts";
import { axisName } from "./value-text.ts";
import { precisionText } from "./words.ts";

/** What a report on a sweep says. */
export interface SweepReport {
  readonly scenario: Scenario;
  readonly outcomes: readonly Outcome[];
  readonly quantities: readonly Uncertainty[];
  readonly points: Points;
  /** How the points were drawn. */
  readonly text: string;
  readonly result: SweepResult;
  readonly summaries: readonly (readonly PointSummary[])[];
  readonly rule: PrecisionRule | null;
  /** Runs of a point after which parameter sets come again; undefined where there is one. */
  readonly cycle: number | undefined;
  readonly seed: string;
  readonly versions: ReportVersions;
  readonly commands: readonly string[];
}

/** Lines and points that are drawn, at most; more would be a blot. */
const MOST_DRAWN = 800;
/** Quantities that have an axis, at most. */
const MOST_AXES = 8;

/** A sweep as a page: parallel coordinates, what goes with what, spread and luck of every outcome. */
export function sweepPage(input: SweepReport): Page {
  const { scenario, points, result, versions, outcomes, quantities } = input;
  const runs = rowsOf(result.table);
  const charts = { parallel: parallelOf(input), scatter: scatterOf(input) };
  const flags = flagsTable(quantities.map(({ name }) => name));
  return {
    generator: `panoptes ${versions.package}`,
    title: `A sweep of “${scenario.title}”`,
    deck: scenario.summary,
    notices: [
      ...(result.stopped ? ["Stopped early: not all runs that were asked for were made."] : []),
      ...(result.table.reasons.size > 0
        ? [
            `${formatCount(result.table.reasons.size)} of ${formatCount(runs)} runs failed and are left out.`,
          ]
        : []),
    ],
    headline: headlineOf(input),
    source: `${formatCount(points.count)} points, ${formatCount(runs)} simulated runs · model ${versions.model} · data ${versions.data} · not a forecast`,
    scope: `${input.text} · seed ${input.seed}`,
    sections: [
      {
        id: "points",
        title: "All points at a glance",
        html: places(charts, ["parallel", "scatter"]),
      },
      { id: "outcomes", title: "How outcomes spread", html: tableHtml(spreadTable(input)) },
      {
        id: "varied",
        title: "What was varied",
        html: tableHtml(variedTable(quantities)) + (flags === null ? "" : tableHtml(flags)),
      },
      {
        id: "method",
        title: "Method",
        html: paragraphs([
          "Every point has the same seeds, so points differ by what varies and not by luck. Between points, outcomes are means over runs; the share of luck is that of the variance of single runs which remains within points and parameter sets (nested analysis of variance).",
          ...(input.cycle === undefined
            ? []
            : [
                "Runs of one parameter set are alike, so intervals count sets, not runs, as independent.",
              ]),
          precisionText(input, outcomes),
        ]),
      },
      limitsSection(),
      madeSection(
        [
          ["Scenario", scenario.id],
          ["Seed", input.seed],
          ["Points", input.text],
          ["result_hash", runsHash(result.table.hashes)],
        ],
        versions,
        input.commands,
      ),
    ],
    charts,
  };
}

function meansOf({ summaries }: SweepReport, outcome: number): number[] {
  return summaries.map((own) => own[outcome]?.value ?? Number.NaN);
}

function columnOf({ points }: SweepReport, k: number): number[] {
  const width = points.names.length;
  return Array.from({ length: points.count }, (_, p) => points.values[p * width + k] as number);
}

/** Quantities by how strongly the first outcome goes with them. */
function strongest(input: SweepReport): readonly { readonly k: number; readonly rho: number }[] {
  const means = meansOf(input, 0);
  return input.points.names
    .map((name, k) => {
      const quantity = input.quantities.find((one) => one.name === name);
      return { k, rho: goesWith(quantity, columnOf(input, k), means) };
    })
    .map(({ k, rho }) => ({ k, rho: Number.isNaN(rho) ? 0 : rho }))
    .sort((a, b) => Math.abs(b.rho) - Math.abs(a.rho));
}

function labelOf({ points, quantities }: SweepReport, k: number): string {
  const name = points.names[k] ?? "";
  return quantities.find((one) => one.name === name)?.label ?? name;
}

/** What tells how an outcome goes with something that varies. */
function measureOf({ points, quantities }: SweepReport, k: number): string {
  const quantity = quantities.find((one) => one.name === points.names[k]);
  return quantity?.distribution.kind === "categorical" ? "correlation ratio" : "rank correlation";
}

function axisOf({ points, quantities }: SweepReport, k: number): string {
  const name = points.names[k] ?? "";
  const quantity = quantities.find((one) => one.name === name);
  return quantity === undefined ? name : axisName(quantity);
}

function headlineOf(input: SweepReport): readonly string[] {
  const outcome = input.outcomes[0];
  if (outcome === undefined) return ["No outcome was read."];
  const spread = spreadOf(input.summaries.map((own) => own[0] as PointSummary));
  if (Number.isNaN(spread.least)) return ["No run finished, so there is nothing to show."];
  const [first] = strongest(input);
  const range = `${formatValue(spread.least, outcome.unit, 1)} to ${formatValue(spread.most, outcome.unit, 1)}`;
  const luck = Number.isNaN(spread.luck)
    ? ""
    : ` Of the variance of single runs, ${formatValue(spread.luckShare, "share")} is luck${input.cycle === undefined ? "" : ` and ${formatValue(spread.setsShare, "share")} parameter sets`}.`;
  const goes =
    first === undefined || Math.abs(first.rho) < 0.2
      ? ""
      : ` It goes most clearly with ${labelOf(input, first.k)} (${measureOf(input, first.k)} ${first.rho.toFixed(2)}).`;
  return [`${outcome.name} runs from ${range} over the points.${goes}${luck}`];
}

/** The tenth of the points with the best values, by goal; the highest where there is no goal. */
function bestTenth(input: SweepReport): ReadonlySet<number> {
  const means = meansOf(input, 0);
  const sign = input.outcomes[0]?.goal === "minimise" ? 1 : -1;
  const order = means
    .map((_, p) => p)
    .filter((p) => !Number.isNaN(means[p] as number))
    .sort((a, b) => sign * ((means[a] as number) - (means[b] as number)));
  return new Set(order.slice(0, Math.max(1, Math.round(order.length / 10))));
}

function markedText({ outcomes }: SweepReport): string {
  const side = outcomes[0]?.goal === "minimise" ? "lowest" : "highest";
  return `the tenth with the ${side} ${outcomes[0]?.name}`;
}

/** Every so many points, so that what is drawn stays readable. */
function drawn(count: number): readonly number[] {
  const stride = Math.max(1, Math.ceil(count / MOST_DRAWN));
  return Array.from({ length: Math.ceil(count / stride) }, (_, k) => k * stride);
}

function parallelOf(input: SweepReport): ParallelChart {
  const shown = strongest(input)
    .slice(0, MOST_AXES)
    .map(({ k }) => k);
  const best = bestTenth(input);
  const columns = shown.map((k) => columnOf(input, k));
  const outcomes = input.outcomes.slice(0, 3);
  const means = outcomes.map((_, k) => meansOf(input, k));
  return {
    kind: "parallel",
    id: "sweep.parallel",
    title: "Every point as a line",
    sentence: `What varies on the left, outcomes on the right; marked is ${markedText(input)}.`,
    axes: [
      ...shown.map((k, at) => axisOver(axisOf(input, k), "", columns[at] ?? [], 0)),
      ...outcomes.map(({ name, unit }, k) => axisOver(name, unit, means[k] ?? [], 0)),
    ],
    lines: drawn(input.points.count).map((p) => ({
      label: `point ${p}`,
      values: [...columns, ...means].map((values) => values[p] ?? Number.NaN),
      marked: best.has(p),
    })),
    marked: markedText(input),
    unmarked: "other points",
  };
}

function scatterOf(input: SweepReport): ScatterChart {
  const [first] = strongest(input);
  const k = first?.k ?? 0;
  const x = columnOf(input, k);
  const y = meansOf(input, 0);
  const best = bestTenth(input);
  const outcome = input.outcomes[0];
  return {
    kind: "scatter",
    id: "sweep.scatter",
    title: `${outcome?.name} against ${labelOf(input, k)}`,
    sentence: `Each point is a mean over its runs; ${measureOf(input, k)} ${(first?.rho ?? 0).toFixed(2)}.`,
    x: axisOver(axisOf(input, k), "", x),
    y: axisOver(outcome?.name ?? "", outcome?.unit ?? "", y),
    points: drawn(input.points.count).map((p) => ({
      x: x[p] as number,
      y: y[p] as number,
      marked: best.has(p),
      label: `point ${p}`,
    })),
    marked: markedText(input),
    unmarked: "other points",
    box: null,
    joined: false,
  };
}

function spreadTable(input: SweepReport): NumberTable {
  return {
    caption: `Means of ${formatCount(input.points.count)} points`,
    columns: [
      words("Outcome"),
      numbers("Least"),
      numbers("1 in 10 below"),
      numbers("Median"),
      numbers("9 in 10 below"),
      numbers("Most"),
      numbers("Variance that is luck"),
      ...(input.cycle === undefined ? [] : [numbers("between parameter sets")]),
    ],
    rows: input.outcomes.map(({ name, unit, period }, k) => {
      const spread = spreadOf(input.summaries.map((own) => own[k] as PointSummary));
      const cells = [spread.least, spread.p10, spread.p50, spread.p90, spread.most];
      return [
        `${name}, ${period}`,
        ...cells.map((value) => formatValue(value, unit, 1)),
        Number.isNaN(spread.luck) ? "–" : formatValue(spread.luckShare, "share"),
        ...(input.cycle === undefined
          ? []
          : [Number.isNaN(spread.sets) ? "–" : formatValue(spread.setsShare, "share")]),
      ];
    }),
  };
}

/** What varies and how, for people. */
export function variedTable(quantities: readonly Uncertainty[]): NumberTable {
  return {
    caption: "Levers and uncertainties",
    columns: [words("Quantity"), words("Role"), words("Distribution"), words("Because")],
    rows: quantities.map(({ name, label, role, distribution, because }) => {
      const { kind, ...rest } = distribution;
      const named = "labels" in rest && rest.labels !== undefined;
      const shown = Object.entries(named ? { values: rest.labels } : rest)
        .filter(([, value]) => value !== null)
        .map(([key, value]) => `${key} ${Array.isArray(value) ? value.join(" ") : String(value)}`);
      return [
        label === null ? name : `${label} (${name})`,
        role,
        `${kind}: ${shown.join(", ")}`,
        because ?? "no reason given",
      ];
    }),
  };
}
