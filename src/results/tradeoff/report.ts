import { rowsOf } from "../../experiments/run-table.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import type { Uncertainty } from "../../scenario/uncertainty.ts";
import { formatCount, formatExact, formatValue } from "../charts/numbers.ts";
import type { ParallelChart } from "../charts/parallel.ts";
import { axisOver, type ScatterChart } from "../charts/scatter.ts";
import { type NumberTable, numbers, words } from "../charts/table.ts";
import { runsHash } from "../identity.ts";
import { type Page, places } from "../page.ts";
import { paragraphs, tableHtml } from "../report-html.ts";
import type { ReportVersions } from "../report-input.ts";
import { limitsSection, madeSection } from "../report-sections.ts";
import { flagsTable } from "../source-flags.ts";
import type { Outcome } from "../sweep/prepare-sweep.ts";
import { variedTable } from "../sweep/report.ts";
import { axisName, valueText } from "../sweep/value-text.ts";
import { frontScatter } from "./front-scatter.ts";
import { type Goal, type Robustness, shownValue } from "./robustness.ts";
import type { Policy, Tradeoff } from "./run-tradeoff.ts";

/** What a report on a trade-off says. */
export interface TradeoffReport {
  readonly scenario: Scenario;
  readonly outcomes: readonly Outcome[];
  readonly quantities: readonly Uncertainty[];
  readonly tradeoff: Tradeoff;
  readonly objectives: readonly { readonly outcome: number; readonly goal: Goal }[];
  readonly robustness: Robustness;
  readonly worlds: number;
  readonly freshWorlds: number;
  readonly seed: string;
  readonly versions: ReportVersions;
  readonly commands: readonly string[];
}

/** A trade-off as a page: the front, what its policies do, progress of the search, and the fresh test. */
export function tradeoffPage(input: TradeoffReport): Page {
  const { scenario, tradeoff, versions, quantities } = input;
  const runs = rowsOf(tradeoff.table);
  const holding = tradeoff.front.filter(({ holds }) => holds).length;
  const charts = {
    front: frontChart(input),
    parallel: parallelChart(input),
    progress: progressChart(tradeoff),
  };
  const flags = flagsTable(quantities.map(({ name }) => name));
  return {
    generator: `panoptes ${versions.package}`,
    title: `Trade-offs in “${scenario.title}”`,
    deck: scenario.summary,
    notices: tradeoff.stopped
      ? ["Stopped early: the search is not complete, and the front was not tested again."]
      : [],
    headline: [
      `${formatCount(tradeoff.front.length)} policies are not dominated; ${formatCount(holding)} of them still are not in ${formatCount(input.freshWorlds)} fresh worlds.`,
    ],
    source: `${formatCount(runs)} simulated runs · model ${versions.model} · data ${versions.data} · not a forecast`,
    scope: `${robustnessText(input)} · seed ${input.seed}`,
    sections: [
      { id: "front", title: "The front", html: places(charts, ["front", "parallel"]) },
      { id: "policies", title: "Policies", html: tableHtml(policyTable(input)) },
      { id: "search", title: "How the search went", html: places(charts, ["progress"]) },
      {
        id: "varied",
        title: "Levers and uncertainties",
        html: tableHtml(variedTable(quantities)) + (flags === null ? "" : tableHtml(flags)),
      },
      { id: "method", title: "Method", html: paragraphs([methodText(input)]) },
      limitsSection(),
      madeSection(
        [
          ["Scenario", scenario.id],
          ["Seed", input.seed],
          ["result_hash", runsHash(tradeoff.table.hashes)],
        ],
        versions,
        input.commands,
      ),
    ],
    charts,
  };
}

function nameOf({ outcomes, objectives }: TradeoffReport, k: number): string {
  return outcomes[objectives[k]?.outcome ?? 0]?.name ?? "";
}

function unitOf({ outcomes, objectives, robustness }: TradeoffReport, k: number): string {
  if (robustness.kind === "satisfy") return "share";
  return outcomes[objectives[k]?.outcome ?? 0]?.unit ?? "";
}

/** An objective as people read it, from the fresh worlds where there are any. */
function valueAt(
  { objectives, robustness }: TradeoffReport,
  { fresh, found }: Policy,
  k: number,
): number {
  const value = fresh[k] ?? Number.NaN;
  const known = Number.isNaN(value) ? (found[k] ?? Number.NaN) : value;
  return shownValue(known, objectives[k]?.goal ?? "minimise", robustness);
}

function frontChart(input: TradeoffReport): ScatterChart {
  const { tradeoff } = input;
  const all = [...tradeoff.front, tradeoff.central];
  return frontScatter({
    objectives: [0, 1].map((k) => ({
      name: nameOf(input, k),
      unit: unitOf(input, k),
      goal: input.objectives[k]?.goal ?? "minimise",
    })),
    sentence: `Policies that nothing dominated in the search, as they did in fresh worlds; ${robustnessText(input)}.`,
    points: all.map((policy, at) => ({
      x: valueAt(input, policy, 0),
      y: valueAt(input, policy, 1),
      marked: policy.holds,
      label: at === all.length - 1 ? "levers left in the middle" : `policy ${at + 1}`,
    })),
    marked: "not dominated in fresh worlds either",
    unmarked: "dominated there, or levers left in the middle",
  });
}

