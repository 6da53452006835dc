import { didYouMean, enumerate } from "../../scenario/names.ts";
import { quote } from "../../scenario/source/limits.ts";
import { child, type Path, type Place, type Tree } from "../../scenario/source/tree.ts";
import type { TargetCode } from "../../scenario/target-codes.ts";

/** Notes a problem of a file of targets. */
export type Note = (
  code: TargetCode,
  message: string,
  path: Path,
  place: Place,
  hint?: string,
) => void;

/** Thrown inside a target to leave it: its problem has been noted. */
export class Left extends Error {}

/** Reads values out of the tree of a file of targets, noting what is wrong with each at its place. */
export class TreeReader {
  readonly note: Note;

  constructor(note: Note) {
    this.note = note;
  }

  /** Notes every key that is none of these. */
  known(tree: Tree, path: Path, keys: readonly string[]): void {
    if (tree.kind !== "map") return;
    for (const [name, { key }] of tree.entries) {
      if (keys.includes(name)) continue;
      const hint = didYouMean(name, keys) ?? `known: ${enumerate(keys)}`;
      this.note("E502", `${quote(name)} is not a key here`, [...path, name], key, hint);
    }
  }

  text(tree: Tree, path: Path, name: string): string {
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

  optionalText(tree: Tree, path: Path, name: string): string | null {
    return child(tree, name) === undefined ? null : this.text(tree, path, name);
  }

  flag(tree: Tree, path: Path, name: string): boolean {
    const found = child(tree, name);
    if (found === undefined) return false;
    if (found.kind === "scalar" && typeof found.value === "boolean") return found.value;
    this.note("E502", `${name} is neither true nor false`, [...path, name], found.place);
    return false;
  }

  number(tree: Tree, path: Path, name: string): number {
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

  texts(tree: Tree, path: Path, name: string): readonly string[] {
    const found = child(tree, name);
    if (found === undefined) return [];
    if (found.kind === "list") {
      return found.items.map((item) => (item.kind === "scalar" ? String(item.value) : ""));
    }
    this.note("E502", `${name} is not a list`, [...path, name], found.place);
    return [];
  }

  /** Notes what is wrong at a path below a tree. */
  wrong(tree: Tree, path: Path, message: string, hint?: string): void {
    let at: Tree = tree;
    for (const key of path) at = child(at, key) ?? at;
    this.note("E502", message, path, at.place, hint);
  }

  /** Notes what is wrong with the last key of a path, and is what is thrown to leave the target. */
  left(tree: Tree, path: Path, message: string, hint?: string): Left {
    const name = path.at(-1);
    const found = name === undefined ? undefined : child(tree, name);
    this.note("E502", message, path, (found ?? tree).place, hint);
    return new Left();
  }
}
