import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "..", "..");

const agreed = new Set([
  ".ci",
  ".editorconfig",
  ".gitattributes",
  ".gitignore",
  ".npmrc",
  "CHANGELOG.md",
  "CITATION.cff",
  "CONTRIBUTING.md",
  "LICENSE",
  "README.md",
  "bench",
  "biome.json",
  "docs",
  "knip.json",
  "package-lock.json",
  "package.json",
  "scenarios",
  "scripts",
  "src",
  "tests",
  "tsconfig.json",
  "vitest.config.ts",
  "web",
]);
/** What is made here or belongs to the machine; .gitignore keeps it out. */
const made = new Set([".git", "node_modules", "dist", "results", "coverage", ".DS_Store"]);

test("the top level holds the agreed folders and the usual files, and nothing else", () => {
  const present = readdirSync(root).filter((name) => !made.has(name) && !name.endsWith(".tgz"));
  expect(present.sort()).toEqual([...agreed].sort());
});

test("src holds the layers and the public entry, and nothing else", () => {
  const present = readdirSync(join(root, "src")).sort();
  expect(present).toEqual(
    [
      "api",
      "cli",
      "cluster",
      "core",
      "experiments",
      "index.ts",
      "results",
      "scenario",
      "server",
      "tsconfig.json",
    ].sort(),
  );
});
