import { didYouMean, enumerate } from "../names.ts";
import type { Problem } from "../problem.ts";
import { quote } from "../source/limits.ts";
import { problem } from "../source/problems.ts";
import { child, find, type Mapping, type Path, scalarAt, type Tree } from "../source/tree.ts";
import type { Known } from "./known.ts";
import { checkDate, checkSingle, namedOutcomes } from "./outcomes.ts";

const LIMITS: readonly string[] = ["above", "below"];
const DIRECTIONS: readonly string[] = ["higher", "lower", "no_clear_difference"];

/** Checks expectations beyond their form: what each reads off a run, and that it claims one thing of it. */
export function checkExpect(tree: Mapping, known: Known): Problem[] {
  const section = find(tree, ["expect"]);
  if (section?.kind !== "list") return [];
  return section.items.flatMap((item, k) => {
    if (item.kind !== "map") return [];
    const path: Path = ["expect", k];
    return [
      ...checkClaim(item, path),
      ...checkRead(tree, item, path, known),
      ...checkDate(tree, item, path),
    ];
  });
}

function checkClaim(item: Mapping, path: Path): Problem[] {
  const used = (keys: readonly string[]): readonly string[] =>
    keys.filter((key) => item.entries.has(key));
  const limits = used(LIMITS);
  const directions = used(DIRECTIONS);
  const share = item.entries.has("in_at_least");
  const against = item.entries.has("against");
  const limit = limits.length === 1 && share && directions.length === 0 && !against;
  const comparison = directions.length === 1 && against && limits.length === 0 && !share;
  if (limit || comparison) return [];
  const message = "an expectation claims one thing that can be checked";
  const hint = directions.length > 0 || against ? COMPARISON : LIMIT;
  return [problem("E260", message, path, item.place, { hint })];
}

const LIMIT = "{ above or below: …, in_at_least: … }";
const COMPARISON = "{ against: baseline, higher, lower or no_clear_difference: true }";

function checkRead(tree: Mapping, item: Mapping, path: Path, known: Known): Problem[] {
  const named = child(item, "outcome");
  const metric = child(item, "metric");
  if ((named === undefined) === (metric === undefined)) {
    const message = `an expectation is about one outcome, not ${named ? "two" : "none"}`;
    const hint = "write outcome: (a name under outcomes) or metric: …";
    return [problem("E261", message, path, item.place, { hint })];
  }
  if (metric) return checkSingle(item, path, known);
  return named ? checkNamed(tree, item, named, path, known) : [];
}

function checkNamed(
  tree: Mapping,
  item: Mapping,
  named: Tree,
  path: Path,
  known: Known,
): Problem[] {
  const name = scalarAt(item, ["outcome"]);
  if (typeof name !== "string") return [];
  const outcomes = namedOutcomes(tree, known);
  const found = outcomes.get(name);
  const at = [...path, "outcome"];
  if (!found) {
    const names = [...outcomes.keys()];
    const hint =
      didYouMean(name, names) ?? (names.length > 0 ? `one of ${enumerate(names)}` : undefined);
    return [problem("E261", `no outcome is called ${quote(name)}`, at, named.place, { hint })];
  }
  if (found.by === "none" || found.of !== null) return [];
  const message = `the outcome ${quote(name)} is many numbers: one per ${found.by}`;
  return [problem("E261", message, at, named.place, { hint: "expect something of one of them" })];
}
