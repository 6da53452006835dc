import { didYouMean, enumerate } from "../../scenario/names.ts";
import { quote } from "../../scenario/source/limits.ts";
import { child, type Mapping, type Path } from "../../scenario/source/tree.ts";
import {
  type Among,
  amongSplits,
  type CovariateName,
  covariateNames,
  type Statistic,
  type StatisticKind,
} from "./targets.ts";
import { Left, type TreeReader } from "./tree-reader.ts";

/** Fields that each statistic knows besides those of every target. */
export const statisticFields: Readonly<Record<StatisticKind, readonly string[]>> = {
  adopters: ["among", "suppliers", "without"],
  adoption_share: ["among"],
  supplier_share: ["among", "supplier"],
  technologies: [],
  moment: ["covariate", "supplier"],
  rank_correlation: ["covariate", "supplier"],
  correlation: ["covariate"],
  top_spenders: ["count"],
  laws: ["date", "jurisdictions"],
  signings_share: ["among", "supplier", "date"],
  link_ratio: ["supplier", "against", "date"],
  bans: ["among", "supplier", "date"],
  ban_odds: ["supplier", "allies_of", "date"],
};

/** Statistics of which the index has no table: their value has to be written. */
export const beyondIndex: ReadonlySet<StatisticKind> = new Set<StatisticKind>([
  "laws",
  "signings_share",
  "link_ratio",
  "bans",
  "ban_odds",
]);

/** The kind of statistic that a target names. @throws Left when there is none of the name */
export function readStatisticKind(read: TreeReader, tree: Mapping, path: Path): StatisticKind {
  const kind = read.text(tree, path, "statistic");
  if (Object.hasOwn(statisticFields, kind)) return kind as StatisticKind;
  const place = child(tree, "statistic")?.place ?? tree.place;
  const known = Object.keys(statisticFields);
  const hint = didYouMean(kind, known) ?? `known: ${enumerate(known)}`;
  read.note("E503", `${quote(kind)} is no statistic`, [...path, "statistic"], place, hint);
  throw new Left();
}

/** A statistic with everything that its kind needs. @throws Left when its group or covariate is not understood */
export function readStatistic(
  read: TreeReader,
  kind: StatisticKind,
  tree: Mapping,
  path: Path,
): Statistic {
  switch (kind) {
    case "adopters":
      return {
        kind,
        among: readAmong(read, tree, path),
        suppliers: read.texts(tree, path, "suppliers"),
        without: read.texts(tree, path, "without"),
      };
    case "adoption_share":
      return { kind, among: readAmong(read, tree, path) };
    case "supplier_share":
      return {
        kind,
        among: readAmong(read, tree, path),
        supplier: read.text(tree, path, "supplier"),
      };
    case "technologies":
      return { kind };
    case "moment":
      return {
        kind,
        covariate: readCovariate(read, tree, path),
        supplier: read.optionalText(tree, path, "supplier"),
      };
    case "rank_correlation":
      return {
        kind,
        covariate: readCovariate(read, tree, path),
        supplier: read.text(tree, path, "supplier"),
      };
    case "correlation":
      return { kind, covariate: readCovariate(read, tree, path) };
    case "top_spenders":
      return { kind, count: read.number(tree, path, "count") };
    case "laws":
      return {
        kind,
        date: read.number(tree, path, "date"),
        jurisdictions: read.number(tree, path, "jurisdictions"),
      };
    case "signings_share":
    case "bans":
      return {
        kind,
        among: readAmong(read, tree, path),
        supplier: read.text(tree, path, "supplier"),
        date: read.number(tree, path, "date"),
      };
    case "link_ratio":
      return {
        kind,
        supplier: read.text(tree, path, "supplier"),
        against: read.text(tree, path, "against"),
        date: read.number(tree, path, "date"),
      };
    case "ban_odds":
      return {
        kind,
        supplier: read.text(tree, path, "supplier"),
        allies_of: read.text(tree, path, "allies_of"),
        date: read.number(tree, path, "date"),
      };
  }
}

function readAmong(read: TreeReader, tree: Mapping, path: Path): Among {
  const among = child(tree, "among");
  if (among === undefined) return { kind: "all" };
  if (among.kind === "scalar" && (among.value === "belt_and_road" || among.value === "eu")) {
    return { kind: among.value };
  }
  const [entry, ...more] = among.kind === "map" ? [...among.entries] : [];
  const value = entry?.[1].value;
  const kind = amongSplits.find((one) => one === entry?.[0]);
  const groups = value?.kind === "list" ? value.items : value === undefined ? [] : [value];
  const names = groups.flatMap((one) => (one.kind === "scalar" ? [String(one.value)] : []));
  if (kind && more.length === 0 && names.length === groups.length && names.length > 0) {
    return { kind, groups: names };
  }
  throw read.left(
    tree,
    [...path, "among"],
    "among is not understood",
    "write { income: low }, { regime: [EA, CA] }, { index_region: AF }, belt_and_road or eu",
  );
}

function readCovariate(read: TreeReader, tree: Mapping, path: Path): CovariateName {
  const name = read.text(tree, path, "covariate");
  const found = covariateNames.find((one) => one === name);
  if (found !== undefined) return found;
  const place = child(tree, "covariate")?.place ?? tree.place;
  const hint = didYouMean(name, covariateNames) ?? `known: ${enumerate(covariateNames)}`;
  read.note("E504", `${quote(name)} is no covariate`, [...path, "covariate"], place, hint);
  throw new Left();
}
