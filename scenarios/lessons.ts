// Writes the teacher's guide from the lessons, with the numbers that students must find. A test holds the
// committed guide to it.
//
//   node dist/scenarios/lessons.js

import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { inlineExecutor } from "../src/experiments/inline.ts";
import { packageRoot } from "../src/scenario/node/world.ts";
import { guideOf, spliced } from "./lesson-guide.ts";
import { computeLesson, type Lesson } from "./lesson-numbers.ts";
import { lessonOrder } from "./lesson-order.ts";

const path = join(packageRoot(), "docs", "teaching.md");
const lessons: Lesson[] = [];
for (const file of lessonOrder) {
  const begun = performance.now();
  lessons.push(await computeLesson(file, inlineExecutor()));
  console.log(`${file}: ${((performance.now() - begun) / 1000).toFixed(1)} s`);
  console.log(
    lessons
      .at(-1)
      ?.numbers.map((number) => `  ${number?.text}`)
      .join("\n"),
  );
}
await writeFile(path, spliced(await readFile(path, "utf8"), guideOf(lessons)));
console.log(`wrote ${path}`);
