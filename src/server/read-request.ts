import type { ProblemItem } from "../api/problem-types.ts";
import { MODEL_VERSION } from "../core/version.ts";
import { isLink } from "../scenario/link/decode.ts";
import {
  type LoadOptions,
  loadBuiltin,
  loadScenario,
  parseForeign,
} from "../scenario/node/scenario.ts";
import type { ParsedScenario } from "../scenario/parse.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { quote } from "../scenario/source/limits.ts";
import type { World } from "../scenario/world/world.ts";
import type { Call } from "./bind.ts";
import { BODY, problemItem, Refusal } from "./refusal.ts";

/**
 * Reads the scenario of a request: its body, or what `?scenario=` names. Neither reaches a file: a
 * document extends built-in scenarios and runs on the shipped world.
 *
 * @throws Refusal (malformed-body) where there is none, or two
 */
export function readScenario({ body, query }: Call, world: World): Promise<ParsedScenario> {
  const reference = query.scenario;
  if (body !== null && reference !== undefined) {
    throw new Refusal("malformed-body", "there is a scenario in the body and one in ?scenario=");
  }
  if (body !== null) return parseForeign(body, BODY, { world: worldNamed(world) });
  if (reference === undefined) {
    throw new Refusal("malformed-body", "send a scenario, or name one with ?scenario=baseline");
  }
  return readNamed(reference, world);
}

/** The scenario of a request that has to be valid. */
export async function requireScenario(call: Call, world: World): Promise<Scenario> {
  const parsed = await readScenario(call, world);
  if (parsed.ok) return parsed.value;
  throw notValid(parsed.problems.map(problemItem));
}

/** Reads what a name or a share link stands for. */
export function readNamed(reference: string, world: World): Promise<ParsedScenario> {
  return isLink(reference)
    ? loadScenario(reference, { world: worldNamed(world) })
    : loadBuiltin(reference, { world: worldNamed(world) });
}

/** Problems of scenarios that have to be valid. */
export function notValid(problems: readonly ProblemItem[]): Refusal {
  const errors = problems.filter(({ severity }) => severity === "error").length;
  return new Refusal(
    "invalid-scenario",
    `${errors} ${errors === 1 ? "problem" : "problems"} found. Nothing was run.`,
    problems,
  );
}

/** Refuses a request that pins another version of the model than this. */
export function requireModel({ query }: Call): void {
  if (query.model !== undefined && query.model !== MODEL_VERSION) {
    throw new Refusal(
      "model-unavailable",
      `the model here is ${MODEL_VERSION}, not ${quote(query.model)}`,
    );
  }
}

/** Number of runs and seed of a request. */
export function sizeOf(
  { query }: Call,
  scenario: Scenario,
): { readonly count: number; readonly seed: string } {
  return {
    count: query.runs === undefined ? scenario.runs.count : Number(query.runs),
    seed: query.seed ?? scenario.runs.seed,
  };
}

/** The shipped world, as the reader of a document asks for it. */
export function worldNamed(world: World): NonNullable<LoadOptions["world"]> {
  return async () => ({ ok: true as const, value: world, problems: [] });
}
