import type { Signal } from "@preact/signals";
import type { JSX, TargetedEvent } from "preact";
import { words } from "../strings/words.ts";
import { outcomeName } from "./outcome-names.ts";

/** Which outcome of an answer is drawn. */
export function OutcomeChoice({
  outcomes,
  chosen,
}: {
  readonly outcomes: readonly { readonly name: string }[];
  /** Its place among them. */
  readonly chosen: Signal<number>;
}): JSX.Element {
  return (
    <p class="choose">
      <label>
        {words.shared.outcome}{" "}
        <select
          value={String(chosen.value)}
          onChange={(event: TargetedEvent<HTMLSelectElement>) => {
            chosen.value = Number(event.currentTarget.value);
          }}
        >
          {outcomes.map(({ name }, k) => (
            <option key={name} value={String(k)}>
              {outcomeName(name)}
            </option>
          ))}
        </select>
      </label>
    </p>
  );
}
