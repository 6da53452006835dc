import type { Vector } from "./arrays.ts";
import type { Model } from "./model.ts";
import { rowOffset } from "./series.ts";
import { MOST_SUPPLIERS, type State, Status } from "./state.ts";

/** Sums over deployments that several outcomes share; measured once per recorded step. */
export interface Totals {
  /** Persons covered by kit of the supplier; [supplier] */
  readonly persons: Vector;
  /** Persons covered; [segment] */
  readonly personsIn: Vector;
  /** Persons covered by working kit: coverage times uptime, summed over segments. */
  working: number;
  /** Urban population of the world, persons. */
  urban: number;
  /** Calendar year to which `urban` belongs, -1 before the first. */
  year: number;
  /** Outlay for operating contracts, USD per year; [supplier] */
  readonly outlay: Vector;
  /** Scratch; [4 × (persons, outlay) × 32] */
  readonly parts: Vector;
}

/** Arrays for the totals of a model's run. */
export function createTotals(model: Model): Totals {
  const { suppliers: J, segments: D } = model.frame;
  return {
    persons: new Float64Array(J),
    personsIn: new Float64Array(D),
    working: 0,
    urban: 0,
    year: -1,
    outlay: new Float64Array(J),
    parts: new Float64Array(8 * MOST_SUPPLIERS),
  };
}

/** Measures the state at the end of the step under way, segment by segment in the order of countries. */
export function measureTotals(model: Model, state: State, totals: Totals): void {
  const { frame, populationShare } = model;
  const { countries: n, segments: D, suppliers: J } = frame;
  const { persons, personsIn, outlay, parts } = totals;
  const { holder, status, maker, coverage, contractPrice, uptime, kit } = state;
  const residents = model.residents.values;
  const year = frame.yearOfStep[state.step];
  const row = rowOffset(model.residents, year, n);
  const spend = model.settings.parameters["cost.spend_per_person"];
  if (year !== totals.year) {
    totals.year = year;
    totals.urban = 0;
    for (let i = 0; i < n; i++) totals.urban += residents[row + i];
  }
  // Persons and outlay in four sums per supplier each, added up in a fixed order (see cover.ts).
  parts.fill(0);
  let working = 0;
  for (let d = 0; d < D; d++) {
    const share = populationShare[d];
    let covered = 0;
    for (let i = 0; i < n; i++) {
      if (kit[i] === 0) continue;
      const id = d * n + i;
      const k = coverage[id];
      if (k === 0) continue;
      const people = k * residents[row + i] * share;
      const bank = (i & 3) << 6;
      covered += people;
      working += people * uptime[id];
      parts[bank + maker[id]] += people;
      if (status[id] === Status.Operating)
        parts[bank + 32 + holder[id]] += contractPrice[id] * people;
    }
    personsIn[d] = covered;
  }
  totals.working = working;
  for (let j = 0; j < J; j++) {
    persons[j] = parts[j] + parts[64 + j] + (parts[128 + j] + parts[192 + j]);
    outlay[j] = spend * (parts[32 + j] + parts[96 + j] + (parts[160 + j] + parts[224 + j]));
  }
}
