import type { Problem } from "../problem.ts";
import { quote } from "../source/limits.ts";
import { isRemoval } from "../source/merge.ts";
import { problem } from "../source/problems.ts";
import { child, find, type Mapping, type Path, scalarAt, type Tree } from "../source/tree.ts";
import { endLabel, startLabel } from "../time.ts";
import { checkAction } from "./action.ts";
import type { Known } from "./known.ts";
import { dateAt, spanOf } from "./time.ts";
import { checkTrigger } from "./trigger.ts";
import { checkWho } from "./who.ts";

/** Checks interventions beyond their form: ids, dates, verbs, suppliers and whom they cover. */
export function checkInterventions(tree: Mapping, known: Known): Problem[] {
  const section = find(tree, ["interventions"]);
  if (section?.kind !== "list") return [];
  const seen = new Map<string, Tree>();
  return section.items.flatMap((item, k) => {
    if (item.kind !== "map") return [];
    const path: Path = ["interventions", k];
    return [
      ...checkId(item, path, seen),
      ...(isRemoval(item) ? [] : [...checkComplete(item, path), ...checkDates(tree, item, path)]),
      ...checkAction(child(item, "do"), [...path, "do"], nameOf(item), known),
      ...checkTrigger(child(item, "when"), [...path, "when"], nameOf(item), known),
      ...checkCovered(item, path, known),
    ];
  });
}

function nameOf(item: Tree): string {
  const id = scalarAt(item, ["id"]);
  return typeof id === "string" ? `intervention ${quote(id)}` : "an intervention";
}

function checkId(item: Tree, path: Path, seen: Map<string, Tree>): Problem[] {
  const id = child(item, "id");
  if (id?.kind !== "scalar" || typeof id.value !== "string") return [];
  const first = seen.get(id.value);
  if (!first) {
    seen.set(id.value, id);
    return [];
  }
  const hint = `first on line ${first.place.line}`;
  const message = `${nameOf(item)} is there twice`;
  return [problem("E211", message, [...path, "id"], id.place, { hint })];
}

function checkComplete(item: Mapping, path: Path): Problem[] {
  // What has a trigger needs no date.
  return [...(item.entries.has("when") ? [] : ["at"]), "who", "do"]
    .filter((key) => !item.entries.has(key))
    .map((key) => {
      const place = child(item, "id")?.place ?? item.place;
      return problem("E110", `${nameOf(item)} lacks "${key}"`, [...path, key], place);
    });
}

function checkDates(tree: Mapping, item: Mapping, path: Path): Problem[] {
  const at = dateAt(item, ["at"]);
  const until = dateAt(item, ["until"]);
  if (at && until && until.end <= at.start) {
    const place = child(item, "until")?.place ?? item.place;
    return [
      problem("E210", `${nameOf(item)} ends before it starts`, [...path, "until"], place, {
        hint: `starts ${startLabel(at.start)}`,
      }),
    ];
  }
  const { start, end } = spanOf(tree);
  const late = at !== null && at.start >= end;
  const early = until !== null && until.end <= start;
  if ((!late && !early) || end <= start) return [];
  const key = late ? "at" : "until";
  const place = child(item, key)?.place ?? item.place;
  const message = late
    ? `${nameOf(item)} starts after the run`
    : `${nameOf(item)} ends before the run`;
  const hint = late ? `the run ends ${endLabel(end)}` : `the run starts ${startLabel(start)}`;
  return [problem("W303", message, [...path, key], place, { hint })];
}

function checkCovered(item: Mapping, path: Path, known: Known): Problem[] {
  const who = child(item, "who");
  return who ? checkWho(who, [...path, "who"], known) : [];
}
