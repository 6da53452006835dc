import { type FanChart, fanChart } from "../../src/results/charts/fan.ts";
import { mapChart } from "../../src/results/charts/map.ts";
import { formatCount, formatRuns } from "../../src/results/charts/numbers.ts";
import { type StepMap, stepSentence } from "../../src/results/charts/step-map.ts";
import type { MapLayer } from "../charts/map-layer.ts";
import { stepLayer } from "../charts/map-steps.ts";
import { supplierLayer } from "../charts/map-suppliers.ts";
import { words } from "../strings/words.ts";
import type { Picture } from "./picture.ts";

/** Name of what the map shows. */
export type MapMode = PictureMode | "coverage" | "norms" | "dependence";

/** What pictures hold; the rest is read off the runs when it is asked for. */
export type PictureMode = "supplier" | "adoption" | "safeguards";

/** What the map can show. */
export const mapModes: Readonly<Record<MapMode, string>> = {
  supplier: words.map.supplier,
  adoption: words.map.adoption,
  safeguards: words.map.safeguards,
  coverage: words.map.coverage,
  norms: words.map.norms,
  dependence: words.map.dependence,
};

/** The fans of a picture, each with the baseline's median if there is one to compare with. */
export function fansOf(
  { summary, labels }: Picture,
  baseline: Picture | null,
): { readonly suppliers: FanChart | null; readonly regulation: FanChart | null } {
  const compared =
    baseline === null ? undefined : { title: words.shared.baseline, summary: baseline.summary };
  const request = { summary, labels, baseline: compared };
  return {
    suppliers: fanChart({
      ...request,
      outcome: "adoption.share",
      by: "supplier",
      title: words.headline.suppliersTitle,
    }),
    regulation: fanChart({
      ...request,
      outcome: "rules.safeguards",
      by: "none",
      title: words.headline.regulationTitle,
    }),
  };
}

/** Whether a picture holds what a mode shows. */
export function isInPicture(mode: MapMode): mode is PictureMode {
  return mode !== "coverage" && mode !== "norms" && mode !== "dependence";
}

/** A layer of the map; null where the picture does not hold what it needs. */
export function layerOf(picture: Picture, mode: PictureMode): MapLayer | null {
  if (mode === "supplier") return suppliers(picture);
  return mode === "adoption" ? adoption(picture) : safeguards(picture);
}

function suppliers({ summary, labels, mapPeriods, held }: Picture): MapLayer | null {
  const chart = mapChart({
    summary: { ...summary, held },
    labels: { ...labels, periods: mapPeriods },
    places: [],
    title: words.map.whichSupplier,
  });
  return chart === null ? null : supplierLayer(chart);
}

function adoption({ summary, labels, mapPeriods, held }: Picture): MapLayer {
  const runs = summary.runs.finished;
  const width = labels.suppliers.length + 1;
  const values = new Float64Array(held.length / width);
  for (let cell = 0; cell < values.length; cell++) {
    values[cell] = held[cell * width + width - 1] as number;
  }
  const map: Omit<StepMap, "sentence"> = {
    kind: "steps",
    title: words.map.howLikely,
    periods: mapPeriods,
    countries: countriesOf(labels),
    values,
    steps: words.map.adoptionSteps,
    edges: [0.05, 0.25, 0.5, 0.75, 0.95],
    say: (value) => words.map.adopts(formatRuns(Math.round(value * runs), runs)),
  };
  const sentence = stepSentence(map, 3, words.map.adoptHalf(formatCount(runs)));
  return stepLayer({ ...map, sentence });
}

function safeguards({ labels, mapPeriods, tiers }: Picture): MapLayer | null {
  if (tiers.length === 0) return null;
  const map: Omit<StepMap, "sentence"> = {
    kind: "steps",
    title: words.map.howStrong,
    periods: mapPeriods,
    countries: countriesOf(labels),
    values: tiers,
    steps: words.map.safeguardSteps,
    edges: [0.25, 0.75, 1.25, 1.75, 2.5],
    say: (value) => words.map.meanTier(value.toFixed(1)),
  };
  return stepLayer({ ...map, sentence: stepSentence(map, 4, words.map.bindingInMost) });
}

function countriesOf(labels: Picture["labels"]): StepMap["countries"] {
  return labels.countries.map((id, k) => ({ id, name: labels.countryNames[k] ?? id }));
}
