// Checks a document from outside as the command line would. Fetched only when one is opened: it brings
// the whole format and a YAML reader along.

import { parseScenario } from "../../src/scenario/parse.ts";
import type { Checked, Problem } from "../../src/scenario/problem.ts";
import type { Source } from "../../src/scenario/source/source.ts";
import type { World } from "../../src/scenario/world/world.ts";
import type { ShippedScenario } from "./scenarios.ts";

/** What is wrong with a document, errors first; none if it can be run. */
export async function checkDocument(
  document: object,
  shipped: readonly ShippedScenario[],
  world: World,
): Promise<readonly Problem[]> {
  const resolve = async (reference: string): Promise<Checked<Source>> => {
    const name = reference.split("@")[0] ?? reference;
    const found = shipped.find(({ id, linked }) => id === name && linked !== true);
    if (found === undefined) {
      const message = `there is no scenario "${name}" here`;
      return { ok: false, problems: [{ code: "E140", severity: "error", message, path: [] }] };
    }
    const { id, title } = found;
    const text = JSON.stringify({ schema: "panoptes/scenario@1", id, title, ...found.document });
    return { ok: true, value: { text, file: name, key: name }, problems: [] };
  };
  const parsed = await parseScenario(JSON.stringify(document), { file: "link", resolve, world });
  if (parsed.ok && parsed.value.branch !== null) {
    const message =
      "the scenario branches off another one at a date, which this page cannot run; use the command line";
    return [{ code: "E314", severity: "error", message, path: ["branch"] }];
  }
  return parsed.problems.filter(({ severity }) => !parsed.ok || severity === "error");
}
