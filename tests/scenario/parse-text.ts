import { ENSEMBLE_FORMAT, type ParameterEnsemble } from "../../src/scenario/ensemble.ts";
import type { ReadEnsemble } from "../../src/scenario/parameter-sets.ts";
import { type ParsedScenario, type ParseOptions, parseScenario } from "../../src/scenario/parse.ts";
import type { Scenario } from "../../src/scenario/scenario.ts";
import type { Resolve } from "../../src/scenario/source/source.ts";
import { smallWorld } from "./small-world.ts";

/** The first three lines of a scenario; what a test adds starts on line 4. */
export const HEAD = "schema: panoptes/scenario@1\nid: mine\ntitle: Mine\n";

/** A resolver over texts by name. */
export function among(texts: Readonly<Record<string, string>>): Resolve {
  return async (reference) => {
    const text = texts[reference];
    return text === undefined
      ? {
          ok: false,
          problems: [
            { code: "E140", severity: "error", message: `no scenario "${reference}"`, path: [] },
          ],
        }
      : { ok: true, value: { text, file: reference, key: reference }, problems: [] };
  };
}

/** Three sets of two parameters, by the name "three". */
export const threeSets: ParameterEnsemble = {
  schema: ENSEMBLE_FORMAT,
  id: "three",
  targets: "some",
  scenario: "mine",
  model: "0",
  data: "0",
  seed: "1",
  parameters: ["choice.price", "suppliers.china.constant"],
  sets: [
    [1, -0.5],
    [2, 0],
    [3, 0.5],
  ],
};

const fewSets: ReadEnsemble = async (name) =>
  name === "three"
    ? { ok: true, value: threeSets, problems: [] }
    : {
        ok: false,
        problems: [{ code: "E290", severity: "error", message: `no sets "${name}"`, path: [] }],
      };

/** Parses a text on the small world, among other texts that it may extend. */
export function parseText(
  text: string,
  texts: Readonly<Record<string, string>> = {},
  options: ParseOptions = {},
): Promise<ParsedScenario> {
  return parseScenario(text, {
    file: "mine.yaml",
    world: smallWorld,
    resolve: among(texts),
    ensembles: fewSets,
    ...options,
  });
}

/** The scenario of a text that has no errors. */
export async function scenarioOf(
  text: string,
  texts: Readonly<Record<string, string>> = {},
  options: ParseOptions = {},
): Promise<Scenario> {
  const parsed = await parseText(text, texts, options);
  if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join("; "));
  return parsed.value;
}
