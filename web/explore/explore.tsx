import type { JSX } from "preact";
import { words } from "../strings/words.ts";
import { Fan } from "./charts.tsx";
import { HeadlinePanel } from "./headline-panel.tsx";
import { WorldMap } from "./world-map.tsx";

/** The first view: what the runs say in a sentence, on a map and through time. */
export function Explore(): JSX.Element {
  return (
    <>
      <h2 class="unseen">{words.views.explore}</h2>
      <HeadlinePanel />
      <div class="charts">
        <WorldMap />
        <Fan of="suppliers" />
        <Fan of="regulation" />
      </div>
    </>
  );
}
