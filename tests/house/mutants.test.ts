import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";

/** What scripts/mutants.js changes, and by which tests it must be caught; the list is plain JavaScript. */
interface Mutant {
  readonly equation: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
  readonly test: string;
}

const root = join(import.meta.dirname, "..", "..");
const list = pathToFileURL(join(root, "scripts", "mutants", "list.js"));
const { mutants } = (await import(list.href)) as { readonly mutants: readonly Mutant[] };

test("the mutants break every equation of the model", () => {
  const broken = new Set(mutants.map(({ equation }) => equation.split(" ")[0]));
  const equations = Array.from({ length: 26 }, (_, k) => `E${k + 1}`);
  expect(equations.filter((equation) => !broken.has(equation))).toEqual([]);
});

test("every mutant fits one place of its file, and names a test that exists", () => {
  const unfit = mutants.filter(({ file, from, to, test: tests }) => {
    const places = readFileSync(join(root, file), "utf8").split(from).length - 1;
    return places !== 1 || from === to || !existsSync(join(root, tests));
  });
  expect(unfit.map(({ equation, file }) => `${equation} in ${file}`)).toEqual([]);
});
