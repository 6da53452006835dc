import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { usePage } from "../explore/page.ts";
import { words } from "../strings/words.ts";
import { Choose, Run, seedsOf } from "./form-parts.tsx";
import { inFront } from "./levers.ts";

const POINTS = 9;
const counts = [10, 40, 100];

/** An outcome along one lever. */
export function SweepForm(): JSX.Element {
  const { store } = usePage();
  const key = useSignal(inFront[0]?.key ?? "");
  const runs = useSignal("10");
  const seeds = seedsOf(store.choice.value.seed);
  return (
    <p class="choose">
      <Choose
        label={words.shared.lever}
        values={inFront.map((one) => [one.key, one.label])}
        chosen={key}
      />
      <Choose
        label={words.experiments.atEach(POINTS)}
        values={counts.map((count) => [String(count), String(count)])}
        chosen={runs}
      />
      <Run
        question={{
          kind: "sweep",
          vary: [key.value],
          points: POINTS,
          runs: Number(runs.value),
          ...seeds,
        }}
      />
    </p>
  );
}
