import { shellWord } from "../../src/results/shell-words.ts";
import type { Choice } from "../explore/choice.ts";
import type { Page } from "../explore/page.ts";
import { linkOf } from "../explore/share-link.ts";
import type { Question } from "../lab/question.ts";
import { withLevers } from "./levers.ts";

/** What the command of each kind is called. */
const verbs = {
  sweep: "sweep",
  sensitivity: "sensitivity",
  discovery: "discover",
  tradeoff: "tradeoff",
} as const;

/** A question as the server takes it, and with other signs the command line: name and values. */
export function wordsOf(
  question: Question,
): readonly (readonly [name: string, values: readonly string[]])[] {
  const { kind, vary, seed, designSeed } = question;
  const own = (): Readonly<Record<string, readonly (string | number)[]>> => {
    switch (kind) {
      case "sweep":
        return { sampler: ["grid"], points: [question.points], runs: [question.runs] };
      case "sensitivity":
        return { method: [question.method], base: [question.base] };
      case "discovery":
        return {
          [question.side]: [`${question.outcome}=${question.limit}`],
          sampler: ["latin-hypercube"],
          points: [question.points],
          runs: [question.runs],
        };
      case "tradeoff":
        return {
          goal: question.goals.map(({ outcome, goal }) => `${outcome}=${goal}`),
          worlds: [question.worlds],
          fresh: [question.freshWorlds],
          population: [question.population],
          budget: [question.budget],
        };
    }
  };
  const all = { vary, ...own(), seed: [seed], design_seed: [designSeed] };
  return Object.entries(all).map(([name, values]) => [name, values.map(String)]);
}

/** The command that gives the same numbers: its scenario is a link, so it needs no file. */
export async function commandOf(
  question: Question,
  choice: Choice,
  { store, versions }: Page,
): Promise<string> {
  const plain = {
    shown: "explore",
    part: null,
    country: null,
    others: [],
    period: null,
    theme: "system",
  } as const;
  const hash = await linkOf(withLevers(choice), store.shipped.peek(), versions, plain);
  const flags = wordsOf(question).flatMap(([name, values]) =>
    values.flatMap((value) => [`--${name.replace("_", "-")}`, shellWord(value)]),
  );
  const link = `"${location.href.split("#")[0] ?? ""}${hash}"`;
  return ["panoptes", verbs[question.kind], link, ...flags].join(" ");
}

/** Runs that a question takes, about. */
export function runsOf(question: Question): number {
  switch (question.kind) {
    case "sweep":
    case "discovery":
      return question.points * question.runs;
    case "sensitivity": {
      // Luck is an input, and so are the parameter sets where there are several.
      const inputs = question.vary.length + 2;
      return question.base * (inputs + (question.method === "morris" ? 1 : 2));
    }
    case "tradeoff":
      return question.budget + question.freshWorlds * (question.population + 1);
  }
}
