import type { OutcomeDefinition } from "../core/trajectory.ts";
import { readOutcome } from "./checks/outcomes.ts";
import { child, plain, scalarAt, type Tree } from "./source/tree.ts";
import type { LessonStep, NumberToFind, PartialDocument, Teaching } from "./teaching.ts";

/** The teaching material of a checked document. */
export function buildTeaching(
  tree: Tree | undefined,
  outcomes: readonly OutcomeDefinition[],
): Teaching | null {
  if (tree?.kind !== "map") return null;
  return {
    what_is_it: textOf(tree, "what_is_it"),
    minutes: numberOf(tree, "minutes"),
    things_to_notice: textsOf(tree, "things_to_notice"),
    things_to_try: itemsOf(tree, "things_to_try").map((item) => ({
      text: textOf(item) ?? textOf(item, "text") ?? "",
      scenario: partialOf(item, "scenario"),
    })),
    steps: itemsOf(tree, "steps").map((item) => buildStep(item, outcomes)),
    questions: itemsOf(tree, "questions").map((item) => ({
      question: textOf(item, "question") ?? "",
      answer: textOf(item, "answer") ?? "",
    })),
    pitfalls: textsOf(tree, "pitfalls"),
    limits: textsOf(tree, "limits"),
  };
}

function buildStep(item: Tree, outcomes: readonly OutcomeDefinition[]): LessonStep {
  const find = child(item, "find");
  return {
    title: textOf(item, "title") ?? "",
    text: textOf(item, "text") ?? "",
    levers: textsOf(item, "levers"),
    scenario: partialOf(item, "scenario"),
    guess: child(item, "guess") !== undefined,
    find: find === undefined ? null : buildFind(find, outcomes),
    question: textOf(item, "question"),
    answer: textOf(item, "answer"),
  };
}

function buildFind(item: Tree, outcomes: readonly OutcomeDefinition[]): NumberToFind {
  const statistics = ["mean", "change", "spread", "runs"] as const;
  const statistic = statistics.find((one) => one === textOf(item, "statistic")) ?? "mean";
  const side = child(item, "above") === undefined ? "below" : "above";
  const lever = textOf(item, "lever");
  const [low, high] = itemsOf(item, "between").map((end) => numberOf(end) ?? Number.NaN);
  return {
    number: textOf(item, "number") ?? "",
    outcome: readOutcome(null, item, outcomes),
    statistic,
    against: partialOf(item, "against"),
    limit: statistic === "runs" ? { side, value: numberOf(item, side) ?? Number.NaN } : null,
    lever:
      lever === null
        ? null
        : {
            key: lever,
            between: [low ?? Number.NaN, high ?? Number.NaN],
            reaches: numberOf(item, "reaches") ?? "start",
          },
    within: numberOf(item, "within") ?? Number.NaN,
  };
}

function partialOf(item: Tree, key: string): PartialDocument | null {
  const found = child(item, key);
  return found === undefined ? null : (plain(found) as PartialDocument);
}

function textsOf(tree: Tree, key: string): readonly string[] {
  return itemsOf(tree, key).map((item) => textOf(item) ?? "");
}

function itemsOf(tree: Tree, key: string): readonly Tree[] {
  const list = child(tree, key);
  return list?.kind === "list" ? list.items : [];
}

function textOf(tree: Tree, ...path: string[]): string | null {
  const value = scalarAt(tree, path);
  return typeof value === "string" ? value.trim() : null;
}

function numberOf(tree: Tree, ...path: string[]): number | null {
  const value = scalarAt(tree, path);
  return typeof value === "number" ? value : null;
}
