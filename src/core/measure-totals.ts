import { followSignatures, measureAffinityChange } from "./affinity-change.ts";
import { measureCountries } from "./measure-countries.ts";
import type { Model } from "./model.ts";
import { rowOffset } from "./series.ts";
import { type State, Status } from "./state.ts";

/** Measures `state.totals` at the end of the step under way, segment by segment in the order of countries. */
export function measureTotals(model: Model, state: State): void {
  const { frame, populationShare } = model;
  const { totals } = state;
  const { countries: n, segments: D, suppliers: J } = frame;
  const { persons, personsIn, outlay, parts } = totals;
  const { holder, status, maker, coverage, contractPrice, uptime, equipped, equippedCount } = state;
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
  let all = 0;
  let working = 0;
  let sponsored = 0;
  let forgone = 0;
  let granted = 0;
  for (let d = 0, e = 0; d < D; d++) {
    const first = d * n;
    const share = populationShare[d];
    let covered = 0;
    for (; e < equippedCount && equipped[e] < first + n; e++) {
      const id = equipped[e];
      const i = id - first;
      const k = coverage[id];
      if (k === 0) continue;
      const people = k * residents[row + i] * share;
      const bank = (i & 3) << 6;
      covered += people;
      working += people * uptime[id];
      parts[bank + maker[id]] += people;
      if (status[id] === Status.Operating) {
        parts[bank + 32 + holder[id]] += contractPrice[id] * people;
        granted += state.granted[id] * people;
        if (!state.aided) continue;
        sponsored += state.sponsored[id] * people;
        forgone += state.forgone[id] * people;
      }
    }
    personsIn[d] = covered;
    all += covered;
  }
  totals.covered = all;
  totals.working = working;
  totals.sponsored = spend * sponsored;
  totals.forgone = spend * forgone;
  totals.granted = spend * granted;
  totals.sponsoredSoFar += spend * sponsored * frame.dt;
  totals.spent = 0;
  for (let j = 0; j < J; j++) {
    persons[j] = parts[j] + parts[64 + j] + (parts[128 + j] + parts[192 + j]);
    outlay[j] = spend * (parts[32 + j] + parts[96 + j] + (parts[160 + j] + parts[224 + j]));
    totals.spent += outlay[j];
  }
  measureWelfare(model, state, row);
  measureCountries(model, state);
  measureGroups(state);
  const { step } = state;
  if (2 * state.adopters < n) totals.stepsBelowHalf = step + 1;
  countEndings(frame.dt, state);
  followSignatures(model, state);
  totals.yearEnd = step + 1 === frame.steps || frame.yearOfStep[step + 1] !== year;
  if (totals.yearEnd) measureAffinityChange(model, state);
}

/** How contracts whose term was over, or that a ban removed, went on: in the step and over the last year. */
function countEndings(dt: number, { totals, renewed, switched, abandoned, step }: State): void {
  const { endings, endingsOfYear } = totals;
  const slot = 3 * (step % Math.max(1, Math.round(1 / dt)));
  endings[slot] = renewed;
  endings[slot + 1] = switched;
  endings[slot + 2] = abandoned;
  endingsOfYear.fill(0);
  for (let k = 0; k < endings.length; k++) endingsOfYear[k % 3] += endings[k];
}

/** Sums over the groups of all splits, each in the order of countries. */
function measureGroups(state: State): void {
  const { held, erosion, tier, norm, totals } = state;
  const { offsets, countries, sums } = totals.groups;
  const count = offsets.length - 1;
  for (let k = 0; k < count; k++) {
    let adopted = 0;
    let eroded = 0;
    let tiers = 0;
    let norms = 0;
    for (let at = offsets[k]; at < offsets[k + 1]; at++) {
      const i = countries[at];
      // The sign bit of -held: 1 where something is held, without a branch.
      adopted += -held[i] >>> 31;
      eroded += erosion[i];
      tiers += tier[i];
      norms += norm[i];
    }
    sums[k] = adopted;
    sums[count + k] = eroded;
    sums[2 * count + k] = tiers;
    sums[3 * count + k] = norms;
  }
}

/** SB_i (E21) and RE_i (E22) of the state at the end of the step; `row` is the year's row of residents. */
function measureWelfare(model: Model, state: State, row: number): void {
  const { frame, settings, securityWeight, rightsWeight } = model;
  const { parameters } = settings;
  const { countries: n, segments: D } = frame;
  const { kit, coverage, uptime, maker, quality, errors, bias, security, erosion, totals } = state;
  const residents = model.residents.values;
  const benefit = parameters["security.benefit"];
  const relief = parameters["rights.enforcement"] / 3;
  const heard = parameters["rights.democracy"];
  const floor = parameters["rights.norms_floor"];
  const byErrors = parameters["rights.errors"];
  const byBias = parameters["rights.disparity"];
  const { faults } = totals;
  const scale = 100 / (1 + byErrors + byBias);
  for (let j = 0; j < faults.length; j++) {
    faults[j] = 1 + byErrors * errors[j] + byBias * bias[j];
  }
  let exposed = 0;
  let allSecured = 0;
  let securityOfPersons = 0;
  let erosionOfPersons = 0;
  for (let i = 0; i < n; i++) {
    if (kit[i] === 0) continue;
    let secured = 0;
    let eroded = 0;
    for (let d = 0; d < D; d++) {
      const id = d * n + i;
      const k = coverage[id];
      if (k === 0) continue;
      const j = maker[id];
      const working = securityWeight[d] * k * uptime[id];
      allSecured += working;
      secured += working * quality[j];
      exposed += rightsWeight[d] * k;
      eroded += rightsWeight[d] * k * faults[j];
    }
    security[i] = benefit * secured;
    erosion[i] =
      scale *
      eroded *
      (1 - relief * state.tier[i] * state.enforcement[i]) *
      (floor + (1 - floor) * state.norm[i]) *
      (1 - heard * state.democracy[i]);
    securityOfPersons += residents[row + i] * security[i];
    erosionOfPersons += residents[row + i] * erosion[i];
  }
  totals.exposed = exposed;
  totals.secured = allSecured;
  totals.securityOfPersons = securityOfPersons;
  totals.erosionOfPersons = erosionOfPersons;
}
