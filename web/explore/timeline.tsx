import "./styles/timeline.css";
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { startLabel } from "../../src/scenario/time.ts";
import { words } from "../strings/words.ts";
import { Lazy } from "./lazy.tsx";
import { usePage } from "./page.ts";

const loadLanes = () => import("./timeline-lanes.tsx").then(({ TimelineLanes }) => TimelineLanes);

/** The interventions of the scenario. Its lanes are fetched once there is one: the baseline has none. */
export function Timeline(): JSX.Element {
  const page = usePage();
  const { store } = page;
  const adding = useSignal(false);
  const { interventions, branch } = store.scenario.value;
  const { length } = interventions;
  const resting = store.base.value.interventions.length + store.choice.value.off.length;
  const empty = length + resting === 0;
  return (
    <section class="timeline" aria-label={words.timeline.label}>
      <div class="heading">
        <h2>{words.timeline.title}</h2>
        <button
          type="button"
          aria-expanded={adding.value}
          onClick={() => {
            adding.value = !adding.value;
          }}
        >
          {words.timeline.open}
        </button>
      </div>
      {branch !== null && (
        <p class="none">{words.timeline.branch(startLabel(branch.at), branch.from)}</p>
      )}
      {empty && !adding.value && <p class="none">{words.timeline.none}</p>}
      {(!empty || adding.value) && <Lazy load={loadLanes} props={{ page, adding }} />}
    </section>
  );
}
