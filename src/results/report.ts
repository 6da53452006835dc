import { calibrationNote, calibrationOf } from "./calibration.ts";
import { type FanChart, fanChart } from "./charts/fan.ts";
import { mapChart } from "./charts/map.ts";
import { type Charts, type Page, pageDocument, places } from "./page.ts";
import { paragraphs, tableHtml } from "./report-html.ts";
import type { ReportAssets, ReportInput } from "./report-input.ts";
import { limitsSection, madeSection } from "./report-sections.ts";
import { changesTable, interventionsTable, keyNumbers, observedTable } from "./report-tables.ts";
import { headline, precisionNote, scopeLine, sourceLine, splitNote } from "./report-words.ts";

/**
 * The report as one HTML document that needs nothing else: no file beside it, no network. Every text
 * that a user can write is escaped, and the page's policy forbids every request.
 *
 * @returns text of an `.html` file, UTF-8
 */
export function reportDocument(input: ReportInput, assets: ReportAssets): string {
  const charts = chartsOf(input);
  const place = (names: readonly string[]): string => places(charts, names);
  const notes = [splitNote(input) ?? "", precisionNote(input) ?? ""].filter(Boolean);
  const note = paragraphs(notes, "note");
  const totals = ["adoption", "coverage", "concentration", "outlay", "price"];
  return pageDocument(
    {
      generator: `panoptes ${input.versions.package}`,
      title: input.scenario.title,
      deck: input.scenario.summary,
      notices: notices(input),
      headline: headline(input),
      source: sourceLine(input),
      scope: scopeLine(input),
      sections: [
        { id: "changed", title: "What was changed", html: changed(input) },
        { id: "shares", title: "Who supplies whom", html: place(["suppliers", "map"]) },
        { id: "totals", title: "How far it spreads, and at what price", html: place(totals) },
        { id: "numbers", title: "Key numbers", html: tableHtml(keyNumbers(input)) + note },
        { id: "observed", title: "Simulated against observed", html: observed(input) },
        limitsSection(),
        made(input),
      ],
      charts,
    },
    assets,
  );
}

/** The charts by the name of their place; those that the summary cannot fill are left out. */
function chartsOf(input: ReportInput): Charts {
  const { summary, labels, baseline, countries } = input;
  const fan = (outcome: string, by: "supplier" | "none", title: string): FanChart | null =>
    fanChart({ summary, labels, outcome, by, title, baseline });
  const made = {
    suppliers: fan("adoption.share", "supplier", "Share of countries that hold a contract"),
    map: mapChart({ summary, labels, places: countries, title: "Most common supplier" }),
    adoption: fan("adoption.share", "none", "Countries with any contract"),
    coverage: fan("coverage.share", "none", "Share of the world's urban population covered"),
    concentration: fan("market.hhi", "none", "Market concentration (HHI)"),
    outlay: fan("cost.outlay", "none", "Outlay for operating contracts"),
    price: fan("price.index", "supplier", "List price, China 2011 = 1"),
  };
  return Object.fromEntries(
    Object.entries(made).flatMap(([name, chart]) => (chart === null ? [] : [[name, chart]])),
  );
}

function notices({ summary }: ReportInput): readonly string[] {
  const texts: string[] = [];
  const note = calibrationNote(calibrationOf(summary));
  if (note !== "") texts.push(`${note} Read directions, not levels.`);
  const failed = summary.failures.length;
  if (failed > 0) {
    const [first] = summary.failures;
    texts.push(
      `${failed} of ${summary.runs.requested} runs failed and are left out; the first is run ${first?.run} (seed ${first?.seed}): ${first?.reason}`,
    );
  }
  return texts;
}

function changed({ scenario, labels }: ReportInput): string {
  const tables = [changesTable(scenario), interventionsTable(scenario, labels)].filter(
    (table) => table !== null,
  );
  const parents = scenario.parents.join(" ← ");
  if (tables.length === 0) {
    const of = parents === "" ? "the model's default values" : parents;
    return paragraphs([`Nothing: every input is that of ${of}.`]);
  }
  const base =
    parents === "" ? "Compared with the model's default values." : `Compared with ${parents}.`;
  return [paragraphs([base]), ...tables.map(tableHtml)].join("\n");
}

function observed({ summary }: ReportInput): string {
  return summary.index.length === 0 ? "" : tableHtml(observedTable(summary.index));
}

function made({ summary, scenario, versions, commands }: ReportInput): Page["sections"][number] {
  return madeSection(
    [
      ["Scenario", scenario.id],
      ["World", `${scenario.world}, data ${versions.data}`],
      [
        "Runs",
        `${summary.runs.finished} of ${summary.runs.requested}, from seed ${summary.runs.seed}`,
      ],
      ...(summary.ensemble
        ? [["Parameter sets", `${summary.parameterSets} of ${summary.ensemble}`] as const]
        : []),
      ["run_id", summary.runId],
      ["result_hash", summary.resultHash],
    ],
    versions,
    commands,
  );
}
