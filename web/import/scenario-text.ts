// Reading and applying a scenario's text. Brings the whole format and a YAML reader along.

import { parse } from "yaml";
import type { ParsedScenario } from "../../src/scenario/parse.ts";
import { parseHere } from "../explore/check-document.ts";
import { untouched } from "../explore/choice.ts";
import type { Page } from "../explore/page.ts";
import type { ShippedScenario } from "../explore/scenarios.ts";

/** Reads a text as the command line would read it as a file of the name scenario.yaml. */
export async function checkText(page: Page, text: string): Promise<ParsedScenario> {
  const { world } = await page.runner();
  return parseHere(text, "scenario.yaml", page.shipped, world);
}

/** Puts the scenario of a text that was checked in place of the present one, as a step of that name. */
export function applyText(page: Page, text: string, step: string): void {
  const { store } = page;
  const scenario = scenarioOfText(text, page);
  const { runs } = scenario.document as { runs?: { count?: number; seed?: unknown } };
  const now = store.choice.peek();
  const size = [runs?.count ?? now.runs, String(runs?.seed ?? now.seed)] as const;
  const others = store.shipped.peek().filter(({ id }) => id !== scenario.id);
  store.shipped.value = [...others, scenario];
  store.act(step, untouched(scenario.id, ...size));
}

/**
 * A text's whole document as a scenario of its own, so that nothing of it is lost. An id that another scenario
 * has gets a number: earlier steps still find theirs.
 */
function scenarioOfText(text: string, { store }: Page): ShippedScenario {
  const document: Record<string, unknown> = parse(text, { version: "1.2" });
  const { id, title, summary } = document;
  const known = new Map(store.shipped.peek().map((one) => [one.id, one]));
  const stem = String(id);
  const same = (one: ShippedScenario | undefined): boolean =>
    one === undefined ||
    (one.linked === true && JSON.stringify(one.document) === JSON.stringify(document));
  let name = stem;
  for (let k = 2; !same(known.get(name)); k++) name = `${stem}-${k}`;
  return {
    id: name,
    title: String(title),
    summary: typeof summary === "string" ? summary : "",
    document,
    linked: true,
  };
}
