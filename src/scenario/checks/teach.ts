import type { Problem } from "../problem.ts";
import { isParameterId } from "../registry/parameters.ts";
import { supplierAttributeIds } from "../registry/suppliers.ts";
import { settingPath } from "../setting-path.ts";
import { quote } from "../source/limits.ts";
import { merge } from "../source/merge.ts";
import { hasErrors, problem } from "../source/problems.ts";
import {
  child,
  type Entry,
  find,
  type Mapping,
  type Path,
  scalarAt,
  type Tree,
} from "../source/tree.ts";
import type { Known } from "./known.ts";
import { checkDate, checkSingle } from "./outcomes.ts";

/** Keys that belong to the scenario itself; what to try keeps them. */
const KEPT: readonly string[] = [
  "schema",
  "id",
  "title",
  "world",
  "extends",
  "branch",
  "expect",
  "teach",
];

/**
 * Checks the scenarios to try: each is put over the scenario it stands in and then checked as that is.
 *
 * @param check gives the problems of a whole document
 */
export function checkAttempts(tree: Mapping, check: (whole: Mapping) => Problem[]): Problem[] {
  let own: ReadonlySet<string> | null = null;
  return partials(tree).flatMap(({ path, partial }) => {
    const kept = [...partial.entries]
      .filter(([key]) => KEPT.includes(key))
      .map(([key, { key: place }]) =>
        problem("E101", `${quote(key)} cannot be changed in what to try`, [...path, key], place, {
          hint: "write what differs: parameters, interventions, …",
        }),
      );
    if (hasErrors(kept)) return kept;
    own ??= new Set(check(without(tree, "teach")).map(place));
    return check(over(tree, partial))
      .filter((one) => own?.has(place(one)) === false)
      .map((one) => ({ ...one, path: [...path, ...one.path] }));
  });
}

/** Checks the steps of a lesson beyond their form: levers that exist, and numbers that can be found. */
export function checkSteps(tree: Mapping, known: Known): Problem[] {
  return itemsOf(tree, "steps").flatMap((item, k) => {
    const path: Path = ["teach", "steps", k];
    const levers = child(item, "levers");
    const wrong =
      levers?.kind === "list"
        ? levers.items.flatMap((lever, l) => checkLever(lever, [...path, "levers", l], known))
        : [];
    const found = child(item, "find");
    if (found?.kind !== "map") return wrong;
    const at: Path = [...path, "find"];
    return [
      ...wrong,
      ...checkSingle(found, at, known),
      ...checkDate(tree, found, at),
      ...checkWay(found, at),
      ...checkLever(child(found, "lever"), [...at, "lever"], known),
    ];
  });
}

function checkLever(lever: Tree | undefined, path: Path, { suppliers }: Known): Problem[] {
  if (lever?.kind !== "scalar" || typeof lever.value !== "string") return [];
  const [section, id = "", attribute] = settingPath(lever.value) ?? [];
  const there =
    (section === "parameters" && isParameterId(String(id))) ||
    (section === "suppliers" &&
      suppliers?.includes(String(id)) !== false &&
      supplierAttributeIds.some((one) => one === attribute));
  if (there) return [];
  const message = `${quote(lever.value)} is no value that can be moved`;
  const hint = "a parameter (choice.price) or a supplier's value (suppliers.china.price)";
  return [problem("E262", message, path, lever.place, { hint })];
}

/** A number is read off runs, or is where a lever makes them reach something; each has its own keys. */
function checkWay(item: Mapping, path: Path): Problem[] {
  const has = (key: string): boolean => item.entries.has(key);
  const statistic = scalarAt(item, ["statistic"]) ?? "mean";
  const counts = statistic === "runs";
  const limits = Number(has("above")) + Number(has("below"));
  const lever = ["lever", "between", "reaches"].filter(has).length;
  const between = child(item, "between");
  const [low, high] = [scalarAt(item, ["between", 0]), scalarAt(item, ["between", 1])];
  const ordered = typeof low !== "number" || typeof high !== "number" || low < high;
  const wrong = (message: string, hint: string): Problem[] => [
    problem("E262", message, path, item.place, { hint }),
  ];
  if (counts !== (limits === 1) || limits > 1) {
    return wrong("runs are counted on one side of a limit", "statistic: runs, with above or below");
  }
  if (has("against") && statistic !== "change") {
    return wrong("only a change is taken against something", "statistic: change");
  }
  if (lever !== 0 && lever !== 3) {
    return wrong(
      "a lever is sought between two values, to reach something",
      "lever: …, between: [low, high], reaches: a number or start",
    );
  }
  if (lever === 3 && statistic === "change" && scalarAt(item, ["reaches"]) === "start") {
    return wrong("a change is 0 at the start", "reaches: a number");
  }
  if (!ordered && between) return wrong("the ends of between are in order", "[low, high]");
  return [];
}

/** The partial scenarios of the teaching material, with their paths. */
function partials(tree: Mapping): readonly { readonly path: Path; readonly partial: Mapping }[] {
  const places = ["things_to_try", "steps"].flatMap((list) =>
    itemsOf(tree, list).flatMap((item, k) => [
      { path: ["teach", list, k, "scenario"], partial: child(item, "scenario") },
      {
        path: ["teach", list, k, "find", "against"],
        partial: child(child(item, "find"), "against"),
      },
    ]),
  );
  return places.flatMap(({ path, partial }) =>
    partial?.kind === "map" ? [{ path, partial }] : [],
  );
}

function itemsOf(tree: Mapping, key: string): readonly Tree[] {
  const list = find(tree, ["teach", key]);
  return list?.kind === "list" ? list.items : [];
}

function place({ code, file, line, column, message }: Problem): string {
  return [code, file, line, column, message].join("\n");
}

/** A scenario with what differs put over it, still under its own name. */
function over(tree: Mapping, partial: Mapping): Mapping {
  const merged = merge(tree, partial);
  const entries = new Map<string, Entry>(merged.entries);
  for (const key of ["schema", "id", "title"]) {
    const entry = tree.entries.get(key);
    if (entry) entries.set(key, entry);
  }
  return { ...merged, entries };
}

function without(tree: Mapping, key: string): Mapping {
  return { ...tree, entries: new Map([...tree.entries].filter(([one]) => one !== key)) };
}
