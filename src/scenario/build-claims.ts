import type { OutcomeDefinition } from "../core/trajectory.ts";
import { namedOutcomes, readOutcome } from "./checks/outcomes.ts";
import { dateAt } from "./checks/time.ts";
import type { Claim, Expectation, OutcomeRequest } from "./scenario.ts";
import { child, type Mapping, scalarAt, type Tree } from "./source/tree.ts";

/** An expectation of a checked document. */
export function buildExpectation(
  item: Tree,
  tree: Mapping,
  outcomes: readonly OutcomeDefinition[],
): Expectation {
  return {
    outcome: outcomeOf(item, tree, outcomes),
    claim: claimOf(item),
    because: textOf(item, "because"),
  };
}

function outcomeOf(
  item: Tree,
  tree: Mapping,
  outcomes: readonly OutcomeDefinition[],
): OutcomeRequest {
  const name = textOf(item, "outcome");
  const named = name === null ? undefined : namedOutcomes(tree, { outcomes }).get(name);
  if (!named) return readOutcome(null, item, outcomes);
  const at = item.kind === "map" ? (dateAt(item, ["at"])?.end ?? null) : null;
  return at === null ? named : { ...named, at };
}

function claimOf(item: Tree): Claim {
  const against = textOf(item, "against");
  if (against !== null) {
    const directions = ["higher", "lower", "no_clear_difference"] as const;
    const direction = directions.find((one) => child(item, one)) ?? "no_clear_difference";
    return { kind: "comparison", against, direction };
  }
  const side = child(item, "above") ? "above" : "below";
  return {
    kind: "limit",
    side,
    limit: numberOf(item, side),
    in_at_least: numberOf(item, "in_at_least"),
  };
}

function textOf(tree: Tree, ...path: string[]): string | null {
  const value = scalarAt(tree, path);
  return typeof value === "string" ? value.trim() : null;
}

function numberOf(tree: Tree, key: string): number {
  const value = scalarAt(tree, [key]);
  return typeof value === "number" ? value : Number.NaN;
}
