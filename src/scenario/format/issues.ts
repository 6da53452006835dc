import * as z from "zod";
import type { ScenarioCode } from "../codes.ts";
import { didYouMean, enumerate, nearest } from "../names.ts";
import type { Problem } from "../problem.ts";
import { mechanismIds } from "../registry/mechanisms.ts";
import { supplierAttributeIds } from "../registry/suppliers.ts";
import { quote } from "../source/limits.ts";
import { problem } from "../source/problems.ts";
import { find, keyPlace, type Path, placeOf, scalarAt, type Tree } from "../source/tree.ts";
import type { Vocabulary } from "../vocabulary.ts";
import { COUNTRY_COLUMNS, COVARIATE_COLUMNS } from "../world/tables.ts";
import { FORMAT } from "./name.ts";
import { sectionKeys, topKeys } from "./schema.ts";

type Issue = z.core.$ZodIssue;

/** Turns what the schema found into problems with code, place and a suggestion. */
export function problemsOfIssues(issues: readonly Issue[], tree: Tree, words: Words): Problem[] {
  return issues.flatMap((issue) => translate(issue, [], tree, words));
}

/** The names that suggestions are taken from. */
export type Words = Pick<Vocabulary, "parameterIds" | "verbs" | "verbNames">;

function translate(issue: Issue, above: Path, tree: Tree, words: Words): Problem[] {
  const path: Path = [...above, ...issue.path.map((key) => (typeof key === "symbol" ? "" : key))];
  const name = nameOf(path, tree);
  const value = find(tree, path);
  if (isDate(path) && value) return [wrongDate(path, value, tree)];
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => unknownKey(path, key, tree, words));
    case "invalid_union":
      return translateUnion(issue, path, tree, words);
    case "invalid_key":
      return [
        problem(
          "E114",
          `${quote(String(path.at(-1)))} is not a proper id`,
          path,
          keyPlace(tree, path),
          {
            hint: "small letters, digits, - and _, a letter first",
          },
        ),
      ];
    case "too_small":
    case "too_big":
      return [outsideLimits(issue, path, tree)];
    case "invalid_value":
      if (path[0] === "schema" && value) return [wrongFormat(value)];
      return value
        ? [notAllowed(issue.values.map(String), path, value, tree)]
        : [missing(path, tree)];
    case "invalid_format":
      return [
        problem("E114", `${name}: ${show(value)} is not a proper id`, path, placeOf(tree, path), {
          hint: "small letters, digits, - and _, a letter first",
        }),
      ];
    case "invalid_type":
      return value
        ? [wrongKind(expectation(issue.expected), path, value, tree)]
        : [missing(path, tree)];
    default:
      return [problem("E111", `${name}: ${issue.message}`, path, placeOf(tree, path))];
  }
}

/** The branch of a union that the value was meant for is the one whose kind it has. */
function translateUnion(
  issue: Extract<Issue, { code: "invalid_union" }>,
  path: Path,
  tree: Tree,
  words: Words,
): Problem[] {
  const value = find(tree, path);
  if (!value) return [missing(path, tree)];
  const meant = issue.errors.find(
    (branch) => !branch.some(({ code, path: at }) => code === "invalid_type" && at.length === 0),
  );
  const onlyWord = meant?.every(
    ({ code, path: at }) => code === "invalid_value" && at.length === 0,
  );
  if (meant && !(onlyWord && value.kind !== "scalar")) {
    return meant.flatMap((inner) => translate(inner, path, tree, words));
  }
  return [wrongKind(unionExpectation(path), path, value, tree)];
}

function unionExpectation(path: Path): string {
  const [section, , third] = path;
  if (section === "interventions" && third === "who" && path.length === 3) {
    return "all, a list of countries, or filters";
  }
  if (section === "interventions" && third === "who") return "a word or a list of words";
  if (section === "outcomes") return "a list or a mapping of outcomes";
  if (section === "teach") return "text, or { text: …, scenario: … }";
  if (section === "runs" || section === "design") return "text or a number";
  if (section === "branch") return "the name of a scenario, or a whole scenario";
  if (section === "mechanisms") return "true or false, or { value: true, because: … }";
  return "a number, or { value: …, because: … }";
}

/** Kinds by zod's names for them. */
function expectation(expected: string): string {
  const known: Readonly<Record<string, string>> = {
    number: "a number",
    int: "a whole number",
    string: "text",
    boolean: "true or false",
    array: "a list",
    object: "a mapping",
    record: "a mapping",
  };
  return known[expected] ?? expected;
}

