import "./experiments.css";
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { usePage } from "../explore/page.ts";
import { useUniqueId } from "../explore/unique-id.ts";
import { words } from "../strings/words.ts";
import { Commands } from "./commands.tsx";
import { SensitivityPart } from "./sensitivity.tsx";
import { SweepPart } from "./sweep.tsx";

const parts = {
  sensitivity: words.experiments.whatMatters,
  sweep: words.experiments.howFar,
} as const;

type Part = keyof typeof parts;

/** Experiments: many runs at many values, small enough for the browser, and the way to larger ones. */
export function Experiments(): JSX.Element {
  const { view } = usePage();
  const id = useUniqueId();
  const open: Part = view.part.value === "sweep" ? "sweep" : "sensitivity";
  // What was worked out stays while the other part is looked at.
  const seen = useSignal<readonly Part[]>([open]);
  if (!seen.value.includes(open)) seen.value = [...seen.value, open];
  return (
    <div class="experiments">
      <h2>{words.experiments.title}</h2>
      <p class="deck">{words.experiments.deck}</p>
      <fieldset class="modes">
        <legend class="unseen">{words.experiments.experiment}</legend>
        {(Object.keys(parts) as Part[]).map((part) => (
          <label key={part}>
            <input
              type="radio"
              name={id}
              checked={part === open}
              onChange={() => {
                view.part.value = part === "sensitivity" ? null : part;
              }}
            />
            <span>{parts[part]}</span>
          </label>
        ))}
      </fieldset>
      {seen.value.includes("sensitivity") && (
        <div hidden={open !== "sensitivity"}>
          <SensitivityPart />
        </div>
      )}
      {seen.value.includes("sweep") && (
        <div hidden={open !== "sweep"}>
          <SweepPart />
        </div>
      )}
      <Commands />
    </div>
  );
}
