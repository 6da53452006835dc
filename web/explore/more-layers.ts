import { type StepMap, stepSentence } from "../../src/results/charts/step-map.ts";
import type { MapLayer } from "../charts/map-layer.ts";
import { stepLayer } from "../charts/map-steps.ts";
import type { LayersAnswer } from "../lab/layers-task.ts";
import { words } from "../strings/words.ts";
import type { MapMode, PictureMode } from "./chart-data.ts";

/** A mode that no picture holds: it is read off the runs. */
export type MoreMode = Exclude<MapMode, PictureMode>;

const kinds: Readonly<
  Record<
    MoreMode,
    Pick<StepMap, "title" | "steps" | "edges" | "say"> & {
      readonly from: number;
      readonly means: string;
    }
  >
> = {
  coverage: {
    title: words.map.coverageTitle,
    steps: words.map.coverageSteps,
    edges: [0.01, 0.1, 0.25, 0.4, 0.55],
    say: (value) => words.map.covers(Math.round(100 * value)),
    from: 3,
    means: words.map.coverQuarter,
  },
  norms: {
    title: words.map.normsTitle,
    steps: words.map.normsSteps,
    edges: [0.2, 0.35, 0.5, 0.65, 0.8],
    say: (value) => words.map.normsAt(value.toFixed(2)),
    from: 3,
    means: words.map.nearControl,
  },
  dependence: {
    title: words.map.dependenceTitle,
    steps: words.map.dependenceSteps,
    edges: [0.05, 0.2, 0.4, 0.6, 0.8],
    say: (value) => words.map.dependsOn(Math.round(100 * value)),
    from: 3,
    means: words.map.dependMost,
  },
};

/** The layer of a mode. */
export function moreLayer(answer: LayersAnswer, mode: MoreMode): MapLayer {
  const { from, means, ...kind } = kinds[mode];
  const map: Omit<StepMap, "sentence"> = {
    kind: "steps",
    ...kind,
    periods: answer.periods,
    countries: answer.countries.map((id, k) => ({ id, name: answer.countryNames[k] ?? id })),
    values: answer[mode],
  };
  return stepLayer({ ...map, sentence: stepSentence(map, from, means) });
}
