import { madeHtml, type Page } from "./page.ts";
import { escapeHtml } from "./report-html.ts";
import type { ReportVersions } from "./report-input.ts";
import { limits } from "./report-words.ts";

type Section = Page["sections"][number];

/** What no report can say, the same in each. */
export function limitsSection(): Section {
  return {
    id: "limits",
    title: "What it cannot know",
    html: `<ul class="limits">${limits.map((limit) => `<li>${escapeHtml(limit)}</li>`).join("\n")}</ul>`,
  };
}

/** How the numbers of a report were made: facts, then versions, then the commands that make them again. */
export function madeSection(
  facts: readonly (readonly [string, string])[],
  { package: panoptes, model, data }: ReportVersions,
  commands: readonly string[],
): Section {
  const versions = `panoptes ${panoptes}, model ${model}, data ${data}`;
  return {
    id: "made",
    title: "How it was made",
    html: madeHtml([...facts, ["Versions", versions]], commands),
  };
}
