import type { BarChart } from "./charts/bars.ts";
import type { FanChart } from "./charts/fan.ts";
import type { MapChart } from "./charts/map.ts";
import type { ParallelChart } from "./charts/parallel.ts";
import type { ScatterChart } from "./charts/scatter.ts";
import { escapeHtml, paragraphs, scriptJson } from "./report-html.ts";
import type { ReportAssets } from "./report-input.ts";

/** Every kind of chart that a page can hold. */
export type Chart = FanChart | MapChart | BarChart | ScatterChart | ParallelChart;

/** Charts by the name of their place. */
export type Charts = Readonly<Partial<Record<string, Chart>>>;

/** A report as a page: words, sections of HTML, and the charts that stand in them. */
export interface Page {
  /** What wrote it, for example "panoptes 0.1.0". */
  readonly generator: string;
  readonly title: string;
  /** The story below the title; may be empty. */
  readonly deck: string;
  /** Warnings, above all else. */
  readonly notices: readonly string[];
  /** What came out, in one to three sentences. */
  readonly headline: readonly string[];
  /** How much is behind it, and what it is not; stands below every chart. */
  readonly source: string;
  readonly scope: string;
  /** Sections without content are left out. */
  readonly sections: readonly {
    readonly id: string;
    readonly title: string;
    readonly html: string;
  }[];
  readonly charts: Charts;
}

/**
 * A page as one HTML document that needs nothing else: no file beside it, no network. Texts are
 * escaped, except the HTML of the sections; the page's policy forbids every request.
 */
export function pageDocument(page: Page, assets: ReportAssets): string {
  const embedded = { source: page.source, charts: page.charts };
  const hasMap = Object.values(page.charts).some((chart) => chart?.kind === "map");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:">
<meta name="generator" content="${escapeHtml(page.generator)}">
<link rel="icon" href="data:,">
<title>${escapeHtml(page.title)} · Panoptes</title>
<style>${assets.style.replace(/<\/(?=style)/gi, "<\\/")}</style>
</head>
<body>
<header>
<p class="kicker">Panoptes · what if · not a forecast</p>
<h1>${escapeHtml(page.title)}</h1>
${page.deck === "" ? "" : `<p class="deck">${escapeHtml(page.deck)}</p>`}
${paragraphs(page.notices, "notice")}
<div class="headline">
${paragraphs(page.headline)}
</div>
<p class="scope">${escapeHtml(`${page.source} · ${page.scope}`)}</p>
</header>
<main>
${page.sections.map(section).join("\n")}
</main>
<noscript><p class="notice">The charts need JavaScript, which is switched off. All tables of this page work without it.</p></noscript>
<script type="application/json" id="report-charts">${scriptJson(JSON.stringify(embedded))}</script>
<script type="application/json" id="report-geometry">${hasMap ? scriptJson(assets.geometry) : "null"}</script>
<script>${assets.script.replace(/<(?=\/script|!--)/gi, "\\x3C")}</script>
</body>
</html>
`;
}

function section({ id, title, html }: Page["sections"][number]): string {
  if (html === "") return "";
  return `<section id="${id}" aria-labelledby="${id}-title">\n<h2 id="${id}-title">${escapeHtml(title)}</h2>\n${html}\n</section>`;
}

/** Where the script puts the charts. Fans of a single panel stand in pairs. */
export function places(charts: Charts, names: readonly string[]): string {
  const place = (name: string): string => {
    const chart = charts[name];
    if (chart === undefined) return "";
    const wide = chart.kind !== "fan" || chart.panels.length > 1;
    return `<div class="place${wide ? " wide" : ""}" data-chart="${name}"><p class="waiting">${escapeHtml(`${chart.title}. ${chart.sentence}`)}</p></div>`;
  };
  const filled = names.map(place).filter((text) => text !== "");
  return filled.length === 0 ? "" : `<div class="places">\n${filled.join("\n")}\n</div>`;
}

/** Facts about how results were made, and the commands that make them again. */
export function madeHtml(
  facts: readonly (readonly [string, string])[],
  commands: readonly string[],
): string {
  const list = facts
    .map(([name, value]) => `<dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd>`)
    .join("\n");
  const shown =
    commands.length === 0
      ? ""
      : `<p>The same numbers, to the last bit, come from:</p>\n<pre><code>${escapeHtml(commands.join("\n"))}</code></pre>`;
  return `<dl class="made">\n${list}\n</dl>\n${shown}`;
}
