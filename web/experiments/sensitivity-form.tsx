import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { usePage } from "../explore/page.ts";
import { words } from "../strings/words.ts";
import { Choose, chosenOf, LeverList, Run, seedsOf } from "./form-parts.tsx";

/** Sizes that a browser can bear, with what they are good for. */
const sizes = [
  { id: "quick", method: "morris", base: 8, name: words.experiments.quick },
  { id: "firm", method: "morris", base: 24, name: words.experiments.firmer },
  { id: "shares", method: "sobol", base: 64, name: words.experiments.shares },
] as const;

/** Which lever matters most, with luck among them. */
export function SensitivityForm(): JSX.Element {
  const { store } = usePage();
  const left = useSignal<ReadonlySet<string>>(new Set());
  const size = useSignal<string>("quick");
  const vary = chosenOf(left);
  const { method, base } = sizes.find(({ id }) => id === size.value) ?? sizes[0];
  const seeds = seedsOf(store.choice.value.seed);
  return (
    <>
      <LeverList left={left} />
      <p class="choose">
        <Choose
          label={words.experiments.size}
          values={sizes.map(({ id, name }) => [id, name])}
          chosen={size}
        />
        <Run
          question={
            vary.length === 0 ? null : { kind: "sensitivity", vary, method, base, ...seeds }
          }
          missing={words.experiments.chooseOne}
        />
      </p>
    </>
  );
}
