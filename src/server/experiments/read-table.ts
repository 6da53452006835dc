import { pointsRequest } from "../../api/schemas/experiments.ts";
import { parseForeign } from "../../scenario/node/scenario.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import type { World } from "../../scenario/world/world.ts";
import type { Call } from "../bind.ts";
import { notValid, readNamed, requireScenario, worldNamed } from "../read-request.ts";
import { BODY, problemItem, Refusal } from "../refusal.ts";

/** A scenario with the table of its points, if one came along. */
export interface ScenarioWithTable {
  readonly scenario: Scenario;
  /** CSV, or null: points are to be drawn. */
  readonly table: string | null;
}

/**
 * Reads the scenario of a request and the points that it should be run at, if they stand beside it in the body.
 *
 * @throws Refusal as `requireScenario`, and where the body is not the two
 */
export async function readWithTable(call: Call, world: World): Promise<ScenarioWithTable> {
  const { body, query } = call;
  const envelope = body === null ? null : withTable(body);
  if (envelope === null) return { scenario: await requireScenario(call, world), table: null };
  if (query.scenario !== undefined) {
    throw new Refusal("malformed-body", "there is a scenario in the body and one in ?scenario=");
  }
  const read = pointsRequest.safeParse(envelope);
  if (!read.success) {
    const errors = read.error.issues.map(({ path, message }) => ({
      pointer: path.map((key) => `/${String(key)}`).join(""),
      message,
    }));
    throw new Refusal("invalid-request", "the body is no scenario with a table", errors);
  }
  const { scenario, table } = read.data;
  const parsed =
    typeof scenario === "string"
      ? await readNamed(scenario, world)
      : await parseForeign(JSON.stringify(scenario), BODY, { world: worldNamed(world) });
  if (parsed.ok) return { scenario: parsed.value, table };
  throw notValid(
    parsed.problems.map((problem) => {
      const inside = typeof scenario === "string" ? [] : problem.path;
      // Lines are those of a text that was made here.
      const {
        line: _,
        column: __,
        ...item
      } = problemItem({
        ...problem,
        path: ["scenario", ...inside],
      });
      return item;
    }),
  );
}

/** A JSON object with a table in it, which no scenario document has; null for anything else. */
function withTable(body: string): object | null {
  if (!body.trimStart().startsWith("{")) return null;
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === "object" && value !== null && Object.hasOwn(value, "table")
      ? value
      : null;
  } catch {
    // The reader of scenarios says what is wrong with it, and where.
    return null;
  }
}
