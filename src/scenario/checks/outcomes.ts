import type { GroupSplit, OutcomeDefinition, Split } from "../../core/trajectory.ts";
import { groupNames } from "../country-groups.ts";
import type { PartKey } from "../format/claims.ts";
import { didYouMean, enumerate } from "../names.ts";
import { outcomeName } from "../outcome-name.ts";
import type { Problem } from "../problem.ts";
import type { OutcomeRequest } from "../scenario.ts";
import { slug } from "../select-countries.ts";
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

/** Keys that name one part of an outcome, each the name of a split. */
const PART_KEYS: readonly (PartKey & Split)[] = [
  "supplier",
  "segment",
  "region",
  "regime",
  "income",
];

/** Checks outcomes beyond their form: metric, split, supplier, segment, date, and that none is there twice. */
export function checkOutcomes(tree: Mapping, known: Known): Problem[] {
  const seen = new Set<string>();
  return outcomeEntries(tree).flatMap(({ path, name, item }) => {
    if (item.kind !== "map") return [];
    return [
      ...checkMetric(item, path, known),
      ...checkParts(item, path, known),
      ...checkDate(tree, item, path),
      ...checkTwice(item, path, name, seen),
    ];
  });
}

/** How an entry splits its metric: as it says, or by what it names, or in the only way there is. */
export function splitOf(item: Tree, splits: readonly Split[]): Split {
  const by = textOf(child(item, "by"));
  const said = ["none" as const, ...PART_KEYS].find((split) => split === by);
  const named = PART_KEYS.find((key) => child(item, key));
  return said ?? named ?? (splits.length === 1 ? (splits[0] ?? "none") : "none");
}

/** The part that an entry names, as the model spells it; null if it names none. */
export function partOf(item: Tree): string | null {
  const key = PART_KEYS.find((one) => child(item, one));
  const text = key ? textOf(child(item, key)) : null;
  return text !== null && key === "region" ? slug(text) : text;
}

/** Checks that an entry, wherever it stands, reads one number off a run: a metric and a part that exist. */
export function checkSingle(item: Mapping, path: Path, known: Known): Problem[] {
  const problems = [...checkMetric(item, path, known), ...checkParts(item, path, known)];
  const metric = child(item, "metric");
  const id = textOf(metric);
  if (problems.length > 0 || !metric || id === null) return problems;
  const splits = known.outcomes.filter((one) => one.id === id).map(({ by }) => by);
  const by = splitOf(item, splits);
  if (by === "none" || partOf(item) !== null) return [];
  const message = `${quote(id)} is many numbers here: one per ${by}`;
  const hint = `name one: ${by}: …`;
  return [problem("E230", message, [...path, "metric"], metric.place, { hint })];
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
  const named = PART_KEYS.map((key) => child(item, key)).filter((part) => part !== undefined);
  const wanted = splitOf(item, splits);
  const by = child(item, "by");
  if (named.length > 1 || (by && named.length === 1 && !child(item, wanted))) {
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

function checkParts(item: Mapping, path: Path, known: Known): Problem[] {
  return PART_KEYS.flatMap((key) => {
    const part = child(item, key);
    if (!part) return [];
    const at = [...path, key];
    if (key === "supplier") return checkSupplier(part, at, known);
    return key === "segment" ? checkSegment(part, at, known) : checkGroup(part, at, key, known);
  });
}

function checkSegment(segment: Tree, path: Path, { segments }: Known): Problem[] {
  const id = textOf(segment);
  if (id === null || segments.includes(id)) return [];
  const hint = didYouMean(id, segments) ?? `one of ${enumerate(segments)}`;
  return [problem("E233", `${quote(id)} is not a segment`, path, segment.place, { hint })];
}

function checkGroup(group: Tree, path: Path, split: GroupSplit, { world }: Known): Problem[] {
  const written = textOf(group);
  if (written === null || !world) return [];
  const ids = groupNames(world)[split];
  const id = split === "region" ? slug(written) : written;
  if (ids.includes(id)) return [];
  const hint = didYouMean(id, ids) ?? `one of ${enumerate(ids)}`;
  const kind = { region: "region", regime: "regime", income: "band of income" }[split];
  return [problem("E234", `${quote(written)} is not a ${kind}`, path, group.place, { hint })];
}

/** E231 if an entry is read at a date the run does not reach. */
export function checkDate(tree: Mapping, item: Mapping, path: Path): Problem[] {
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
  const of = partOf(item);
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

/** The outcome that an entry asks for. */
export function readOutcome(
  name: string | null,
  item: Tree,
  outcomes: readonly OutcomeDefinition[],
): OutcomeRequest {
  const metric = textOf(child(item, "metric")) ?? "";
  const splits = outcomes.filter(({ id }) => id === metric).map((one) => one.by);
  const by = splitOf(item, splits);
  const of = partOf(item);
  const at = item.kind === "map" ? (dateAt(item, ["at"])?.end ?? null) : null;
  const goal = (["minimise", "maximise"] as const).find(
    (one) => one === textOf(child(item, "goal")),
  );
  return {
    name: name ?? outcomeName(metric, by, of, at),
    metric,
    by,
    of,
    at,
    ...(goal === undefined ? {} : { goal }),
  };
}

/** The outcomes of a document by the names they have. */
export function namedOutcomes(
  tree: Mapping,
  { outcomes }: Pick<Known, "outcomes">,
): ReadonlyMap<string, OutcomeRequest> {
  return new Map(
    outcomeEntries(tree)
      .map(({ name, item }) => readOutcome(name, item, outcomes))
      .map((request) => [request.name, request]),
  );
}
