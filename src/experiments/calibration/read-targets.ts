import { didYouMean, enumerate } from "../../scenario/names.ts";
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
  type Among,
  type CovariateName,
  covariateNames,
  type Statistic,
  type StatisticKind,
  type Target,
  type TargetFile,
} from "./targets.ts";

/** Name and number of the format. */
export const TARGETS_FORMAT = "panoptes/targets@1";

const TOP = ["schema", "id", "title", "vintage", "vintages", "parameters", "targets"];
const COMMON = ["id", "label", "statistic", "vintage", "value", "tolerance", "role", "source"];
/** Fields that each statistic knows besides those of every target. */
const FIELDS: Readonly<Record<StatisticKind, readonly string[]>> = {
  adopters: ["among", "suppliers", "without"],
  adoption_share: ["among"],
  supplier_share: ["among", "supplier"],
  technologies: [],
  moment: ["covariate", "supplier"],
  rank_correlation: ["covariate", "supplier"],
  correlation: ["covariate"],
  top_spenders: ["count"],
  laws: ["date", "jurisdictions"],
};

/** Thrown inside a target to leave it: its problem has been noted. */
class Left extends Error {}

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

type Note = (code: TargetCode, message: string, path: Path, place: Place, hint?: string) => void;

/** Reads pieces of the document, noting what is wrong with each. */
class Reader {
  private readonly note: Note;

  constructor(note: Note) {
    this.note = note;
  }

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
      const kind = this.statisticKind(tree, path);
      this.known(tree, path, [...COMMON, ...FIELDS[kind]]);
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
      const statistic = this.statistic(kind, tree, path);
      const vintage = this.optionalText(tree, path, "vintage") ?? standing;
      const value = child(tree, "value") === undefined ? null : this.number(tree, path, "value");
      if (value === null && kind === "laws") {
        throw this.left(tree, path, "laws are not in the index", "write the published value");
      }
      return [
        {
          id: this.text(tree, path, "id"),
          label: this.text(tree, path, "label"),
          statistic,
          vintage: kind === "laws" ? null : vintage,
          value,
          tolerance,
          role,
          source: this.text(tree, path, "source"),
        },
      ];
    } catch (error) {
      if (error instanceof Left) return [];
      throw error;
    }
  }

  private statisticKind(tree: Mapping, path: Path): StatisticKind {
    const kind = this.text(tree, path, "statistic");
    if (Object.hasOwn(FIELDS, kind)) return kind as StatisticKind;
    const place = child(tree, "statistic")?.place ?? tree.place;
    const known = Object.keys(FIELDS);
    const hint = didYouMean(kind, known) ?? `known: ${enumerate(known)}`;
    this.note("E503", `${quote(kind)} is no statistic`, [...path, "statistic"], place, hint);
    throw new Left();
  }

  private statistic(kind: StatisticKind, tree: Mapping, path: Path): Statistic {
    switch (kind) {
      case "adopters":
        return {
          kind,
          among: this.among(tree, path),
          suppliers: this.texts(tree, path, "suppliers"),
          without: this.texts(tree, path, "without"),
        };
      case "adoption_share":
        return { kind, among: this.among(tree, path) };
      case "supplier_share":
        return {
          kind,
          among: this.among(tree, path),
          supplier: this.text(tree, path, "supplier"),
        };
      case "technologies":
        return { kind };
      case "moment":
        return {
          kind,
          covariate: this.covariate(tree, path),
          supplier: this.optionalText(tree, path, "supplier"),
        };
      case "rank_correlation":
        return {
          kind,
          covariate: this.covariate(tree, path),
          supplier: this.text(tree, path, "supplier"),
        };
      case "correlation":
        return { kind, covariate: this.covariate(tree, path) };
      case "top_spenders":
        return { kind, count: this.number(tree, path, "count") };
      case "laws":
        return {
          kind,
          date: this.number(tree, path, "date"),
          jurisdictions: this.number(tree, path, "jurisdictions"),
        };
    }
  }

  private among(tree: Mapping, path: Path): Among {
    const among = child(tree, "among");
    if (among === undefined) return { kind: "all" };
    if (among.kind === "scalar" && among.value === "belt_and_road")
      return { kind: "belt_and_road" };
    const [entry, ...more] = among.kind === "map" ? [...among.entries] : [];
    const value = entry?.[1].value;
    if (
      entry !== undefined &&
      more.length === 0 &&
      (entry[0] === "income" || entry[0] === "regime") &&
      value?.kind === "scalar"
    ) {
      return { kind: entry[0], group: String(value.value) };
    }
    throw this.left(
      tree,
      [...path, "among"],
      "among is not understood",
      "write { income: low }, { regime: LD } or belt_and_road",
    );
  }

  private covariate(tree: Mapping, path: Path): CovariateName {
    const name = this.text(tree, path, "covariate");
    const found = covariateNames.find((one) => one === name);
    if (found !== undefined) return found;
    const place = child(tree, "covariate")?.place ?? tree.place;
    const hint = didYouMean(name, covariateNames) ?? `known: ${enumerate(covariateNames)}`;
    this.note("E504", `${quote(name)} is no covariate`, [...path, "covariate"], place, hint);
    throw new Left();
  }

  private known(tree: Tree, path: Path, keys: readonly string[]): void {
    if (tree.kind !== "map") return;
    for (const [name, { key }] of tree.entries) {
      if (keys.includes(name)) continue;
      const hint = didYouMean(name, keys) ?? `known: ${enumerate(keys)}`;
      this.note("E502", `${quote(name)} is not a key here`, [...path, name], key, hint);
    }
  }

  private text(tree: Tree, path: Path, name: string): string {
    const found = child(tree, name);
    if (found?.kind === "scalar" && typeof found.value === "string") return found.value;
    this.note(
      "E502",
      `${name} is not given as a text`,
      [...path, name],
      found?.place ?? tree.place,
    );
    return "";
  }

  private optionalText(tree: Tree, path: Path, name: string): string | null {
    return child(tree, name) === undefined ? null : this.text(tree, path, name);
  }

  private number(tree: Tree, path: Path, name: string): number {
    const found = child(tree, name);
    if (found?.kind === "scalar" && typeof found.value === "number") return found.value;
    this.note(
      "E502",
      `${name} is not given as a number`,
      [...path, name],
      found?.place ?? tree.place,
    );
    return Number.NaN;
  }

  private texts(tree: Tree, path: Path, name: string): readonly string[] {
    const found = child(tree, name);
    if (found === undefined) return [];
    if (found.kind === "list") {
      return found.items.map((item) => (item.kind === "scalar" ? String(item.value) : ""));
    }
    this.note("E502", `${name} is not a list`, [...path, name], found.place);
    return [];
  }

  private wrong(tree: Tree, path: Path, message: string, hint?: string): void {
    let at: Tree = tree;
    for (const key of path) at = child(at, key) ?? at;
    this.note("E502", message, path, at.place, hint);
  }

  private left(tree: Tree, path: Path, message: string, hint?: string): Left {
    const name = path.at(-1);
    const found = name === undefined ? undefined : child(tree, name);
    this.note("E502", message, path, (found ?? tree).place, hint);
    return new Left();
  }
}
