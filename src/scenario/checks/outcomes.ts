import { didYouMean, enumerate } from "../names.ts";
import { outcomeName } from "../outcome-name.ts";
import type { Problem } from "../problem.ts";
import { segmentIds } from "../registry/segments.ts";
import { quote } from "../source/limits.ts";
import { problem } from "../source/problems.ts";
import { child, find, type Mapping, type Path, type Tree } from "../source/tree.ts";
import { endLabel, startLabel } from "../time.ts";
import type { Known } from "./known.ts";
import { checkSupplier } from "./names.ts";
import { dateAt, spanOf } from "./time.ts";

/** The outcomes of a document with their paths, whether written as a list or as a mapping. */
export function outcomeEntries(
  tree: Mapping,
): readonly { readonly path: Path; readonly name: string | null; readonly item: Tree }[] {
  const section = find(tree, ["outcomes"]);
  if (section?.kind === "list") {
    return section.items.map((item, k) => ({ path: ["outcomes", k], name: null, item }));
  }
  if (section?.kind !== "map") return [];
  return [...section.entries].map(([name, { value }]) => ({
    path: ["outcomes", name],
    name,
    item: value,
  }));
}

/** Checks outcomes beyond their form: metric, split, supplier, segment, date, and that none is there twice. */
export function checkOutcomes(tree: Mapping, known: Known): Problem[] {
  const seen = new Set<string>();
  return outcomeEntries(tree).flatMap(({ path, name, item }) => {
    if (item.kind !== "map") return [];
    const supplier = child(item, "supplier");
    return [
      ...checkMetric(item, path, known),
      ...(supplier ? checkSupplier(supplier, [...path, "supplier"], known) : []),
      ...checkSegment(item, path),
      ...checkDate(tree, item, path),
      ...checkTwice(item, path, name, seen),
    ];
  });
}

/** How an entry splits its metric: as it says, or by what it names, or in the only way there is. */
export function splitOf(
  item: Tree,
  splits: readonly ("none" | "supplier" | "segment")[],
): "none" | "supplier" | "segment" {
  const by = textOf(child(item, "by"));
  if (by === "none" || by === "supplier" || by === "segment") return by;
  if (child(item, "supplier")) return "supplier";
  if (child(item, "segment")) return "segment";
  return splits.length === 1 ? (splits[0] ?? "none") : "none";
}

function checkMetric(item: Mapping, path: Path, { outcomes }: Known): Problem[] {
  const metric = child(item, "metric");
  const id = textOf(metric);
  if (!metric || id === null) return [];
  const splits = outcomes.filter((one) => one.id === id).map(({ by }) => by);
  if (splits.length === 0) {
    const names = [...new Set(outcomes.map((one) => one.id))];
    const hint = didYouMean(id, names) ?? `for example ${enumerate(names.slice(0, 3))}`;
    const message = `unknown outcome ${quote(id)}`;
    return [problem("E106", message, [...path, "metric"], metric.place, { hint })];
  }
  const named = [child(item, "supplier"), child(item, "segment")].filter(Boolean);
  const wanted = splitOf(item, splits);
  const by = child(item, "by");
  if (named.length === 2 || (by && named.length === 1 && !child(item, wanted))) {
    const message = `${quote(id)} is split in two ways at once`;
    return [problem("E230", message, path, (by ?? metric).place, { hint: "keep one of them" })];
  }
  if (splits.includes(wanted)) return [];
  const place = (by ?? named[0] ?? metric).place;
  const kept = splits.map((split) => (split === "none" ? "as one total" : `by ${split}`));
  const message =
    wanted === "none" ? `${quote(id)} has no total` : `${quote(id)} is not recorded by ${wanted}`;
  return [problem("E230", message, path, place, { hint: `recorded ${enumerate(kept, "and")}` })];
}

function checkSegment(item: Mapping, path: Path): Problem[] {
  const segment = child(item, "segment");
  const id = textOf(segment);
  if (!segment || id === null || segmentIds.includes(id)) return [];
  const hint = didYouMean(id, segmentIds) ?? `one of ${enumerate(segmentIds)}`;
  const message = `${quote(id)} is not a segment`;
  return [problem("E233", message, [...path, "segment"], segment.place, { hint })];
}

function checkDate(tree: Mapping, item: Mapping, path: Path): Problem[] {
  const at = dateAt(item, ["at"]);
  const { start, end } = spanOf(tree);
  if (!at || (at.end > start && at.end <= end) || end <= start) return [];
  const place = child(item, "at")?.place ?? item.place;
  const hint = `the run covers ${startLabel(start)} to ${endLabel(end)}`;
  const message = `${endLabel(at.end)} lies outside the run`;
  return [problem("E231", message, [...path, "at"], place, { hint })];
}

function checkTwice(item: Mapping, path: Path, own: string | null, seen: Set<string>): Problem[] {
  const metric = textOf(child(item, "metric"));
  if (own !== null || metric === null) return [];
  const of = textOf(child(item, "supplier")) ?? textOf(child(item, "segment"));
  const at = dateAt(item, ["at"]);
  const name = outcomeName(metric, splitOf(item, ["none"]), of, at?.end ?? null);
  if (!seen.has(name)) {
    seen.add(name);
    return [];
  }
  const message = `the outcome ${quote(name)} is asked for twice`;
  return [problem("E232", message, path, child(item, "metric")?.place ?? item.place)];
}

function textOf(tree: Tree | undefined): string | null {
  return tree?.kind === "scalar" && typeof tree.value === "string" ? tree.value : null;
}
