import type { Signal } from "@preact/signals";
import type { JSX, TargetedEvent } from "preact";
import { useMemo } from "preact/hooks";
import { formatCount, formatExact } from "../../src/results/charts/numbers.ts";
import { edgesOf } from "../../src/scenario/uncertainty.ts";
import { usePage } from "../explore/page.ts";
import type { Question } from "../lab/question.ts";
import { words } from "../strings/words.ts";
import { runsOf } from "./asked.ts";
import { freed, inFront } from "./levers.ts";
import { outcomeName } from "./outcome-names.ts";
import { begin } from "./run-place.tsx";

/** Which levers vary. */
export function LeverList({
  left,
}: {
  /** Keys of those that are left out. */
  readonly left: Signal<ReadonlySet<string>>;
}): JSX.Element {
  const page = usePage();
  const choice = page.store.choice.value;
  const free = useMemo(() => freed(choice, page).uncertainty, [choice]);
  const rangeOf = (key: string): string => {
    const own = free.find(({ name }) => name === key);
    const [low, high] = own === undefined ? [] : edgesOf(own.distribution);
    return words.shared.range(formatExact(low ?? Number.NaN), formatExact(high ?? Number.NaN));
  };
  return (
    <fieldset class="lever-list">
      <legend>{words.experiments.levers}</legend>
      {inFront.map((lever) => (
        <label key={lever.key}>
          <input
            type="checkbox"
            checked={!left.value.has(lever.key)}
            onChange={(event: TargetedEvent<HTMLInputElement>) => {
              const next = new Set(left.value);
              if (event.currentTarget.checked) next.delete(lever.key);
              else next.add(lever.key);
              left.value = next;
            }}
          />
          <span>
            {lever.label} <span class="aside">{rangeOf(lever.key)}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

/** The levers that are not left out. */
export function chosenOf(left: Signal<ReadonlySet<string>>): readonly string[] {
  return inFront.map(({ key }) => key).filter((key) => !left.value.has(key));
}

/** One of several values by its name. */
export function Choose({
  label,
  unseen = false,
  values,
  chosen,
}: {
  readonly label: string;
  /** Whether the label is for those alone who do not see what stands around it. */
  readonly unseen?: boolean;
  readonly values: readonly (readonly [value: string, name: string])[];
  readonly chosen: Signal<string>;
}): JSX.Element {
  return (
    <label>
      {unseen ? <span class="unseen">{label}</span> : label}{" "}
      <select
        value={chosen.value}
        onChange={(event: TargetedEvent<HTMLSelectElement>) => {
          chosen.value = event.currentTarget.value;
        }}
      >
        {values.map(([value, name]) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Which outcome. */
export function ChooseOutcome({
  label,
  unseen = false,
  outcomes,
  chosen,
}: {
  readonly label: string;
  readonly unseen?: boolean;
  readonly outcomes: readonly string[];
  readonly chosen: Signal<string>;
}): JSX.Element {
  return (
    <Choose
      label={label}
      unseen={unseen}
      values={outcomes.map((name) => [name, outcomeName(name)])}
      chosen={chosen}
    />
  );
}

/** The button that asks, with what it would take; or what is still missing. */
export function Run({
  question,
  missing = "",
}: {
  /** Null while something is missing. */
  readonly question: Question | null;
  readonly missing?: string;
}): JSX.Element {
  const page = usePage();
  return (
    <>
      <button
        type="button"
        class="main"
        disabled={question === null}
        onClick={() => question !== null && begin(page, question)}
      >
        {words.experiments.run}
      </button>
      <span class="aside">
        {question === null ? missing : words.experiments.about(formatCount(runsOf(question)))}
      </span>
    </>
  );
}

/** Seeds of what is asked of the present choice. */
export function seedsOf(seed: string): Pick<Question, "seed" | "designSeed"> {
  return { seed, designSeed: seed };
}
