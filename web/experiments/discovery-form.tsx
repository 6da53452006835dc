import { useSignal } from "@preact/signals";
import type { JSX, TargetedEvent } from "preact";
import { outcomeDefinitions } from "../../src/core/outcomes.ts";
import { quantileAt, stepsOf } from "../../src/results/charts/series.ts";
import { usePage } from "../explore/page.ts";
import { words } from "../strings/words.ts";
import { Choose, ChooseOutcome, chosenOf, LeverList, Run, seedsOf } from "./form-parts.tsx";
import { outcomeNames } from "./levers.ts";

/** Sizes that a browser can bear. */
const sizes = [
  { id: "quick", points: 128, runs: 2, name: words.experiments.quickBox },
  { id: "firm", points: 512, runs: 2, name: words.experiments.firmBox },
  { id: "fine", points: 1024, runs: 4, name: words.experiments.fineBox },
] as const;

/** When an outcome passes a limit. */
export function DiscoveryForm(): JSX.Element {
  const page = usePage();
  const text = words.experiments;
  const outcomes = outcomeNames(page);
  const left = useSignal<ReadonlySet<string>>(new Set());
  const size = useSignal<string>("quick");
  const outcome = useSignal(outcomes[0] ?? "");
  const side = useSignal<string>("above");
  /** As it was written; null: where the outcome's middle is now. */
  const written = useSignal<string | null>(null);
  const vary = chosenOf(left);
  const { points, runs } = sizes.find(({ id }) => id === size.value) ?? sizes[0];
  const scale = unitOf(outcome.value) === "share" ? 100 : 1;
  const { summary } = page.ensembles.picture.value;
  const column = summary.columns.findIndex(({ name }) => name === outcome.value);
  const middle = column < 0 ? 0.5 : quantileAt(summary, column, stepsOf(summary) - 1, 0.5);
  const shown = written.value ?? String(Number((scale * middle).toPrecision(2)));
  const limit = shown.trim() === "" ? Number.NaN : Number((Number(shown) / scale).toPrecision(12));
  const missing =
    vary.length === 0 ? text.chooseOne : Number.isFinite(limit) ? "" : text.writeLimit;
  return (
    <>
      <p class="choose">
        <ChooseOutcome label={text.when} outcomes={outcomes} chosen={outcome} />
        <Choose
          label={text.side}
          unseen
          values={[
            ["above", text.sides.above],
            ["below", text.sides.below],
          ]}
          chosen={side}
        />
        <label>
          <span class="unseen">{text.limit}</span>{" "}
          <input
            type="number"
            class="number"
            step="any"
            value={shown}
            onInput={(event: TargetedEvent<HTMLInputElement>) => {
              written.value = event.currentTarget.value;
            }}
          />{" "}
          {scale === 100 ? "%" : ""}
        </label>
      </p>
      <LeverList left={left} />
      <p class="choose">
        <Choose label={text.size} values={sizes.map(({ id, name }) => [id, name])} chosen={size} />
        <Run
          question={
            missing === ""
              ? {
                  kind: "discovery",
                  vary,
                  outcome: outcome.value,
                  side: side.value === "below" ? "below" : "above",
                  limit,
                  points,
                  runs,
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

/** The unit of an outcome, of a supplier or of all. */
function unitOf(name: string): string {
  return outcomeDefinitions.find(({ id }) => name === id || name.startsWith(`${id}.`))?.unit ?? "";
}
