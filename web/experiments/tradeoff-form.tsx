import { type Signal, useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { usePage } from "../explore/page.ts";
import { words } from "../strings/words.ts";
import { Choose, ChooseOutcome, chosenOf, LeverList, Run, seedsOf } from "./form-parts.tsx";
import { outcomeNames } from "./levers.ts";

/** Sizes that a browser can bear; the last is what the command line does unless told. */
const sizes = [
  { id: "quick", worlds: 8, population: 16, generations: 6, name: words.experiments.quickSearch },
  { id: "firm", worlds: 16, population: 24, generations: 12, name: words.experiments.firmSearch },
] as const;

const ways = [
  ["minimise", words.experiments.ways.minimise],
  ["maximise", words.experiments.ways.maximise],
] as const;

/** Two outcomes of which one can only be had at the other's cost. */
export function TradeoffForm(): JSX.Element {
  const page = usePage();
  const text = words.experiments;
  const outcomes = outcomeNames(page);
  const left = useSignal<ReadonlySet<string>>(new Set());
  const size = useSignal<string>("quick");
  const goals = [
    { outcome: useSignal("rights.erosion"), way: useSignal("minimise") },
    { outcome: useSignal("security.benefit"), way: useSignal("maximise") },
  ];
  const vary = chosenOf(left);
  const { worlds, population, generations } = sizes.find(({ id }) => id === size.value) ?? sizes[0];
  const twice = goals[0]?.outcome.value === goals[1]?.outcome.value;
  const missing = vary.length === 0 ? text.chooseOne : twice ? text.chooseTwo : "";
  return (
    <>
      {goals.map(({ outcome, way }, k) => (
        <p class="choose" key={k === 0 ? "first" : "second"}>
          <Goal number={k + 1} way={way} outcome={outcome} outcomes={outcomes} />
        </p>
      ))}
      <LeverList left={left} />
      <p class="choose">
        <Choose label={text.size} values={sizes.map(({ id, name }) => [id, name])} chosen={size} />
        <Run
          question={
            missing === ""
              ? {
                  kind: "tradeoff",
                  vary,
                  goals: goals.map(({ outcome, way }) => ({
                    outcome: outcome.value,
                    goal: way.value === "maximise" ? "maximise" : "minimise",
                  })),
                  worlds,
                  freshWorlds: 2 * worlds,
                  population,
                  budget: generations * population * worlds + worlds,
                  ...seedsOf(page.store.choice.value.seed),
                }
              : null
          }
          missing={missing}
        />
      </p>
    </>
  );
}

function Goal({
  number,
  way,
  outcome,
  outcomes,
}: {
  readonly number: number;
  readonly way: Signal<string>;
  readonly outcome: Signal<string>;
  readonly outcomes: readonly string[];
}): JSX.Element {
  return (
    <>
      <Choose label={words.experiments.goal(number)} values={ways} chosen={way} />
      <ChooseOutcome
        label={words.experiments.ofGoal(number)}
        unseen
        outcomes={outcomes}
        chosen={outcome}
      />
    </>
  );
}
