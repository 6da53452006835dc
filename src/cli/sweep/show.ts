import { MODEL_VERSION } from "../../core/version.ts";
import { runSeed } from "../../experiments/run-key.ts";
import { rowsOf } from "../../experiments/run-table.ts";
import type { Points } from "../../experiments/sampling/draw-points.ts";
import type { PrecisionRule, SweepResult } from "../../experiments/sweep.ts";
import type { Row } from "../../results/row.ts";
import { writtenPoint } from "../../results/sweep/prepare-sweep.ts";
import { goesWith, type PointSummary, spreadOf } from "../../results/sweep/summarise-points.ts";
import { precisionText } from "../../results/sweep/words.ts";
import type { Experiment } from "../experiment/open.ts";
import { count, counted, duration, scaleFor } from "../format/numbers.ts";
import { formatTable } from "../format/table.ts";
import { wrap } from "../format/width.ts";
import type { Look } from "../look.ts";
import { packageVersion } from "../package-version.ts";

/** A sweep that was run. */
export interface Swept {
  readonly experiment: Experiment;
  readonly points: Points;
  /** How the points were drawn. */
  readonly text: string;
  readonly result: SweepResult;
  /** [point][outcome] */
  readonly summaries: readonly (readonly PointSummary[])[];
  readonly rule: PrecisionRule | null;
  /** Runs of a point after which parameter sets come again; undefined where there is one. */
  readonly cycle: number | undefined;
  /** Runs asked for at each point. */
  readonly runs: number;
  readonly seconds: number;
}

/** Version of the JSON that `sweep --json` prints. */
const SCHEMA = "panoptes/sweep@1";

/** Inputs whose correlation is told for each outcome. */
const TOLD = 3;

/** One row per run: point, seed, what varies, outcomes. */
export function* sweepRows({ experiment, points, result }: Swept): Generator<Row> {
  const { outcomes } = experiment.prepared;
  const { table } = result;
  for (let row = 0; row < rowsOf(table); row++) {
    const point = table.points[row] as number;
    const cells = outcomes.map(({ name }, k): [string, number | null] => {
      const value = table.values[row * outcomes.length + k] as number;
      return [name, Number.isNaN(value) ? null : value];
    });
    yield {
      point,
      seed: runSeed(experiment.seed, table.seeds[row] as number),
      ...writtenPoint(points, point, experiment.quantities),
      ...Object.fromEntries(cells),
      failed: table.reasons.get(row) ?? null,
    };
  }
}

/** A sweep as one JSON value. */
export function sweepDocument(swept: Swept): object {
  const { experiment, points, result, summaries, rule, runs, text, seconds } = swept;
  const { prepared, seed, designSeed } = experiment;
  return {
    schema: SCHEMA,
    scenario: { id: prepared.scenario.id, title: prepared.scenario.title },
    status: result.stopped ? "partial" : "complete",
    versions: { panoptes: packageVersion(), model: MODEL_VERSION, data: prepared.world.version },
    seed,
    design: { points: points.count, drawn: text, design_seed: designSeed, runs_per_point: runs },
    runs: { done: rowsOf(result.table), failed: result.table.reasons.size },
    precision:
      rule === null
        ? null
        : {
            outcome: prepared.outcomes[rule.pick]?.name,
            ...rule.statistic,
            half_width: rule.half,
            most: rule.most,
          },
    outcomes: Object.fromEntries(
      prepared.outcomes.map(({ name, unit, period, goal }, k) => [
        name,
        {
          unit,
          period,
          goal,
          spread: finite(spreadOf(summaries.map((own) => own[k] as PointSummary))),
          rank_correlation: Object.fromEntries(
            correlations(swept, k).map(({ name, value }) => [name, value]),
          ),
        },
      ]),
    ),
    points: summaries.map((own, point) => ({
      point,
      at: writtenPoint(points, point, experiment.quantities),
      end_reason: result.ends[point],
      ...(rule === null ? {} : { watched: finite(result.precision[point] ?? {}) }),
      outcomes: Object.fromEntries(
        own.map((summary, k) => [prepared.outcomes[k]?.name ?? "", finite(summary)]),
      ),
    })),
    elapsed_seconds: seconds,
  };
}

