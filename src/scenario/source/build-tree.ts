import { type Document, isAlias, isMap, isScalar, isSeq, type Node, type Pair } from "yaml";
import type { ScenarioCode } from "../codes.ts";
import type { Problem } from "../problem.ts";
import { DEEPEST, MOST_VALUES, quote } from "./limits.ts";
import { problem } from "./problems.ts";
import type { Reading } from "./read-yaml.ts";
import type { Entry, Mapping, Path, Place, Tree } from "./tree.ts";

/** Most problems of form that are listed; what follows is mostly their echo. */
const MOST_PROBLEMS = 50;

/**
 * Turns a composed YAML document into a tree: writes out aliases, within a limit, and refuses what
 * has no counterpart in JSON (tags, merge keys, keys that are no text, numbers that are not finite).
 */
export function buildTree(
  document: Document.Parsed,
  place: (from: number, to: number) => Place,
): Reading {
  const problems: Problem[] = [];
  const anchors = new Map<string, Node>();
  const open = new Set<Node>();
  let values = 0;
  let stopped = false;

  const placeOfNode = (node: Node): Place => {
    const [from, to] = node.range ?? [0, 1];
    return place(from, to);
  };
  const report = (code: ScenarioCode, message: string, path: Path, where: Place, hint?: string) => {
    if (problems.length < MOST_PROBLEMS)
      problems.push(problem(code, message, path, where, { hint }));
  };
  const nothing = (where: Place): Tree => ({ kind: "scalar", value: null, place: where });

  /** `shown` is the place of the outermost alias that is being written out, if any. */
  function build(node: Node | null, path: Path, shown: Place | null, fallback: Place): Tree {
    const where = shown ?? (node ? placeOfNode(node) : fallback);
    if (stopped || !node) return nothing(where);
    if (++values > MOST_VALUES || path.length > DEEPEST) {
      stopped = true;
      if (path.length > DEEPEST) {
        report(
          "E006",
          `values are nested more than ${DEEPEST} deep`,
          path.slice(0, DEEPEST),
          where,
        );
      } else {
        const message = `written out, the document has more than ${MOST_VALUES} values`;
        report(shown ? "E005" : "E002", message, path, where);
      }
      return nothing(where);
    }
    if (isAlias(node)) return buildAlias(node.source, path, where);
    if (node.anchor !== undefined) anchors.set(node.anchor, node);
    if (hasTag(node)) {
      report("E009", `the tag ${quote(node.tag ?? "")} has no meaning in a scenario`, path, where);
      return nothing(where);
    }
    if (isScalar(node)) return buildScalar(node.value, node.source, path, where);
    open.add(node);
    const tree = isMap(node)
      ? buildMap(node.items, path, shown, where)
      : isSeq(node)
        ? {
            kind: "list" as const,
            items: node.items.map((item, k) =>
              build(item as Node | null, [...path, k], shown, where),
            ),
            place: where,
          }
        : nothing(where);
    open.delete(node);
    return tree;
  }

  function buildAlias(name: string, path: Path, where: Place): Tree {
    const target = anchors.get(name);
    if (!target) {
      report("E005", `the alias *${name} has no anchor before it`, path, where);
    } else if (open.has(target)) {
      report("E005", `the alias *${name} stands inside of what it repeats`, path, where);
    } else {
      return build(target, path, where, where);
    }
    return nothing(where);
  }

  function buildScalar(value: unknown, source: string | undefined, path: Path, where: Place): Tree {
    if (value === null || typeof value === "string" || typeof value === "boolean") {
      return { kind: "scalar", value, place: where };
    }
    const shown = quote(source ?? String(value));
    if (typeof value === "number" && Number.isFinite(value)) {
      if (!Number.isInteger(value) || Number.isSafeInteger(value) || /[.e]/i.test(source ?? "")) {
        return { kind: "scalar", value, place: where };
      }
      const hint = `digits would be lost; in quotes it is text: ${shown}`;
      report("E008", `${shown} has more digits than a number holds`, path, where, hint);
    } else {
      report("E008", `${shown} is not a finite number`, path, where);
    }
    return nothing(where);
  }

  function buildMap(
    items: readonly Pair[],
    path: Path,
    shown: Place | null,
    where: Place,
  ): Mapping {
    const entries = new Map<string, Entry>();
    for (const item of items) {
      if (stopped) break;
      const node = item.key as Node | null;
      const keyPlace = shown ?? (node ? placeOfNode(node) : where);
      const key = isScalar(node) && !hasTag(node) ? keyText(node.value, node.source) : null;
      if (isScalar(node) && node.anchor !== undefined) anchors.set(node.anchor, node);
      if (key === null) {
        report("E009", "a key must be a plain name", path, keyPlace);
      } else if (key === "<<") {
        const hint = "write the keys out, or put them into a scenario to extend";
        report("E007", "the merge key << is not part of YAML 1.2", [...path, key], keyPlace, hint);
      } else if (key === "__proto__") {
        report("E101", `unknown key ${quote(key)}`, [...path, key], keyPlace);
      } else if (entries.has(key)) {
        const line = entries.get(key)?.key.line;
        report(
          "E004",
          `${quote(key)} is written twice`,
          [...path, key],
          keyPlace,
          `first on line ${line}`,
        );
      } else {
        const value = build(item.value as Node | null, [...path, key], shown, keyPlace);
        entries.set(key, { key: keyPlace, value });
      }
    }
    return { kind: "map", entries, place: where };
  }

  const tree = build(document.contents, [], null, place(0, 1));
  if (problems.length === 0 && tree.kind !== "map") {
    const empty = tree.kind === "scalar" && tree.value === null;
    const message = empty
      ? "the document is empty"
      : `a scenario is a mapping of keys to values, not a ${tree.kind === "list" ? "list" : "single value"}`;
    report("E010", message, [], tree.place, "panoptes scenario new writes one to start from");
  }
  return problems.length === 0 && tree.kind === "map"
    ? { tree, problems }
    : { tree: null, problems };
}

/** The name a key stands for: `2027` and `true` as keys are the text as written. */
function keyText(value: unknown, source: string | undefined): string | null {
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "boolean" ? (source ?? String(value)) : null;
}

/** Whether a node carries a tag beyond those that plain values have anyway. */
function hasTag({ tag }: { tag?: string | undefined }): boolean {
  return (
    tag !== undefined && !/^(?:tag:yaml\.org,2002:(?:str|int|float|bool|null|map|seq))$/.test(tag)
  );
}
