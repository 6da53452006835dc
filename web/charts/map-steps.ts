import { formatCount } from "../../src/results/charts/numbers.ts";
import {
  type StepMap,
  stepCounts,
  stepOf,
  stepTable,
  stepValue,
} from "../../src/results/charts/step-map.ts";
import { words } from "../strings/words.ts";
import { html } from "./dom.ts";
import type { MapLayer } from "./map-layer.ts";
import { legendButtons } from "./map-legend.ts";

/**
 * The layer of an ordered value in six steps of one scale of colours. Steps never move while time does.
 *
 * @param lowest paint of the lowest step, where it means that there is nothing
 */
export function stepLayer(map: StepMap, lowest = "var(--q0)"): MapLayer {
  const fillOf = (step: number): string => (step === 0 ? lowest : `var(--q${step})`);
  return {
    title: map.title,
    sentence: map.sentence,
    periods: map.periods,
    countries: map.countries.map(({ id }) => id),
    paint: (country, period, fills) => {
      const value = stepValue(map, country, period);
      if (Number.isNaN(value)) return { fill: fills.noData(), pale: false, entry: -1 };
      const step = stepOf(map, value);
      return { fill: fillOf(step), pale: true, entry: step };
    },
    text: (country, period) =>
      `${map.countries[country]?.name ?? ""}: ${map.say(stepValue(map, country, period))}`,
    table: (period) => stepTable(map, period),
    legend: (_, onIsolate) => {
      const counts = map.steps.map(() => html("span", { class: "count" }));
      const contents = map.steps.map((name, step) => [
        html("i", { class: "patch step", style: `background:${fillOf(step)}` }),
        html("span", {}, name),
        counts[step] ?? "",
      ]);
      return {
        element: html(
          "div",
          { class: "legend" },
          legendButtons(words.charts.showStep, contents, onIsolate),
        ),
        showPeriod: (period) => {
          stepCounts(map, period).forEach((count, step) => {
            const cell = counts[step];
            if (cell !== undefined) cell.textContent = formatCount(count);
          });
        },
      };
    },
  };
}
