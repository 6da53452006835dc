import { MODEL_VERSION } from "../../core/version.ts";
import { rowsOf } from "../../experiments/run-table.ts";
import type { Row } from "../../results/row.ts";
import {
  isConstant,
  type Ranked,
  rankInputs,
  tornadoSentence,
} from "../../results/sensitivity/ranking.ts";
import { LUCK, type Sensitivity } from "../../results/sensitivity/run-sensitivity.ts";
import type { Experiment } from "../experiment/open.ts";
import { counted, duration } from "../format/numbers.ts";
import { formatTable } from "../format/table.ts";
import { wrap } from "../format/width.ts";
import type { Look } from "../look.ts";
import { packageVersion } from "../package-version.ts";

/** Bars of a tornado on the terminal. */
const barWidth = 24;

/** A sensitivity analysis that was made. */
export interface Analysed {
  readonly experiment: Experiment;
  readonly sensitivity: Sensitivity;
  readonly method: "sobol" | "morris";
  readonly base: number;
  /** Indices of the outcomes to show. */
  readonly outcomes: readonly number[];
  readonly seconds: number;
}

/** One row per outcome and input. */
export function* indexRows({
  experiment,
  sensitivity,
  method,
  outcomes,
}: Analysed): Generator<Row> {
  for (const k of outcomes) {
    for (const ranked of rankInputs(sensitivity, k)) {
      yield { outcome: experiment.prepared.outcomes[k]?.name ?? "", ...cellsOf(ranked, method) };
    }
  }
}

function cellsOf({ input, value, low, high, second }: Ranked, method: Analysed["method"]) {
  const finite = (x: number): number | null => (Number.isFinite(x) ? x : null);
  return method === "sobol"
    ? {
        input,
        total: finite(value),
        total_low95: finite(low),
        total_high95: finite(high),
        first: finite(second),
      }
    : {
        input,
        mu_star: finite(value),
        mu_star_low95: finite(low),
        mu_star_high95: finite(high),
        sigma: finite(second),
      };
}

/** A sensitivity analysis as one JSON value. */
export function sensitivityDocument(shown: Analysed): object {
  const { experiment, sensitivity, method, base, outcomes, seconds } = shown;
  const { prepared, seed, designSeed } = experiment;
  return {
    schema: "panoptes/sensitivity@1",
    scenario: { id: prepared.scenario.id, title: prepared.scenario.title },
    status: sensitivity.stopped ? "partial" : "complete",
    versions: { panoptes: packageVersion(), model: MODEL_VERSION, data: prepared.world.version },
    method,
    base,
    seed,
    design_seed: designSeed,
    inputs: sensitivity.inputs,
    runs: { done: rowsOf(sensitivity.table), failed: sensitivity.table.reasons.size },
    outcomes: Object.fromEntries(
      outcomes.map((k) => {
        const one = sensitivity.outcomes[k];
        return [
          prepared.outcomes[k]?.name ?? "",
          {
            unit: prepared.outcomes[k]?.unit,
            period: prepared.outcomes[k]?.period,
            constant: isConstant(sensitivity, k),
            inputs: rankInputs(sensitivity, k).map((ranked) => cellsOf(ranked, method)),
            ...(one?.method === "sobol"
              ? {
                  rows: { used: one.indices.rows, failed: one.indices.failed },
                  mean: one.indices.rows === 0 ? null : one.indices.mean,
                  variance: one.indices.rows === 0 ? null : one.indices.variance,
                  second_order: one.indices.second.map(([i, j, index]) => ({
                    inputs: [sensitivity.inputs[i], sensitivity.inputs[j]],
                    ...index,
                  })),
                }
              : {}),
          },
        ];
      }),
    ),
    elapsed_seconds: seconds,
  };
}

/** A sensitivity analysis for people, as lines of text. */
export function sensitivityLines(shown: Analysed, look: Look): string[] {
  const { experiment, sensitivity, method, base, outcomes, seconds } = shown;
  const { prepared, quantities } = experiment;
  const { colours, signs } = look;
  const labels = Object.fromEntries(quantities.map(({ name, label }) => [name, label ?? name]));
  const facts = [
    method === "sobol" ? counted(base, "row") : counted(base, "trajectory", "trajectories"),
    `${counted(sensitivity.inputs.length, "input")} with luck`,
    counted(rowsOf(sensitivity.table), "run"),
    `model ${MODEL_VERSION}`,
    duration(seconds),
  ];
  const sections = outcomes.map((k) => {
    const outcome = prepared.outcomes[k];
    const title = colours.bold(`What matters to ${outcome?.name}, end of ${outcome?.period}`);
    if (isConstant(sensitivity, k)) {
      return ["", title, "  Nothing: it is the same at every point."];
    }
    const ranked = rankInputs(sensitivity, k);
    const most = ranked.reduce(
      (top, { value }) => Math.max(top, Number.isNaN(value) ? 0 : value),
      0,
    );
    const text = (value: number): string =>
      Number.isNaN(value)
        ? signs.dash
        : Number(value.toPrecision(2)).toString().replace("-", signs.minus);
    const rows = ranked.map(({ input, value, low, high, second, luck }) => {
      const length = most > 0 && value > 0 ? Math.max(1, Math.round((value / most) * barWidth)) : 0;
      const bar = (look.ascii ? "#" : "▇").repeat(length);
      return [
        luck ? `(${LUCK})` : (labels[input] ?? input),
        look.ascii || luck ? bar : colours.cyan(bar),
        text(value),
        Number.isNaN(low) ? signs.dash : `${text(low)} to ${text(high)}`,
        text(second),
      ];
    });
    const sobol = method === "sobol";
    return [
      "",
      title,
      ...formatTable(
        [
          { title: "", shrink: look.fixedWidth },
          { title: "" },
          { title: sobol ? "total" : "mean |effect|", align: "right" },
          { title: "95 % interval", align: "right" },
          { title: sobol ? "alone" : "SD", align: "right" },
        ],
        rows,
        { indent: 2, width: look.columns, title: colours.dim },
      ),
      ...wrap(tornadoSentence(ranked, labels, sobol), look.columns - 2).map((line) => `  ${line}`),
    ];
  });
  const failed = sensitivity.table.reasons.size;
  return [
    colours.bold(`What matters in "${prepared.scenario.title}"`),
    ...wrap(facts.join(` ${signs.dot} `), look.columns).map(colours.dim),
    colours.dim("Simulated worlds, not a forecast."),
    ...sections.flat(),
    ...(failed > 0 ? ["", `${counted(failed, "run")} failed; their rows are left out.`] : []),
  ];
}
