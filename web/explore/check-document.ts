// Checks a document from outside as the command line would. Fetched only when one is opened: it brings
// the whole format and a YAML reader along.

import { type ParsedScenario, parseScenario } from "../../src/scenario/parse.ts";
import type { Checked, Problem } from "../../src/scenario/problem.ts";
import type { Source } from "../../src/scenario/source/source.ts";
import type { World } from "../../src/scenario/world/world.ts";
import { words } from "../strings/words.ts";
import type { ShippedScenario } from "./scenarios.ts";

/**
 * Reads a text as the command line reads a file. It may extend what is shipped with the page, and reaches
 * nothing else.
 *
 * @param file name for messages
 */
export async function parseHere(
  text: string,
  file: string,
  shipped: readonly ShippedScenario[],
  world: World,
): Promise<ParsedScenario> {
  const resolve = async (reference: string): Promise<Checked<Source>> => {
    const name = reference.split("@")[0] ?? reference;
    const found = shipped.find(({ id, linked }) => id === name && linked !== true);
    if (found === undefined) {
      const message = words.page.noScenarioHere(name);
      return { ok: false, problems: [{ code: "E140", severity: "error", message, path: [] }] };
    }
    const { id, title } = found;
    const parent = JSON.stringify({ schema: "panoptes/scenario@1", id, title, ...found.document });
    return { ok: true, value: { text: parent, file: name, key: name }, problems: [] };
  };
  return parseScenario(text, { file, resolve, world });
}

/** What is wrong with a document, errors first; none if it can be run. */
export async function checkDocument(
  document: object,
  shipped: readonly ShippedScenario[],
  world: World,
): Promise<readonly Problem[]> {
  const parsed = await parseHere(JSON.stringify(document), "link", shipped, world);
  return parsed.problems.filter(({ severity }) => !parsed.ok || severity === "error");
}
