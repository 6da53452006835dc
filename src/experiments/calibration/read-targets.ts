import type { Checked, Problem } from "../../scenario/problem.ts";
import { quote } from "../../scenario/source/limits.ts";
import { readYaml } from "../../scenario/source/read-yaml.ts";
import {
  child,
  type Mapping,
  type Path,
  type Place,
  placeOf,
  type Tree,
} from "../../scenario/source/tree.ts";
import type { TargetCode } from "../../scenario/target-codes.ts";
import {
  beyondIndex,
  readStatistic,
  readStatisticKind,
  statisticFields,
} from "./read-statistic.ts";
import type { Target, TargetFile } from "./targets.ts";
import { Left, TreeReader } from "./tree-reader.ts";

/** Name and number of the format. */
export const TARGETS_FORMAT = "panoptes/targets@1";

const TOP = ["schema", "id", "title", "vintage", "vintages", "parameters", "targets"];
const COMMON = [
  "id",
  "label",
  "statistic",
  "vintage",
  "value",
  "tolerance",
  "at_least",
  "role",
  "source",
];
/**
 * Reads a file of targets: its form only. Reports every problem at once, with its place. Whether the
 * world has what the targets name is checked where they are put on it.
 *
 * @param file name of the text in messages
 */
export function readTargets(text: string, file: string): Checked<ReadTargets> {
  const { tree, problems: found } = readYaml(text, file);
  if (tree === null) return { ok: false, problems: found };
  const problems: Problem[] = [...found];
  const note = (
    code: TargetCode,
    message: string,
    path: Path,
    place: Place,
    hint?: string | undefined,
  ): void => {
    problems.push({
      code,
      severity: "error",
      message,
      path,
      ...place,
      ...(hint === undefined ? {} : { hint }),
    });
  };
  const read = new Reader(note);
  const value = read.file(tree);
  return problems.length > 0
    ? { ok: false, problems }
    : { ok: true, value: { file: value, placeOf: (path) => placeOf(tree, path) }, problems: [] };
}

/** A file of targets, and where each piece of it stands. */
export interface ReadTargets {
  readonly file: TargetFile;
  readonly placeOf: (path: Path) => Place;
}

/** Reads pieces of the document, noting what is wrong with each. */
class Reader extends TreeReader {
  file(tree: Mapping): TargetFile {
    this.known(tree, [], TOP);
    const schema = this.text(tree, [], "schema");
    if (schema !== "" && schema !== TARGETS_FORMAT) {
      this.wrong(tree, ["schema"], `schema is ${quote(schema)}`, `write ${TARGETS_FORMAT}`);
    }
    const vintage = this.text(tree, [], "vintage");
    const list = child(tree, "targets");
    if (list?.kind !== "list") this.wrong(tree, ["targets"], "targets is not a list");
    const items = list?.kind === "list" ? list.items : [];
    const targets = items.flatMap((item, k) => this.target(item, ["targets", k], vintage));
    const seen = new Set<string>();
    targets.forEach(({ id }, k) => {
      if (seen.has(id)) this.wrong(tree, ["targets", k, "id"], `${quote(id)} is there twice`);
      seen.add(id);
    });
    return {
      id: this.text(tree, [], "id"),
      title: this.text(tree, [], "title"),
      vintage,
      vintages: this.vintages(child(tree, "vintages")),
      parameters: this.parameters(child(tree, "parameters"), tree),
      targets,
    };
  }

  private vintages(tree: Tree | undefined): TargetFile["vintages"] {
    if (tree === undefined) return {};
    if (tree.kind !== "map") {
      this.wrong(tree, [], "vintages is no mapping of names to { file, date }");
      return {};
    }
    return Object.fromEntries(
      [...tree.entries].map(([name, { value }]) => {
        const path: Path = ["vintages", name];
        this.known(value, path, ["file", "date", "source"]);
        return [
          name,
          { file: this.text(value, path, "file"), date: this.number(value, path, "date") },
        ];
      }),
    );
  }

  private parameters(tree: Tree | undefined, whole: Mapping): TargetFile["parameters"] {
    if (tree?.kind !== "map") {
      this.wrong(
        whole,
        ["parameters"],
        "parameters is no mapping of ids to ranges",
        "for example choice.price: [0.5, 5]",
      );
      return [];
    }
    return [...tree.entries].map(([id, { key, value }]) => {
      const path: Path = ["parameters", id];
      if (value.kind === "scalar" && value.value === "registry") return { id, range: null };
      const ends = value.kind === "list" ? value.items : [];
      const [low, high] = ends.map((end) => (end.kind === "scalar" ? end.value : null));
      if (
        ends.length !== 2 ||
        typeof low !== "number" ||
        typeof high !== "number" ||
        !(low < high)
      ) {
        this.note("E508", `${id} has no range`, path, key, "write [low, high], or registry");
        return { id, range: null };
      }
      return { id, range: [low, high] as const };
    });
  }

  private target(tree: Tree, path: Path, standing: string): Target[] {
    try {
      if (tree.kind !== "map") throw this.left(tree, path, "a target is a mapping");
      const kind = readStatisticKind(this, tree, path);
      this.known(tree, path, [...COMMON, ...statisticFields[kind]]);
      const role = this.text(tree, path, "role");
      if (role !== "C" && role !== "V") {
        throw this.left(tree, [...path, "role"], `role is ${quote(role)}`, "write C or V");
      }
      const tolerance = this.number(tree, path, "tolerance");
      if (!(tolerance > 0)) {
        throw this.left(
          tree,
          [...path, "tolerance"],
          `tolerance is ${tolerance}`,
          "a number above 0",
        );
      }
      const statistic = readStatistic(this, kind, tree, path);
      const vintage = this.optionalText(tree, path, "vintage") ?? standing;
      const value = child(tree, "value") === undefined ? null : this.number(tree, path, "value");
      if (value === null && beyondIndex.has(kind)) {
        throw this.left(tree, path, `${kind} is not in the index`, "write the published value");
      }
      const atLeast = this.flag(tree, path, "at_least");
      if (atLeast && role === "C") {
        const hint = "leave at_least out, or write role: V";
        throw this.left(
          tree,
          [...path, "at_least"],
          "nothing can be fitted to a lower bound",
          hint,
        );
      }
      return [
        {
          id: this.text(tree, path, "id"),
          label: this.text(tree, path, "label"),
          statistic,
          vintage: beyondIndex.has(kind) ? null : vintage,
          value,
          tolerance,
          atLeast,
          role,
          source: this.text(tree, path, "source"),
        },
      ];
    } catch (error) {
      if (error instanceof Left) return [];
      throw error;
    }
  }
}
