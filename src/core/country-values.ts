import type { Frame } from "./frame.ts";
import { clampExponent, exp, pow } from "./math.ts";
import type { Model } from "./model.ts";
import type { Parameters } from "./parameters.ts";
import { rowOffset } from "./series.ts";
import type { State } from "./state.ts";

/**
 * What a country's covariates and policies give it in the step under way: democracy, enforcement,
 * visibility, and the parts of the hazards of laws, rules and treaties that no other state moves.
 */
export function refreshCountries(model: Model, state: State, year: number): void {
  const { frame, settings } = model;
  const { parameters } = settings;
  const { countries: n, suppliers: J } = frame;
  const { policy } = state;
  const democracyRow = rowOffset(frame.democracy, year, n);
  const zRow = rowOffset(frame.zDemocracy, year, n);
  const civilRow = rowOffset(frame.civilSociety, year, n);
  const zCivilRow = rowOffset(frame.zCivilSociety, year, n);
  const dataRow = Math.min(year, model.dataRows - 1) * n;
  const euAct = state.step >= frame.euActFrom ? parameters["rules.eu_act"] : 0;
  for (let i = 0; i < n; i++) {
    const moved = policy.democracy[i];
    const given = Number.isNaN(moved);
    const democracy = given ? frame.democracy.values[democracyRow + i] : moved;
    const z = given
      ? frame.zDemocracy.values[zRow + i]
      : frame.democracySd > 0
        ? (moved - frame.democracyMean) / frame.democracySd
        : 0;
    const civil = frame.civilSociety.values[civilRow + i];
    if (democracy !== state.democracy[i]) state.normStale[i] = 1;
    state.democracy[i] = democracy;
    state.zDemocracy[i] = z;
    state.civilSociety[i] = civil;
    state.enforcement[i] = given
      ? model.enforcement[dataRow + i]
      : enforcement(frame, parameters, i, year, democracy);
    const visible =
      parameters["incident.visibility"] +
      policy.visibility[i] +
      parameters["incident.visibility_democracy"] * democracy * civil;
    state.visibility[i] = visible < 0 ? 0 : visible > 1 ? 1 : visible;
    state.lawFactor[i] = given ? model.lawFactor[dataRow + i] : lawFactor(frame, parameters, i, z);
    state.rulesExponent[i] =
      parameters["rules.democracy"] * z +
      parameters["rules.civil_society"] *
        (1 + policy.aid[i]) *
        frame.zCivilSociety.values[zCivilRow + i] +
      euAct * policy.leverage[i] * frame.zEuTrade[i];
    state.rulesFactor[i] = exp(clampExponent(state.rulesExponent[i]));
    joinBloc(model, state, i, J);
  }
  if (state.blocsMoved) listRivalries(model, state);
}

/** Suppliers and allies of their rivals: where bans are likely (E16). */
function listRivalries({ frame }: Model, state: State): void {
  const { suppliers: J, hasRival, home } = frame;
  const { allyOfRival, rivalries } = state;
  let count = 0;
  for (let cell = 0; cell < allyOfRival.length; cell++) {
    if (allyOfRival[cell] === 1 && home[cell] === 0 && hasRival[cell % J] === 1) {
      rivalries[count++] = cell;
    }
  }
  state.rivalryCount = count;
  state.blocsMoved = false;
}

/** enf_i (E14): how far a country's rules are enforced, by its capacity and democracy, [0,1]. */
export function enforcement(
  { capacity, countries }: Frame,
  parameters: Parameters,
  i: number,
  year: number,
  democracy: number,
): number {
  return (
    pow(democracy, parameters["rules.enforcement_democracy"]) *
    capacity.values[rowOffset(capacity, year, countries) + i]
  );
}

/** exp of the part of the hazard of a data-protection law (E13) that no other state moves. */
export function lawFactor(
  { zEuTrade }: Frame,
  parameters: Parameters,
  i: number,
  zDemocracy: number,
): number {
  return exp(
    clampExponent(
      parameters["law.eu_trade"] * zEuTrade[i] + parameters["law.democracy"] * zDemocracy,
    ),
  );
}

/** Ally_ij and what it gives to alignment, for a country that has joined a bloc or is in its own. */
function joinBloc(model: Model, state: State, i: number, J: number): void {
  const { frame, settings } = model;
  const joined = state.policy.ally[i];
  if (joined === state.bloc[i]) return;
  state.bloc[i] = joined;
  state.blocsMoved = true;
  const allianceWeight = settings.parameters["choice.alliance"];
  const tradeWeight = settings.parameters["choice.trade"];
  for (let j = 0; j < J; j++) {
    const cell = i * J + j;
    const ally = joined < 0 ? frame.allyOfRival[cell] : frame.rivals[joined * J + j] === 1 ? 1 : 0;
    state.allyOfRival[cell] = ally;
    state.affinity[cell] =
      frame.home[cell] === 1 ? 0 : allianceWeight * ally + tradeWeight * frame.zTrade[cell];
  }
}