function wrongKind(expected: string, path: Path, value: Tree, tree: Tree): Problem {
  const text = value.kind === "scalar" && typeof value.value === "string" ? value.value : "";
  const decimalComma = /^-?\d+,\d+$/.test(text);
  const percent = /^-?\d+(\.\d+)?\s*%$/.test(text);
  const hint = decimalComma
    ? `write ${text.replace(",", ".")}`
    : percent
      ? `write ${Number.parseFloat(text) / 100}`
      : undefined;
  return problem(
    "E111",
    `${nameOf(path, tree)}: expected ${expected}, got ${show(value)}`,
    path,
    value.place,
    {
      hint,
    },
  );
}

function missing(path: Path, tree: Tree): Problem {
  const key = String(path.at(-1));
  const where = path.length > 1 ? ` in ${nameOf(path.slice(0, -1), tree)}` : "";
  const hint = key === "schema" ? `schema: ${FORMAT}` : undefined;
  return problem("E110", `"${key}" is missing${where}`, path, placeOf(tree, path.slice(0, -1)), {
    hint,
  });
}

function wrongFormat(value: Tree): Problem {
  const newer = value.kind === "scalar" && /^panoptes\/scenario@\d+$/.test(String(value.value));
  return problem(
    "E116",
    `${show(value)} is not a format this version reads`,
    ["schema"],
    value.place,
    {
      hint: newer ? `this version reads ${FORMAT}` : `write ${FORMAT}`,
    },
  );
}

function notAllowed(allowed: readonly string[], path: Path, value: Tree, tree: Tree): Problem {
  const written = value.kind === "scalar" ? String(value.value) : "";
  const near = nearest(written, allowed);
  const isWho = path[0] === "interventions" && path.at(-1) === "who";
  return problem(
    "E113",
    `${nameOf(path, tree)}: ${show(value)} is not ${isWho ? "all, a list or filters" : enumerate(allowed)}`,
    path,
    value.place,
    {
      hint:
        near !== null
          ? `did you mean "${near}"?`
          : isWho && /^[A-Z]{3}$/.test(written)
            ? `a single country is a list too: [${written}]`
            : undefined,
    },
  );
}

function wrongDate(path: Path, value: Tree, tree: Tree): Problem {
  return problem("E115", `${nameOf(path, tree)}: ${show(value)} is not a date`, path, value.place, {
    hint: "2027Q1, 2027-03 or 2027, from 1900 to 2200",
  });
}

function outsideLimits(
  issue: Extract<Issue, { code: "too_small" | "too_big" }>,
  path: Path,
  tree: Tree,
): Problem {
  const place = placeOf(tree, path);
  const value = find(tree, path);
  const bound = Number(issue.code === "too_small" ? issue.minimum : issue.maximum);
  const side =
    issue.code === "too_big" ? "at most" : issue.inclusive === false ? "more than" : "at least";
  if (issue.origin === "number" || issue.origin === "int") {
    const message = `${nameOf(path, tree)} must be ${side} ${bound}, got ${show(value)}`;
    const isShare = side === "at most" && bound === 1;
    const hint = isShare
      ? "a share, from 0 to 1"
      : path[0] === "parameters"
        ? `see panoptes params ${path[1]}`
        : undefined;
    return problem("E112", message, path, place, { hint });
  }
  if (issue.origin === "array" && path.includes("who")) {
    return problem("E123", `${nameOf(path, tree)} is an empty list: it covers nobody`, path, place);
  }
  const things = issue.origin === "string" ? "characters" : "entries";
  return problem("E112", `${nameOf(path, tree)} must have ${side} ${bound} ${things}`, path, place);
}

function unknownKey(above: Path, key: string, tree: Tree, all: Words): Problem {
  const path = [...above, key];
  const [code, what, names, list] = vocabulary(above, tree, all);
  return problem(
    code,
    `unknown ${what} ${quote(key)}${whereText(above, code, tree)}`,
    path,
    keyPlace(tree, path),
    {
      hint:
        didYouMean(key, names) ??
        nestedHint(above, key, all) ??
        (list ? `one of ${enumerate(names)}` : undefined),
    },
  );
}

function whereText(above: Path, code: ScenarioCode, tree: Tree): string {
  return code === "E101" && above.length > 0 ? ` in ${nameOf(above, tree)}` : "";
}

