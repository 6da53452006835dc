import { MOST_VALUES } from "../format/uncertainty.ts";
import { didYouMean, enumerate } from "../names.ts";
import type { Problem } from "../problem.ts";
import {
  distributionKinds,
  quantitiesOf,
  type Reference,
  readDistribution,
  referencesOf,
  settle,
  settleCentral,
  targetOf,
  type WrittenQuantity,
  withScalar,
} from "../read-uncertainty.ts";
import { mechanismIds } from "../registry/mechanisms.ts";
import { supplierAttributeIds } from "../registry/suppliers.ts";
import { quote } from "../source/limits.ts";
import { hasErrors, problem } from "../source/problems.ts";
import { child, keyPlace, type Mapping, type Path, placeOf, scalarAt } from "../source/tree.ts";
import {
  centralValue,
  type Distribution,
  edgesOf,
  type Label,
  valuesOf,
  writtenValue,
} from "../uncertainty.ts";
import type { Known } from "./known.ts";
import { checkSupplier } from "./names.ts";

/**
 * Checks uncertain quantities beyond their form: one sensible distribution each, a name that is known or
 * used, and that no value it can take would be refused.
 *
 * @param tree the document with `$name` as written
 * @param checkValues the problems of a document in which every quantity has a value
 */
export function checkUncertainty(
  tree: Mapping,
  known: Known,
  checkValues: (whole: Mapping) => Problem[],
): Problem[] {
  const entries = quantitiesOf(tree);
  const references = referencesOf(tree);
  const names = entries.map(({ name }) => name);
  const problems = [
    ...references.flatMap((one) => checkReference(one, tree, names)),
    ...entries.flatMap((entry) => [
      ...checkTwice(entry, entries, tree),
      ...checkName(entry, tree, references, known),
      ...checkDistribution(entry),
    ]),
  ];
  // What is no distribution has no edges, and what is wrong already would be wrong again at each of them.
  const central = settleCentral(tree);
  if (entries.length === 0 || hasErrors(problems)) return problems;
  const before = checkValues(central);
  if (hasErrors(before)) return problems;
  return [
    ...problems,
    ...entries.flatMap((entry) => checkReached(entry, tree, { checkValues, known })),
  ];
}

function checkReference(
  { name, path }: Reference,
  tree: Mapping,
  names: readonly string[],
): Problem[] {
  if (names.includes(name)) return [];
  const message = `${quote(`$${name}`)} stands for nothing: there is no ${quote(name)} under uncertainty`;
  const hint =
    didYouMean(name, names) ??
    (names.length > 0 ? `one of ${enumerate(names)}` : `write uncertainty: { ${name}: … }`);
  return [problem("E273", message, path, placeOf(tree, path), { hint })];
}

/** What a decision-maker sets is not what nobody can. */
function checkTwice(
  { section, name }: WrittenQuantity,
  entries: readonly WrittenQuantity[],
  tree: Mapping,
): Problem[] {
  if (
    section === "levers" ||
    !entries.some((one) => one.section === "levers" && one.name === name)
  ) {
    return [];
  }
  const path: Path = [section, name];
  const message = `${quote(name)} is a lever and an uncertainty`;
  return [problem("E275", message, path, keyPlace(tree, path), { hint: "keep one of them" })];
}

function checkName(
  { section: own, name }: WrittenQuantity,
  tree: Mapping,
  references: readonly Reference[],
  known: Known,
): Problem[] {
  const path: Path = [own, name];
  const place = keyPlace(tree, path);
  const { parameterIds } = known.vocabulary;
  const target = targetOf(name, references, parameterIds);
  if (target === null) {
    const [section, , attribute = ""] = name.split(".");
    const hint =
      section === "suppliers"
        ? (didYouMean(attribute, supplierAttributeIds) ??
          `suppliers.<id>. and one of ${enumerate(supplierAttributeIds)}`)
        : section === "mechanisms"
          ? (didYouMean(name.slice(section.length + 1), mechanismIds) ??
            `mechanisms. and one of ${enumerate(mechanismIds)}`)
          : (didYouMean(name, parameterIds) ?? "panoptes params lists all");
    return [problem("E272", `${quote(name)} is nothing that can be varied`, path, place, { hint })];
  }
  if (target.kind === "supplier") {
    return checkSupplier({ kind: "scalar", value: target.supplier, place }, path, known);
  }
  if (target.kind !== "interventions" || target.fields.length > 0) return [];
  const message = `${quote(name)} is varied and used nowhere`;
  const hint = didYouMean(name, parameterIds) ?? `write $${name} in an intervention`;
  return [problem("W304", message, path, place, { hint })];
}