function parallelChart(input: TradeoffReport): ParallelChart {
  const { tradeoff, objectives } = input;
  const column = (read: (policy: Policy) => number): number[] => tradeoff.front.map(read);
  return {
    kind: "parallel",
    id: "tradeoff.parallel",
    title: "Policies of the front",
    sentence: "Levers on the left, what they lead to on the right.",
    axes: [
      ...tradeoff.levers.map((lever, k) =>
        axisOver(
          axisName(lever),
          "",
          column(({ levers }) => levers[k] as number),
          0,
        ),
      ),
      ...objectives.map((_, k) =>
        axisOver(
          nameOf(input, k),
          unitOf(input, k),
          column((policy) => valueAt(input, policy, k)),
          0,
        ),
      ),
    ],
    lines: tradeoff.front.map((policy, at) => ({
      label: `policy ${at + 1}`,
      values: [...policy.levers, ...objectives.map((_, k) => valueAt(input, policy, k))],
      marked: policy.holds,
    })),
    marked: "not dominated in fresh worlds either",
    unmarked: "dominated there",
  };
}

function progressChart({ progress }: Tradeoff): ScatterChart {
  const points = progress.map(({ evaluated, volume, size }) => ({
    x: evaluated,
    y: volume,
    marked: true,
    label: `${evaluated} policies tried, ${size} on the front`,
  }));
  return {
    kind: "scatter",
    id: "tradeoff.progress",
    title: "Hypervolume of the front",
    sentence:
      "The share of the space between the best and the worst of all fronts that is dominated; a search that is done no longer rises.",
    x: axisOver(
      "Policies tried",
      "",
      points.map(({ x }) => x),
    ),
    y: axisOver(
      "Hypervolume",
      "share",
      points.map(({ y }) => y),
    ),
    points,
    marked: "after a generation",
    unmarked: "",
    box: null,
    joined: true,
  };
}

/** Policies in the table, at most; all are in the folder. */
const MOST_POLICIES = 60;

function policyTable(input: TradeoffReport): NumberTable {
  const { tradeoff, objectives } = input;
  const text = (k: number, value: number): string => formatValue(value, unitOf(input, k), 2);
  const stride = Math.max(1, Math.ceil(tradeoff.front.length / MOST_POLICIES));
  const shown = tradeoff.front
    .map((policy, at) => ({ policy, at }))
    .filter(({ at }) => at % stride === 0);
  const row = (policy: Policy, heading: string): string[] => [
    heading,
    ...policy.levers.map((value, k) => leverText(tradeoff.levers[k], value)),
    ...objectives.flatMap(({ goal }, k) => [
      text(k, shownValue(policy.found[k] ?? Number.NaN, goal, input.robustness)),
      text(k, shownValue(policy.fresh[k] ?? Number.NaN, goal, input.robustness)),
    ]),
    policy === tradeoff.central ? "–" : policy.holds ? "yes" : "no",
  ];
  return {
    caption: "Objectives in the search's worlds, and in fresh ones",
    columns: [
      words("Policy"),
      ...tradeoff.levers.map(({ name, label }) => numbers(label ?? name)),
      ...objectives.flatMap((_, k) => [numbers(nameOf(input, k)), numbers("fresh")]),
      words("Holds"),
    ],
    rows: [
      ...shown.map(({ policy, at }) => row(policy, String(at + 1))),
      row(tradeoff.central, "levers in the middle"),
    ],
  };
}

/** What an objective is, in a phrase. */
export function robustnessText({
  robustness,
  worlds,
}: Pick<TradeoffReport, "robustness" | "worlds">): string {
  const over = `over ${formatCount(worlds)} worlds`;
  switch (robustness.kind) {
    case "mean":
      return `means ${over}`;
    case "worst-decile":
      return `the value that 9 in 10 worlds are better than, ${over}`;
    case "regret":
      return `mean loss against leaving the levers in the middle, ${over}`;
    case "satisfy":
      return `share of worlds in which the limit is kept, ${over}`;
  }
}

function methodText(input: TradeoffReport): string {
  const search =
    input.objectives.length < 4
      ? "NSGA-II (Deb et al. 2002)"
      : "NSGA-III (Deb and Jain 2014: those that stay are chosen along reference directions)";
  return `${search} over the levers, with an archive of everything that nothing dominates. Every policy is tried in the same ${formatCount(input.worlds)} worlds: sampled assumptions, each with luck of its own; an objective is ${robustnessText(input)}. A search picks what did well in its worlds, partly by luck; therefore the front is run again in ${formatCount(input.freshWorlds)} worlds with fresh luck and fresh assumptions, and only what is still not dominated there is marked.`;
}

function leverText(lever: Uncertainty | undefined, value: number): string {
  const text = valueText(lever, value);
  return Number.isNaN(Number(text)) ? text : formatExact(Number(text));
}