/** `parameters: { cost: { … } }` is a natural first try, and a plugin is easily left out. */
function nestedHint(above: Path, key: string, words: Words): string | undefined {
  if (above[0] !== "parameters") return undefined;
  const first = words.parameterIds.find((id) => id.startsWith(`${key}.`));
  return first === undefined
    ? "panoptes params lists all; those of a plugin need --plugin"
    : `write the whole name: ${first}`;
}

/** Code, word, right names, and whether to list them all when none is near. */
function vocabulary(
  above: Path,
  tree: Tree,
  { parameterIds, verbs, verbNames }: Words,
): readonly [ScenarioCode, string, readonly string[], boolean] {
  const [section, second, third, fourth] = above;
  const depth = above.length;
  if (depth === 0) return ["E101", "key", topKeys, false];
  if (section === "parameters" && depth === 1) return ["E102", "parameter", parameterIds, false];
  if (section === "mechanisms" && depth === 1) return ["E103", "mechanism", mechanismIds, true];
  if (section === "suppliers" && depth === 2) {
    return ["E104", "attribute", [...supplierAttributeIds, ...sectionKeys.supplier], true];
  }
  if (section === "countries" && depth === 2) {
    const columns = [...COUNTRY_COLUMNS, ...COVARIATE_COLUMNS].map(({ name }) => name);
    return ["E105", "column", columns, false];
  }
  if (section === "time" || section === "runs" || (section === "branch" && depth === 1)) {
    return ["E101", "key", sectionKeys[section], true];
  }
  if (section === "interventions") {
    if (depth === 2) return ["E101", "key", sectionKeys.intervention, true];
    if (third === "who") return ["E101", "filter", sectionKeys.who, true];
    if (third === "do" && depth === 3) return ["E101", "verb", verbNames, true];
    if (third === "when") return ["E101", "key", sectionKeys.when, true];
    const verb = verbNames.find((name) => name === fourth);
    const fields = verb === undefined ? undefined : verbs[verb]?.shape;
    if (fields && depth > 4) return ["E101", "field", nestedFields(fields[String(above[4])]), true];
    if (fields) return ["E101", "field", Object.keys(fields), true];
  }
  if (section === "expect") return ["E101", "key", sectionKeys.expect, true];
  if (section === "teach") {
    if (depth === 1) return ["E101", "key", sectionKeys.teach, true];
    const inner = { questions: sectionKeys.question, steps: sectionKeys.step }[String(second)];
    const names = fourth === "find" ? sectionKeys.find : (inner ?? sectionKeys.attempt);
    return ["E101", "key", names, true];
  }
  if (section === "design") return ["E101", "key", sectionKeys.design, true];
  if ((section === "uncertainty" || section === "levers") && depth > 1) {
    return ["E101", "key", depth === 2 ? sectionKeys.uncertain : sectionKeys.grid, true];
  }
  if (section === "outcomes" && second !== undefined) {
    return ["E101", "key", sectionKeys.outcome, true];
  }
  const known = find(tree, above)?.kind === "map" ? sectionKeys.cell : [];
  return ["E101", "key", known, true];
}

/** Fields of a field that is a mapping, such as the core of a treaty. */
function nestedFields(outer: unknown): readonly string[] {
  const inner = outer instanceof z.ZodOptional ? outer.unwrap() : outer;
  return inner instanceof z.ZodObject ? Object.keys(inner.shape) : [];
}

function isDate(path: Path): boolean {
  const [section, second] = path;
  if (section === "time") return path.length === 2 && (second === "start" || second === "end");
  const last = path.at(-1);
  if (section === "branch") return path.length === 2 && last === "at";
  if (section === "interventions") return path.length === 3 && (last === "at" || last === "until");
  const read = section === "outcomes" || section === "expect";
  return read && path.length === 3 && last === "at";
}

/** A path as messages write it: parameters by their id, interventions by theirs, the rest dotted. */
export function nameOf(path: Path, tree: Tree): string {
  const inner = path[0] === "parameters" && path.length > 1 ? path.slice(1) : path;
  const shown = inner.map((key, k) => {
    if (typeof key !== "number") return k === 0 ? key : `.${key}`;
    const id = scalarAt(tree, [...inner.slice(0, k + 1), "id"]);
    return typeof id === "string" ? `.${id}` : `[${key + 1}]`;
  });
  return quote(shown.join(""));
}

/** A value as messages write it. */
export function show(value: Tree | undefined): string {
  if (!value) return "nothing";
  if (value.kind === "list") return "a list";
  if (value.kind === "map") return "a mapping";
  if (value.value === null) return "nothing";
  return typeof value.value === "string" ? quote(value.value) : String(value.value);
}