function checkDistribution({ section, name, value: entry }: WrittenQuantity): Problem[] {
  if (entry.kind !== "map") return [];
  const path: Path = [section, name];
  const used = distributionKinds.filter((kind) => entry.entries.has(kind));
  if (used.length !== 1) {
    const message =
      used.length === 0
        ? `${quote(name)} has no distribution`
        : `${quote(name)} has ${used.length} distributions, ${enumerate(used, "and")}`;
    const hint = used.length === 0 ? `one of ${enumerate(distributionKinds)}` : "keep one of them";
    return [problem("E270", message, path, entry.place, { hint })];
  }
  const distribution = readDistribution(entry);
  if (distribution === null) return checkMixed(path, entry);
  const wrong = fault(distribution, entry.entries.has("clamp"));
  if (wrong === null) return [];
  const message = `${quote(name)}: ${wrong}`;
  return [
    problem(
      "E271",
      message,
      [...path, used[0] ?? ""],
      child(entry, used[0] ?? "")?.place ?? entry.place,
    ),
  ];
}

/** Categories are numbers or names: a column of a table has one type. What else is wrong, the schema says. */
function checkMixed(path: Path, entry: WrittenQuantity["value"]): Problem[] {
  const list = child(entry, "categorical");
  if (list?.kind !== "list" || list.items.length === 0) return [];
  const types = new Set(list.items.map((item) => typeof scalarAt(item, [])));
  if (!types.has("number") || !(types.has("string") || types.has("boolean"))) return [];
  const message = `${quote(String(path[1]))} has numbers and names among its categories`;
  const hint = "give numbers only, or names only";
  return [problem("E271", message, [...path, "categorical"], list.place, { hint })];
}

/** What is wrong with a distribution's numbers, if anything. */
function fault(distribution: Distribution, clamped: boolean): string | null {
  const bounded = distribution.kind !== "normal" && distribution.kind !== "lognormal";
  if (bounded && clamped) return `clamp is for normal and lognormal, not for ${distribution.kind}`;
  switch (distribution.kind) {
    case "uniform":
      return distribution.low < distribution.high ? null : "the low end is not below the high end";
    case "triangular": {
      const { low, mode, high } = distribution;
      return low < high && low <= mode && mode <= high
        ? null
        : "low, mode and high are not in order";
    }
    case "normal":
      return distribution.sd > 0 ? clampFault(distribution.clamp) : "the SD is not above 0";
    case "lognormal":
      if (!(distribution.median > 0)) return "the median is not above 0";
      return distribution.gsd > 1
        ? clampFault(distribution.clamp)
        : "the geometric SD is not above 1";
    case "integer": {
      const { low, high } = distribution;
      if (!Number.isSafeInteger(low) || !Number.isSafeInteger(high)) return "an end is not whole";
      if (!(low < high)) return "the low end is not below the high end";
      return high - low < MOST_VALUES ? null : `there are more than ${MOST_VALUES} values`;
    }
    case "choice":
    case "categorical": {
      const written = distribution.values.map((value) => writtenValue(distribution, value));
      return new Set(written).size === written.length ? null : "a value is there twice";
    }
    case "grid":
      return distribution.from < distribution.to ? null : "from is not below to";
  }
}

function clampFault(clamp: readonly [number, number] | null): string | null {
  return clamp === null || clamp[0] < clamp[1]
    ? null
    : "the low end of clamp is not below its high end";
}

/** The first value of a quantity that would be refused where it is used. */
function checkReached(
  { section, name, value: entry }: WrittenQuantity,
  tree: Mapping,
  {
    checkValues,
    known,
  }: { readonly checkValues: (whole: Mapping) => Problem[]; readonly known: Known },
): Problem[] {
  const { parameterIds } = known.vocabulary;
  const distribution = readDistribution(entry);
  if (distribution === null) return [];
  for (const value of valuesOf(distribution) ?? edgesOf(distribution)) {
    const written = writtenValue(distribution, value);
    const [refused] = checkValues(withValue(tree, name, written, parameterIds)).filter(
      ({ severity }) => severity === "error",
    );
    if (!refused) continue;
    const path: Path = [section, name];
    const message = `${quote(name)} reaches ${typeof written === "number" ? Number(written.toPrecision(6)) : written}, which is refused: ${refused.message}`;
    const open = distribution.kind === "normal" || distribution.kind === "lognormal";
    const hint = open && distribution.clamp === null ? "set clamp: [low, high]" : refused.hint;
    return [problem("E274", message, path, keyPlace(tree, path), { hint })];
  }
  return [];
}

/** The document with one quantity at a value and the others at their middle. */
function withValue(
  tree: Mapping,
  name: string,
  value: number | Label,
  parameterIds: readonly string[],
): Mapping {
  const settled = settle(tree, (other) => {
    if (other === name) return value;
    const written = quantitiesOf(tree).find((one) => one.name === other)?.value;
    const distribution = written ? readDistribution(written) : null;
    return distribution === null ? null : writtenValue(distribution, centralValue(distribution));
  });
  const target = targetOf(name, [], parameterIds);
  if (target?.kind === "parameter") {
    return withScalar(settled, ["parameters", name], value) as Mapping;
  }
  if (target?.kind !== "supplier") return settled;
  return withScalar(settled, ["suppliers", target.supplier, target.attribute], value) as Mapping;
}
