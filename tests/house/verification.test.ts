import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const tests = join(import.meta.dirname, "..");

/** Titles of all tests and groups of them. */
const titles = readdirSync(tests, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".test.ts"))
  .flatMap((file) => {
    const text = readFileSync(join(tests, file), "utf8");
    return [...text.matchAll(/\b(?:test|describe)\(\s*["`]([^"`]+)/g)].map(([, title]) => title);
  });

test.each([
  ["closed form", "V", 26],
  ["metamorphic relation", "M", 15],
])("every %s of the model's verification has a test of its number", (_, letter, last) => {
  const found = new Set(
    titles.flatMap((title) =>
      [...(title ?? "").matchAll(/\b[VM]\d+\b(?=[^:]*:)/g)].map(([number]) => number),
    ),
  );
  const missing = Array.from({ length: last }, (_, k) => `${letter}${k + 1}`).filter(
    (number) => !found.has(number),
  );
  expect(missing).toEqual([]);
});
