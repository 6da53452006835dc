import type { ProblemItem } from "../api/problem-types.ts";
import {
  type ComparisonRequest,
  comparisonRequest,
  MOST_COMPARED,
} from "../api/schemas/experiments.ts";
import { parseForeign } from "../scenario/node/scenario.ts";
import type { ParsedScenario } from "../scenario/parse.ts";
import type { Problem } from "../scenario/problem.ts";
import type { Scenario } from "../scenario/scenario.ts";
import type { World } from "../scenario/world/world.ts";
import type { Call } from "./bind.ts";
import { invalidQuery } from "./experiments/read-query.ts";
import { notValid, readNamed, worldNamed } from "./read-request.ts";
import { BODY, problemItem, Refusal } from "./refusal.ts";

/** The scenarios of a request, and what people call them. */
export interface ReadScenarios {
  readonly scenarios: readonly Scenario[];
  /** A name for each, as a command takes it. */
  readonly names: readonly string[];
}

/** How scenarios are named, and how they are sent. */
const NAMED = "?scenarios=baseline,brussels-wave";
const BODY_FORM = '{"scenarios": ["baseline", "brussels-wave"]}';

/** Stands in commands for a scenario that came as a document. */
export const DOCUMENT = "<scenario>";

/**
 * Reads several scenarios: those of the body, or those that `?scenarios=` names.
 * @param most of them
 * @throws Refusal (malformed-body, invalid-request, invalid-scenario) where there are none, too few, too many,
 *   or not all valid
 */
export async function readScenarios(
  { body, query }: Call,
  world: World,
  most: number = MOST_COMPARED,
): Promise<ReadScenarios> {
  const asked = query.scenarios;
  if (body !== null && asked !== undefined) {
    throw new Refusal("malformed-body", "there are scenarios in the body and in ?scenarios=");
  }
  if (body === null && asked === undefined) {
    throw new Refusal(
      "malformed-body",
      `send scenarios as ${BODY_FORM}, or name some with ${NAMED}`,
    );
  }
  const references = body === null ? (asked ?? "").split(",").filter(Boolean) : listOf(body);
  if (references.length < 2 || references.length > most) {
    const [pointer, hint] =
      body === null ? ["scenarios", `for example ${NAMED}`] : ["/scenarios", undefined];
    const wanted = most === 2 ? "2" : `2 to ${most}`;
    throw invalidQuery(pointer, `this takes ${wanted} scenarios, not ${references.length}`, hint);
  }
  const read = await Promise.all(
    references.map((one) =>
      typeof one === "string" ? readNamed(one, world) : readObject(one, world),
    ),
  );
  const problems = read.flatMap(({ ok, problems }, k) =>
    ok ? [] : problems.map((one) => itemOf(one, k, typeof references[k] === "string")),
  );
  if (problems.length > 0) throw notValid(problems);
  return {
    scenarios: read.flatMap((one) => (one.ok ? [one.value] : [])),
    names: references.map((one) => (typeof one === "string" ? one : DOCUMENT)),
  };
}

/** A body with a list of scenarios. */
function listOf(body: string): ComparisonRequest["scenarios"] {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch (error) {
    throw new Refusal("malformed-body", `it is no JSON: ${(error as Error).message}`);
  }
  const read = comparisonRequest.safeParse(value);
  if (read.success) return read.data.scenarios;
  const errors = read.error.issues.map(({ path, message }) => ({
    pointer: path.map((key) => `/${String(key)}`).join(""),
    message,
    ...(path.length === 0 ? { hint: `send ${BODY_FORM}` } : {}),
  }));
  throw new Refusal("invalid-request", "the body is not a list of scenarios to compare", errors);
}

function readObject(
  document: Readonly<Record<string, unknown>>,
  world: World,
): Promise<ParsedScenario> {
  return parseForeign(JSON.stringify(document), BODY, { world: worldNamed(world) });
}

/** A problem of a scenario in a list. Its place is told by its path: the text was made here. */
function itemOf(problem: Problem, place: number, named: boolean): ProblemItem {
  const { line, column, ...item } = problemItem({
    ...problem,
    path: ["scenarios", place, ...(named ? [] : problem.path)],
  });
  return {
    ...item,
    ...(named && line !== undefined && column !== undefined ? { line, column } : {}),
  };
}