function finite(record: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(record).map(([key, value]) => [
      key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      typeof value === "number" && !Number.isFinite(value) ? null : value,
    ]),
  );
}

/**
 * Rank correlation of an outcome's means with everything that varies, for categories their correlation
 * ratio, strongest first.
 */
export function correlations(
  { points, summaries, experiment }: Pick<Swept, "points" | "summaries" | "experiment">,
  outcome: number,
): { readonly name: string; readonly value: number | null }[] {
  const means = summaries.map((own) => own[outcome]?.value ?? Number.NaN);
  const width = points.names.length;
  return points.names
    .map((name, k) => {
      const inputs = means.map((_, p) => points.values[p * width + k] as number);
      const quantity = experiment.quantities.find((one) => one.name === name);
      const value = goesWith(quantity, inputs, means);
      return { name, value: Number.isNaN(value) ? null : Number(value.toFixed(3)) };
    })
    .sort((a, b) => Math.abs(b.value ?? 0) - Math.abs(a.value ?? 0));
}

/** A sweep for people, as lines of text. */
export function sweepLines(swept: Swept, look: Look): string[] {
  const { experiment, points, result, summaries, text, seconds } = swept;
  const { prepared } = experiment;
  const { colours, signs } = look;
  const facts = [
    `${counted(points.count, "point")} (${text})`,
    `${counted(rowsOf(result.table), "run")}`,
    `model ${MODEL_VERSION}`,
    `data ${prepared.world.version}`,
    duration(seconds),
  ];
  const share = (deviation: number, part: number): string =>
    Number.isNaN(deviation) ? signs.dash : `${Math.round(100 * part)}${signs.percent}`;
  const rows = prepared.outcomes.map(({ name, unit, period }, k) => {
    const spread = spreadOf(summaries.map((own) => own[k] as PointSummary));
    const largest = Math.max(Math.abs(spread.least), Math.abs(spread.most));
    const scale = scaleFor(unit, 0, largest, signs);
    const told = correlations(swept, k)
      .filter(({ value }) => Math.abs(value ?? 0) >= 0.2)
      .slice(0, TOLD)
      .map(
        ({ name: input, value }) =>
          `${input} ${(value ?? 0) < 0 ? signs.minus : "+"}${Math.abs(value ?? 0).toFixed(2)}`,
      );
    const constant = spread.least === spread.most && !(spread.luck > 0) && !(spread.sets > 0);
    return [
      `${name}, ${period}`,
      scale.value(spread.least),
      scale.value(spread.p50),
      scale.value(spread.most),
      share(spread.luck, spread.luckShare),
      ...(prepared.cycle === undefined ? [] : [share(spread.sets + spread.luck, spread.setsShare)]),
      constant ? "constant" : told.join(", "),
    ];
  });
  const varied = experiment.quantities.map(({ name, role }) => `${name} (${role})`).join(", ");
  return [
    colours.bold(`A sweep of "${prepared.scenario.title}"`),
    ...wrap(facts.join(` ${signs.dot} `), look.columns).map(colours.dim),
    colours.dim("Simulated worlds, not a forecast."),
    "",
    ...wrap(`Varied: ${varied}`, look.columns),
    "",
    ...formatTable(
      [
        { title: "means of points", shrink: look.fixedWidth },
        { title: "least", align: "right" },
        { title: "median", align: "right" },
        { title: "most", align: "right" },
        { title: "luck", align: "right" },
        ...(prepared.cycle === undefined ? [] : [{ title: "sets", align: "right" } as const]),
        { title: "goes with (rank correlation; ratio for categories)", shrink: look.fixedWidth },
      ],
      rows,
      { width: look.columns, title: colours.dim },
    ),
    "",
    ...wrap(precisionText(swept, prepared.outcomes), look.columns),
    `Failed runs: ${count(result.table.reasons.size)}`,
  ].map((line) => (look.ascii ? line.replaceAll("×", "x").replaceAll("±", "+-") : line));
}
