import type { LessonStep, NumberToFind, Teaching } from "./teaching.ts";
import { endLabel } from "./time.ts";

/** Teaching material as a document writes it. */
export function teachingDocument(teach: Teaching): object {
  const { what_is_it, minutes, things_to_try, steps, ...lists } = teach;
  return filled({
    what_is_it,
    minutes,
    things_to_notice: lists.things_to_notice,
    things_to_try: things_to_try.map(({ text, scenario }) =>
      scenario === null ? text : { text, scenario },
    ),
    steps: steps.map(stepDocument),
    questions: lists.questions,
    pitfalls: lists.pitfalls,
    limits: lists.limits,
  });
}

function stepDocument({ find, guess, ...step }: LessonStep): object {
  return filled({
    title: step.title,
    text: step.text,
    levers: step.levers,
    scenario: step.scenario,
    guess: guess ? true : null,
    find: find === null ? null : findDocument(find),
    question: step.question,
    answer: step.answer,
  });
}

function findDocument(find: NumberToFind): object {
  const { outcome, statistic, against, limit, lever, within } = find;
  const { metric, by, of, at } = outcome;
  return filled({
    number: find.number,
    metric,
    [by]: of,
    at: at === null ? null : endLabel(at),
    statistic: statistic === "mean" ? null : statistic,
    against,
    ...(limit === null ? {} : { [limit.side]: limit.value }),
    lever: lever?.key ?? null,
    between: lever?.between ?? null,
    reaches: lever?.reaches ?? null,
    within,
  });
}

/** What has a value: neither null nor an empty list. */
function filled(record: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(record).filter(
      ([, value]) => value !== null && !(Array.isArray(value) && value.length === 0),
    ),
  );
}
