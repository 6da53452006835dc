import { MODEL_VERSION } from "../../core/version.ts";
import { rowsOf } from "../../experiments/run-table.ts";
import type { Analysed } from "../../results/sensitivity/document.ts";
import { LUCK } from "../../results/sensitivity/input-names.ts";
import {
  isConstant,
  rankInputs,
  silentText,
  tornadoSentence,
} from "../../results/sensitivity/ranking.ts";
import { counted, duration } from "../format/numbers.ts";
import { formatTable } from "../format/table.ts";
import { wrap } from "../format/width.ts";
import type { Look } from "../look.ts";

/** Bars of a tornado on the terminal. */
const barWidth = 24;

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
      return ["", title, `  ${silentText(sensitivity, k)}`];
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
