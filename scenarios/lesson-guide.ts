// The teacher's guide, as it follows from the lessons' files.

import type { Lesson } from "./lesson-numbers.ts";

const begin = "<!-- begin:lessons -->";
const end = "<!-- end:lessons -->";

/** Everything of the guide that the lessons say themselves, as Markdown. */
export function guideOf(lessons: readonly Lesson[]): string {
  return [overviewOf(lessons), ...lessons.map(sectionOf)].join("\n");
}

/**
 * The guide with what stands between its marks replaced.
 *
 * @throws Error for a guide without marks
 */
export function spliced(guide: string, made: string): string {
  const from = guide.indexOf(begin);
  const to = guide.indexOf(end);
  if (from === -1 || to < from) throw new Error(`the guide lacks ${begin} … ${end}`);
  return `${guide.slice(0, from + begin.length)}\n${made.trim()}\n${guide.slice(to)}`;
}

/** The part of the guide between its marks. */
export function madePart(guide: string): string {
  return guide.slice(guide.indexOf(begin) + begin.length, guide.indexOf(end)).trim();
}

function overviewOf(lessons: readonly Lesson[]): string {
  const rows = lessons.map(({ file, scenario: { title, teach } }, k) => {
    const shows = teach?.what_is_it ?? "";
    return `| ${k + 1} | [${title}](../scenarios/lessons/${file}.yaml) | ${shows} | ${teach?.minutes} |`;
  });
  return ["| | Lesson | What it shows | Minutes |", "| --: | --- | --- | --: |", ...rows, ""].join(
    "\n",
  );
}

function sectionOf({ scenario, numbers }: Lesson): string {
  const { title, summary, teach, runs } = scenario;
  if (teach === null) return "";
  const list = (name: string, items: readonly string[]): string[] =>
    items.length === 0 ? [] : [`**${name}**`, "", ...items.map((item) => `- ${item}`), ""];
  const steps = teach.steps.flatMap(({ title: name, find, answer, question }, k) => [
    `${k + 1}. **${name}.** ${find?.number ?? ""} **${numbers[k]?.text ?? ""}**`,
    ...(question === null ? [] : [`   *${question}* ${answer ?? ""}`]),
  ]);
  return [
    `## ${title}`,
    "",
    `${summary} ${teach.minutes} minutes, ${runs.count} runs for each figure.`,
    "",
    ...steps,
    "",
    ...list("To notice", teach.things_to_notice),
    ...list("Pitfalls", teach.pitfalls),
    ...list("What the model cannot say", teach.limits),
  ].join("\n");
}
