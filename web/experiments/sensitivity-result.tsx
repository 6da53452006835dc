import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import type { SensitivityDocument } from "../../src/results/sensitivity/document.ts";
import { tornadoOf } from "../../src/results/sensitivity/ranking.ts";
import { readRanked } from "../../src/results/sensitivity/read-ranked.ts";
import { drawBars } from "../charts/bars.ts";
import { words } from "../strings/words.ts";
import { Drawn } from "./drawn.tsx";
import { Exports } from "./exports.tsx";
import { ChooseOutcome } from "./form-parts.tsx";
import { labels } from "./levers.ts";
import { outcomeName } from "./outcome-names.ts";
import type { ResultOf } from "./shown-result.tsx";

/** What matters to an outcome, luck among it. */
export function SensitivityResult({
  job,
  found,
  source,
}: ResultOf<SensitivityDocument>): JSX.Element {
  const place = useRef<HTMLDivElement>(null);
  const names = Object.keys(found.outcomes);
  const chosen = useSignal(names[0] ?? "");
  const outcome = found.outcomes[chosen.value];
  return (
    <>
      <p class="choose">
        <ChooseOutcome label={words.shared.outcome} outcomes={names} chosen={chosen} />
      </p>
      {outcome === undefined || outcome.constant ? (
        <p>{words.experiments.nothing}</p>
      ) : (
        <Drawn
          place={place}
          of={[found, chosen.value, source]}
          draw={() => {
            const ranked = readRanked(outcome.inputs, found.method);
            const named = { name: chosen.value, unit: outcome.unit, period: outcome.period };
            const chart = tornadoOf(ranked, named, labels, found.method === "sobol");
            const title = words.experiments.mattersTo(outcomeName(chosen.value));
            return drawBars({ ...chart, title }, source);
          }}
        />
      )}
      <Exports job={job} found={found} place={place} />
    </>
  );
}
