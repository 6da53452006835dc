import { MODEL_VERSION } from "../../core/version.ts";
import { boxText, scoreText } from "../../results/discovery/box-words.ts";
import type { Discovery } from "../../results/discovery/find-boxes.ts";
import type { Row } from "../../results/row.ts";
import { valueText } from "../../results/sweep/value-text.ts";
import type { Experiment } from "../experiment/open.ts";
import { counted, duration } from "../format/numbers.ts";
import { formatTable } from "../format/table.ts";
import { wrap } from "../format/width.ts";
import type { Look } from "../look.ts";
import { packageVersion } from "../package-version.ts";

/** A discovery that was made. */
export interface Discovered {
  readonly experiment: Experiment;
  readonly discovery: Discovery;
  readonly interest: string;
  readonly method: "prim" | "cart";
  readonly runs: number;
  readonly seconds: number;
}

/** One row per condition of a box. */
export function* boxRows({ experiment, discovery }: Discovered): Generator<Row> {
  for (const [k, found] of discovery.boxes.entries()) {
    for (const [at, limit] of found.box) {
      const quantity = experiment.quantities.find(
        ({ name }) => name === discovery.cases.inputs[at]?.name,
      );
      const range = limit.kind === "range" ? limit : null;
      yield {
        box: k + 1,
        input: discovery.cases.inputs[at]?.name ?? "",
        role: quantity?.role ?? "",
        low: range !== null && Number.isFinite(range.low) ? range.low : null,
        high: range !== null && Number.isFinite(range.high) ? range.high : null,
        values:
          limit.kind === "values"
            ? limit.values.map((value) => valueText(quantity, value, 6)).join(" ")
            : null,
        quasi_p: found.quasi.get(at) ?? null,
        stability: found.stability[at] ?? null,
        coverage: found.coverage,
        density: found.density,
        mass: found.mass,
        points: found.points,
      };
    }
  }
}

/** A discovery as one JSON value. */
export function discoveryDocument(shown: Discovered): object {
  const { experiment, discovery, interest, method, runs, seconds } = shown;
  const { prepared, seed, designSeed } = experiment;
  const rows = [...boxRows(shown)];
  return {
    schema: "panoptes/discovery@1",
    scenario: { id: prepared.scenario.id, title: prepared.scenario.title },
    versions: { panoptes: packageVersion(), model: MODEL_VERSION, data: prepared.world.version },
    interest,
    method,
    seed,
    design_seed: designSeed,
    points: discovery.cases.y.length,
    points_without_runs: discovery.empty,
    runs,
    share_of_interest: discovery.share,
    boxes: discovery.boxes.map(({ coverage, density, mass, points, trajectory }, k) => ({
      coverage,
      density,
      mass,
      points,
      conditions: rows
        .filter(({ box }) => box === k + 1)
        .map(({ input, role, low, high, values, quasi_p, stability }) => ({
          input,
          role,
          low,
          high,
          values: typeof values === "string" ? values.split(" ").map(numberOrName) : null,
          quasi_p,
          stability,
        })),
      trajectory: trajectory.map((step) => ({
        coverage: step.coverage,
        density: step.density,
        mass: step.mass,
        conditions: step.box.size,
      })),
    })),
    elapsed_seconds: seconds,
  };
}

function numberOrName(text: string): number | string {
  return Number.isNaN(Number(text)) ? text : Number(text);
}

/** A discovery for people, as lines of text. */
export function discoveryLines(shown: Discovered, look: Look): string[] {
  const { experiment, discovery, interest, method, runs, seconds } = shown;
  const { prepared, quantities } = experiment;
  const { colours, signs } = look;
  const labels = Object.fromEntries(quantities.map(({ name, label }) => [name, label ?? name]));
  const facts = [
    counted(discovery.cases.y.length, "point"),
    counted(runs, "run"),
    method === "prim" ? "PRIM" : "CART",
    `model ${MODEL_VERSION}`,
    duration(seconds),
  ];
  const percent = (value: number): string => `${Math.round(100 * value)}${signs.percent}`;
  const boxes = discovery.boxes.flatMap((found, k) => [
    "",
    ...wrap(`Box ${k + 1}: ${boxText(discovery, found, quantities)}`, look.columns).map(
      colours.bold,
    ),
    ...wrap(`It ${scoreText(found)}.`, look.columns - 2).map(
      (line) => `  ${line.replaceAll("\u00a0", " ")}`,
    ),
    ...formatTable(
      [
        { title: "condition on", shrink: look.fixedWidth },
        { title: "role" },
        { title: "quasi-p", align: "right" },
        { title: "also in resamples", align: "right" },
      ],
      [...found.box.keys()].map((at) => {
        const name = discovery.cases.inputs[at]?.name ?? "";
        const stable = found.stability[at];
        return [
          labels[name] ?? name,
          quantities.find((one) => one.name === name)?.role ?? "",
          (found.quasi.get(at) ?? Number.NaN).toPrecision(2),
          stable === undefined ? signs.dash : percent(stable),
        ];
      }),
      { indent: 2, width: look.columns, title: colours.dim },
    ),
  ]);
  return [
    colours.bold(`When is ${interest}? "${prepared.scenario.title}"`),
    ...wrap(facts.join(` ${signs.dot} `), look.columns).map(colours.dim),
    colours.dim("Simulated worlds, not a forecast."),
    "",
    `In ${percent(discovery.share)} of all runs.${discovery.boxes.length === 0 ? " No box was found in which it is more frequent." : ""}`,
    ...boxes,
  ];
}
