import { type StepMap, stepSentence } from "../../src/results/charts/step-map.ts";
import type { MapLayer } from "../charts/map-layer.ts";
import { stepLayer } from "../charts/map-steps.ts";
import type { LayersAnswer } from "../lab/layers-task.ts";
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
    title: "How many people does operating technology cover?",
    steps: ["under 1 %", "1–9 %", "10–24 %", "25–39 %", "40–54 %", "55 % or more"],
    edges: [0.01, 0.1, 0.25, 0.4, 0.55],
    say: (value) => `covers ${Math.round(100 * value)} % of its urban people on average`,
    from: 3,
    means: "cover a quarter of their urban people or more, on average over the runs,",
  },
  norms: {
    title: "Where do norms stand?",
    steps: [
      "rights",
      "leaning to rights",
      "just below the middle",
      "just above the middle",
      "leaning to control",
      "state control",
    ],
    edges: [0.2, 0.35, 0.5, 0.65, 0.8],
    say: (value) => `norms at ${value.toFixed(2)} between rights (0) and state control (1)`,
    from: 3,
    means: "stand nearer to state control than to rights, on average over the runs,",
  },
  dependence: {
    title: "How far does a country depend on one supplier?",
    steps: ["under 5 %", "5–19 %", "20–39 %", "40–59 %", "60–79 %", "80 % or more"],
    edges: [0.05, 0.2, 0.4, 0.6, 0.8],
    say: (value) =>
      `${Math.round(100 * value)} % of its people in segments of its main supplier on average`,
    from: 3,
    means:
      "have 40 % or more of their people in segments of one supplier, on average over the runs,",
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
