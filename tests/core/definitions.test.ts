import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Definition } from "../../src/core/definitions.ts";
import { extensionOf } from "../../src/core/extension.ts";
import { toolkit } from "../../src/core/toolkit.ts";
import { series } from "../support/columns.ts";
import { laboratory, runs } from "../support/laboratory.ts";
import { wholeWorld } from "../verification/whole-world.ts";

/** The examples in the comments of a source file, as code. */
function examplesOf(path: string): string[] {
  const text = readFileSync(new URL(path, import.meta.url), "utf8");
  return [...text.matchAll(/ \* @example\n((?: \*(?: .*)?\n)+?) \*\//g)].map(([, block = ""]) =>
    block.replaceAll(/^ \* ?/gm, ""),
  );
}

/** What an example defines: each declares one constant. */
function defined(example: string): Definition {
  const name = /^const (\w+) =/.exec(example)?.[1];
  if (name === undefined) throw new Error(`no constant in: ${example}`);
  const names = Object.keys(toolkit);
  return new Function(...names, `${example}\nreturn ${name};`)(...Object.values(toolkit));
}

test("the examples of the functions that define run as they stand", () => {
  const definitions = examplesOf("../../src/core/definitions.ts").map(defined);
  expect(definitions.map(({ kind }) => kind)).toEqual(["process", "outcome", "intervention"]);
  expect(extensionOf(definitions).processes).toHaveLength(1);
  const calm = {
    id: "calm",
    kind: "own",
    verb: "calm",
    when: null,
    start: 5,
    end: 30,
    ramp: 0,
    countries: Int32Array.from({ length: 20 }, (_, i) => i),
    numbers: { sd: 2 },
    indices: {},
  } as const;
  const [plain] = runs(laboratory(wholeWorld()), 1);
  const model = laboratory({ ...wholeWorld({ interventions: [calm] }), definitions });
  const [run] = runs(model, 1);
  if (!plain || !run) throw new Error("no runs");
  const highest = series(model, run, "backlash.worst");
  expect(Math.max(...highest)).toBeGreaterThan(0);
  expect(series(model, run, "unrest.mean").at(-1)).toBeLessThan(
    series(laboratory(wholeWorld()), plain, "unrest.mean").at(-1) ?? 0,
  );
});
