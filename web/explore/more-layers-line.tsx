import { useSignalEffect } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useMemo, useRef } from "preact/hooks";
import type { Scenario } from "../../src/scenario/scenario.ts";
import { askLab } from "../lab/ask-lab.ts";
import type { LayersAnswer } from "../lab/layers-task.ts";
import { words } from "../strings/words.ts";
import { isInPicture } from "./chart-data.ts";
import { JobLine } from "./job-line.tsx";
import { createJob } from "./lab-job.ts";
import { moreLayer } from "./more-layers.ts";
import type { Page } from "./page.ts";

/** Quiet after the last change before runs are repeated, ms. */
const QUIET = 400;

/** Has the lab read the layers that no picture holds off the runs, and says how far that is. */
export function MoreLayersLine({ page }: { readonly page: Page }): JSX.Element | null {
  const { store, view, versions } = page;
  const job = useMemo(() => createJob<LayersAnswer>(), []);
  const asked = useRef<Scenario | null>(null);
  const begin = (): void => {
    const scenario = store.scenario.peek();
    asked.current = scenario;
    job.begin((options) => askLab(page, "layers", { scenario }, options));
  };
  useSignalEffect(() => {
    const scenario = store.scenario.value;
    if (isInPicture(view.mode.value) || asked.current === scenario) return;
    const timer = setTimeout(begin, QUIET);
    return () => clearTimeout(timer);
  });
  useSignalEffect(() => {
    const { answer } = job.state.value;
    const mode = view.mode.value;
    if (answer === null || isInPicture(mode)) return;
    const { runs, asked: all } = answer;
    const counted =
      runs === all
        ? words.shared.simulated(String(runs))
        : words.shared.simulatedOf(String(runs), String(all));
    view.more.value = {
      layer: moreLayer(answer, mode),
      source: words.shared.sourceOf(counted, versions.model, versions.data),
    };
  });
  useEffect(
    () => () => {
      job.clear();
      view.more.value = null;
    },
    [],
  );
  if (isInPicture(view.mode.value)) return null;
  return (
    <JobLine
      state={job.state.value}
      unit={words.map.runsRead}
      done={words.map.readOff}
      onStop={() => job.stop()}
      onAgain={begin}
    />
  );
}
