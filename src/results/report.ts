import { calibrationNote, calibrationOf } from "./calibration.ts";
import { type FanChart, fanChart } from "./charts/fan.ts";
import { type MapChart, mapChart } from "./charts/map.ts";
import { escapeHtml, paragraphs, scriptJson, tableHtml } from "./report-html.ts";
import type { ReportAssets, ReportInput } from "./report-input.ts";
import { changesTable, interventionsTable, keyNumbers, observedTable } from "./report-tables.ts";
import {
  headline,
  limits,
  precisionNote,
  scopeLine,
  sourceLine,
  splitNote,
} from "./report-words.ts";

/**
 * The report as one HTML document that needs nothing else: no file beside it, no network. Every text
 * that a user can write is escaped, and the page's policy forbids every request.
 *
 * @returns text of an `.html` file, UTF-8
 */
export function reportDocument(input: ReportInput, assets: ReportAssets): string {
  const charts = chartsOf(input);
  const embedded = { source: sourceLine(input), charts };
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:">
<meta name="generator" content="panoptes ${escapeHtml(input.versions.package)}">
<link rel="icon" href="data:,">
<title>${escapeHtml(input.scenario.title)} · Panoptes</title>
<style>${assets.style.replace(/<\/(?=style)/gi, "<\\/")}</style>
</head>
<body>
<header>
<p class="kicker">Panoptes · what if · not a forecast</p>
<h1>${escapeHtml(input.scenario.title)}</h1>
${input.scenario.summary === "" ? "" : `<p class="deck">${escapeHtml(input.scenario.summary)}</p>`}
${notices(input)}
<div class="headline">
${paragraphs(headline(input))}
</div>
<p class="scope">${escapeHtml(`${sourceLine(input)} · ${scopeLine(input)}`)}</p>
</header>
<main>
${section("changed", "What was changed", changed(input))}
${section("shares", "Who supplies whom", places(charts, ["suppliers", "map"]))}
${section("totals", "How far it spreads, and at what price", places(charts, ["adoption", "coverage", "concentration", "outlay", "price"]))}
${section("numbers", "Key numbers", tableHtml(keyNumbers(input)) + paragraphs([splitNote(input) ?? "", precisionNote(input) ?? ""].filter(Boolean), "note"))}
${section("observed", "Simulated against observed", observed(input))}
${section("limits", "What it cannot know", `<ul class="limits">${limits.map((limit) => `<li>${escapeHtml(limit)}</li>`).join("\n")}</ul>`)}
${section("made", "How it was made", made(input))}
</main>
<noscript><p class="notice">The charts need JavaScript, which is switched off. All tables of this page work without it.</p></noscript>
<script type="application/json" id="report-charts">${scriptJson(JSON.stringify(embedded))}</script>
<script type="application/json" id="report-geometry">${charts.map === undefined ? "null" : scriptJson(assets.geometry)}</script>
<script>${assets.script.replace(/<(?=\/script|!--)/gi, "\\x3C")}</script>
</body>
</html>
`;
}

type Charts = Readonly<Partial<Record<string, FanChart | MapChart>>>;

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

function section(id: string, title: string, content: string): string {
  if (content === "") return "";
  return `<section id="${id}" aria-labelledby="${id}-title">\n<h2 id="${id}-title">${title}</h2>\n${content}\n</section>`;
}

/** Where the script puts the charts. Totals stand in pairs. */
function places(charts: Charts, names: readonly string[]): string {
  const place = (name: string): string => {
    const chart = charts[name];
    if (chart === undefined) return "";
    const wide = chart.kind === "map" || chart.panels.length > 1;
    return `<div class="place${wide ? " wide" : ""}" data-chart="${name}"><p class="waiting">${escapeHtml(`${chart.title}. ${chart.sentence}`)}</p></div>`;
  };
  const filled = names.map(place).filter((text) => text !== "");
  return filled.length === 0 ? "" : `<div class="places">\n${filled.join("\n")}\n</div>`;
}

function notices({ summary }: ReportInput): string {
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
  return paragraphs(texts, "notice");
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

function made(input: ReportInput): string {
  const { summary, scenario, versions, commands } = input;
  const facts: readonly (readonly [string, string])[] = [
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
    ["Versions", `panoptes ${versions.package}, model ${versions.model}, data ${versions.data}`],
  ];
  const list = facts
    .map(([name, value]) => `<dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd>`)
    .join("\n");
  const shown =
    commands.length === 0
      ? ""
      : `<p>The same numbers, to the last bit, come from:</p>\n<pre><code>${escapeHtml(commands.join("\n"))}</code></pre>`;
  return `<dl class="made">\n${list}\n</dl>\n${shown}`;
}
