import { LUCK, SETS } from "../../src/results/sensitivity/input-names.ts";
import type { Scenario } from "../../src/scenario/scenario.ts";
import { type Choice, scenarioOf } from "../explore/choice.ts";
import { type Lever, leverGroups } from "../explore/levers.ts";
import type { Page } from "../explore/page.ts";
import { words } from "../strings/words.ts";

/** The levers that stand in front. */
export const inFront: readonly Lever[] = leverGroups.flatMap(({ levers }) => levers);

/** What experiments call their inputs, by key. */
export const labels: Readonly<Record<string, string>> = Object.fromEntries([
  ...inFront.map(({ key, label }) => [key, label] as const),
  [LUCK, words.lab.luck],
  [SETS, words.lab.parameterSet],
]);

/** What experiments read off every run, whatever the scenario asks for. */
const outcomes = [
  { metric: "adoption.share" },
  { metric: "adoption.share", by: "supplier" },
  { metric: "coverage.share" },
  { metric: "market.hhi" },
  { metric: "rules.safeguards" },
  { metric: "rights.erosion" },
  { metric: "security.benefit" },
] as const;

/**
 * A choice with the levers in front free over the values worth trying, or as far as it says itself, and the
 * outcomes of experiments.
 */
export function withLevers(choice: Choice): Choice {
  const levers = {
    ...Object.fromEntries(
      inFront.map(({ key, label, range }) => [key, { uniform: [...range], label }]),
    ),
    ...(choice.rest.levers as object | undefined),
  };
  return { ...choice, rest: { ...choice.rest, levers, outcomes } };
}

/** The scenario that an experiment on a choice runs. */
export function freed(choice: Choice, { store }: Pick<Page, "store">): Scenario {
  return scenarioOf(withLevers(choice), store.shipped.peek());
}

/** Names of the outcomes of experiments. */
export function outcomeNames({ store }: Pick<Page, "store">): readonly string[] {
  return outcomes.flatMap((one) =>
    "by" in one
      ? Object.keys(store.suppliers).map((supplier) => `${one.metric}.${supplier}`)
      : [one.metric],
  );
}
