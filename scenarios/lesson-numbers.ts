// The lessons with the numbers that their students must find, as the model has them.

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import type { Executor } from "../src/experiments/ensemble.ts";
import { lessonRunner, valuesOf } from "../src/results/lessons/course.ts";
import { findNumber } from "../src/results/lessons/find-number.ts";
import { numberText } from "../src/results/lessons/number-text.ts";
import { loadScenario } from "../src/scenario/node/scenario.ts";
import { builtinWorld, packageRoot } from "../src/scenario/node/world.ts";
import type { Scenario } from "../src/scenario/scenario.ts";

/** A lesson: its scenario, its documents, the root first, and its numbers. */
export interface Lesson {
  readonly file: string;
  readonly scenario: Scenario;
  /** The number of each step as the model has it and as it is written; null where none is asked for. */
  readonly numbers: readonly ({ readonly value: number; readonly text: string } | null)[];
}

/** Folder of the lessons. */
export const lessonFolder: string = join(packageRoot(), "scenarios", "lessons");

/** Names of the lessons' files, without their ending. */
export async function lessonFiles(): Promise<readonly string[]> {
  const names = await readdir(lessonFolder);
  return names.filter((name) => name.endsWith(".yaml")).map((name) => name.slice(0, -5));
}

/**
 * Reads a lesson and computes its numbers on the shipped world.
 *
 * @throws Error for a lesson with problems
 */
export async function computeLesson(file: string, executor: Executor): Promise<Lesson> {
  const path = join(lessonFolder, `${file}.yaml`);
  const parsed = await loadScenario(path);
  const world = await builtinWorld();
  if (!parsed.ok || !world.ok) throw new Error(`${file}: ${parsed.problems[0]?.message}`);
  const scenario = parsed.value;
  const documents: readonly object[] = await Promise.all(
    [...scenario.parents]
      .reverse()
      .concat("")
      .map(async (parent) => {
        const own = parent === "" ? path : join(packageRoot(), "scenarios", `${parent}.yaml`);
        return parse(await readFile(own, "utf8")) as object;
      }),
  );
  const runner = lessonRunner(world.value, executor);
  const numbers: ({ value: number; text: string } | null)[] = [];
  for (const step of scenario.teach?.steps ?? []) {
    const { find } = step;
    if (find === null) {
      numbers.push(null);
      continue;
    }
    let unit = "";
    const value = await findNumber(step, async (over) => {
      const course = await runner.course([...documents, ...over], find.outcome, "read");
      if (course === null) throw new Error("the runs were stopped");
      unit = course.unit;
      return valuesOf(course);
    });
    numbers.push({ value, text: numberText(value, find, unit) });
  }
  return { file, scenario, numbers };
}
