import { type RunTable, rowsOf } from "../../experiments/run-table.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import type { Uncertainty } from "../../scenario/uncertainty.ts";
import { formatCount, formatValue } from "../charts/numbers.ts";
import { type NumberTable, numbers, words } from "../charts/table.ts";
import { runsHash } from "../identity.ts";
import { type Charts, type Page, places } from "../page.ts";
import { paragraphs, tableHtml } from "../report-html.ts";
import type { ReportVersions } from "../report-input.ts";
import { limitsSection, madeSection } from "../report-sections.ts";
import { flagsTable } from "../source-flags.ts";
import { variedTable } from "../sweep/report.ts";
import { boxText, conditionText, scoreText } from "./box-words.ts";
import { boxScatter, tradeScatter } from "./charts.ts";
import type { Discovery, FoundBox } from "./find-boxes.ts";

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

/** How boxes were found, in a paragraph. */
export function methodText({ method }: Pick<DiscoveryReport, "method">): string {
  return method === "prim"
    ? "Patient Rule Induction Method (Friedman and Fisher 1999): slices of 5 % are peeled off where that gains most density per point, then pasted back while density grows. The box shown has coverage and density both high; restrictions that chance would explain (quasi-p-value above 0.05, Bryant and Lempert 2010) are taken out, but never the last one: its quasi-p-value says how weak it is. Stability is the share of bootstrap resamples whose box restricts the same input. Each point counts by the share of its runs that are of interest."
    : "Classification tree (Breiman et al. 1984): points are split in two where Gini's index falls most, as long as each part keeps 5 % of them; leaves denser than the whole are the boxes. Each point counts by the share of its runs that are of interest.";
}
