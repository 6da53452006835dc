import { rowsOf } from "../../experiments/run-table.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import type { Uncertainty } from "../../scenario/uncertainty.ts";
import { formatCount, formatExact } from "../charts/numbers.ts";
import { type NumberTable, numbers, words } from "../charts/table.ts";
import { runsHash } from "../identity.ts";
import { type Charts, type Page, places } from "../page.ts";
import { paragraphs, tableHtml } from "../report-html.ts";
import type { ReportVersions } from "../report-input.ts";
import { limitsSection, madeSection } from "../report-sections.ts";
import { flagsTable } from "../source-flags.ts";
import type { Outcome } from "../sweep/prepare-sweep.ts";
import { variedTable } from "../sweep/report.ts";
import { isConstant, rankInputs, silentText, tornado } from "./ranking.ts";
import type { Sensitivity } from "./run-sensitivity.ts";

/** What a report on a sensitivity analysis says. */
export interface SensitivityReport {
  readonly scenario: Scenario;
  readonly outcomes: readonly Outcome[];
  readonly quantities: readonly Uncertainty[];
  readonly sensitivity: Sensitivity;
  readonly seed: string;
  readonly versions: ReportVersions;
  readonly commands: readonly string[];
}

/** Outcomes that have a tornado of their own, at most. */
const MOST_CHARTS = 6;

/** A sensitivity analysis as a page: a tornado with luck for each outcome, indices, and how it was made. */
export function sensitivityPage(input: SensitivityReport): Page {
  const { scenario, outcomes, quantities, sensitivity, versions, seed } = input;
  const runs = rowsOf(sensitivity.table);
  const failed = sensitivity.table.reasons.size;
  const labels = Object.fromEntries(quantities.map(({ name, label }) => [name, label ?? name]));
  const charts: Record<string, NonNullable<Charts[string]>> = {};
  const silent: string[] = [];
  outcomes.forEach((outcome, k) => {
    const chart = tornado(sensitivity, outcomes, labels, k);
    if (chart === null) silent.push(`${outcome.name}: ${silentText(sensitivity, k)}`);
    else if (Object.keys(charts).length < MOST_CHARTS) charts[`tornado-${k}`] = chart;
  });
  const driving = outcomes.flatMap((_, k) =>
    rankInputs(sensitivity, k)
      .slice(0, 4)
      .map(({ input: name }) => name),
  );
  const flags = flagsTable(driving);
  const [first] = Object.values(charts);
  return {
    generator: `panoptes ${versions.package}`,
    title: `What matters in “${scenario.title}”`,
    deck: scenario.summary,
    notices: [
      ...(sensitivity.stopped ? ["Stopped early: the estimates use the runs that were made."] : []),
      ...(failed > 0
        ? [
            `${formatCount(failed)} of ${formatCount(runs)} runs failed; the rows of the design that they belong to are left out.`,
          ]
        : []),
    ],
    headline:
      first === undefined ? ["Nothing can be said to matter to any outcome."] : [first.sentence],
    source: `${formatCount(runs)} simulated runs · model ${versions.model} · data ${versions.data} · not a forecast`,
    scope: `${formatCount(sensitivity.inputs.length)} inputs, luck included · seed ${seed}`,
    sections: [
      {
        id: "tornado",
        title: "What matters, luck included",
        html: places(charts, Object.keys(charts)),
      },
      {
        id: "indices",
        title: "All inputs",
        html:
          outcomes
            .map((outcome, k) =>
              isConstant(sensitivity, k) ? "" : tableHtml(indexTable(input, outcome, k)),
            )
            .join("\n") + paragraphs(silent),
      },
      { id: "pairs", title: "Interactions", html: interactions(input) },
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
          ["Seed", seed],
          ["result_hash", runsHash(sensitivity.table.hashes)],
        ],
        versions,
        input.commands,
      ),
    ],
    charts,
  };
}

function indexTable(
  { sensitivity, quantities }: SensitivityReport,
  outcome: Outcome,
  k: number,
): NumberTable {
  const sobol = sensitivity.outcomes[k]?.method === "sobol";
  const text = (value: number): string =>
    Number.isFinite(value) ? formatExact(Number(value.toPrecision(3))) : "–";
  return {
    caption: `${outcome.name}, ${outcome.period}`,
    columns: [
      words("Input"),
      numbers(sobol ? "Total index" : "Mean absolute effect"),
      numbers("95 % interval"),
      numbers(sobol ? "First order" : "SD of effects"),
    ],
    rows: rankInputs(sensitivity, k).map(({ input, value, low, high, second }) => [
      quantities.find(({ name }) => name === input)?.label ?? input,
      text(value),
      Number.isNaN(low) ? "–" : `${text(low)} to ${text(high)}`,
      text(second),
    ]),
  };
}

function interactions({ sensitivity, outcomes }: SensitivityReport): string {
  return sensitivity.outcomes
    .map((one, k) => {
      if (one.method !== "sobol" || one.indices.second.length === 0) return "";
      const text = (value: number): string => formatExact(Number(value.toPrecision(2)));
      const rows = [...one.indices.second]
        .filter(([, , { value }]) => Number.isFinite(value))
        .sort((a, b) => b[2].value - a[2].value)
        .slice(0, 12)
        .map(([i, j, { value, low, high }]) => [
          `${sensitivity.inputs[i]} with ${sensitivity.inputs[j]}`,
          text(value),
          `${text(low)} to ${text(high)}`,
        ]);
      return rows.length === 0
        ? ""
        : tableHtml({
            caption: `Second-order indices of ${outcomes[k]?.name}`,
            columns: [words("Inputs"), numbers("Index"), numbers("95 % interval")],
            rows,
          });
    })
    .filter((table) => table !== "")
    .join("\n");
}

/** How the indices were estimated, in a paragraph. */
export function methodText({ sensitivity }: Pick<SensitivityReport, "sensitivity">): string {
  const luck =
    "Luck is an input of its own: a coordinate of the design chooses the seed, so that its bar is what chance alone, and chance together with the others, does.";
  const [first] = sensitivity.outcomes;
  return first?.method === "morris"
    ? `Elementary effects (Morris 1991; mean absolute effect after Campolongo et al. 2007): along each trajectory every input moves once by half its range, the others staying where they are. ${luck} Intervals are percentiles of 1,000 resamples.`
    : `Sobol' indices from two halves of a scrambled Sobol' sequence (first order after Saltelli et al. 2010, total after Jansen 1999): the total index is the share of the variance that would go if all but this input were fixed, the first-order index what it explains alone. ${luck} Intervals are 95 % percentiles of 1,000 resamples of rows; rows with a failed run are left out whole.`;
}
