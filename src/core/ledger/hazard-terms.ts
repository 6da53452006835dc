// The terms of the logarithms of the hazards (1/yr) of E7, E13, E14, E16 and E19, for every country at
// once, so that one can be held against the average. Each set sums to the logarithm of the hazard that
// the kernel draws with; a property test sees to it.

import { alignment } from "../alignment.ts";
import type { Vector } from "../arrays.ts";
import { clampExponent, log } from "../math.ts";
import type { Model } from "../model.ts";
import { PEER_UNIT } from "../peers.ts";
import { banExponent } from "../processes/ban-suppliers.ts";
import { peersIn } from "../processes/join-treaties.ts";
import { adoptionExposure, openingHazard } from "../processes/open-procurement.ts";
import { lowest, TOP_TIER } from "../processes/tighten-rules.ts";
import { rowOffset } from "../series.ts";
import type { State } from "../state.ts";

/** What a hazard is of. */
export type HazardKind = "opportunity" | "law" | "rules" | "rollback" | "ban" | "treaty";

/** Terms of a log hazard over all countries. */
export interface HazardTerms {
  readonly kind: HazardKind;
  /** Supplier of a ban, else -1. */
  readonly supplier: number;
  /** Id of a treaty, else "". */
  readonly treaty: string;
  readonly terms: readonly string[];
  /** [country × terms] */
  readonly values: Vector;
  /** 1 where the hazard acts in the step: a country with a law passes no other; [country] */
  readonly acts: Uint8Array<ArrayBuffer>;
}

/** Terms of country i; the first, "base", is shared by all. */
type TermsOf = (i: number) => readonly number[];

function collect(
  what: Pick<HazardTerms, "kind"> & Partial<HazardTerms>,
  countries: number,
  names: readonly string[],
  termsOf: TermsOf,
  acts: (i: number) => boolean,
): HazardTerms {
  const T = names.length;
  const values = new Float64Array(countries * T);
  const flags = new Uint8Array(countries);
  for (let i = 0; i < countries; i++) {
    values.set(termsOf(i), i * T);
    flags[i] = acts(i) ? 1 : 0;
  }
  return { supplier: -1, treaty: "", ...what, terms: names, values, acts: flags };
}

/** Appends what the limits of an exponent, -20 and 20, take off. */
function limited(base: number, exponents: readonly number[]): readonly number[] {
  const sum = exponents.reduce((a, b) => a + b, 0);
  return [log(base), ...exponents, clampExponent(sum) - sum];
}

/** Terms of the hazard of a procurement opening (E7); null where nothing can open anywhere. */
export function openingTerms(model: Model, state: State): HazardTerms | null {
  const { frame, settings } = model;
  const { parameters } = settings;
  const { countries: n, yearOfStep } = frame;
  const base = parameters["opportunity.base_hazard"];
  if (!(base > 0)) return null;
  const year = Math.min(yearOfStep[state.step], model.hazardRows - 1);
  const of = (series: typeof frame.zIncome, i: number) =>
    series.values[rowOffset(series, year, n) + i];
  const threshold = log(parameters["opportunity.affordability_income"]);
  const names = [
    "base",
    "income",
    "size",
    "crime",
    "ties to the EU",
    "state capacity",
    "affordability",
    "adoption among peers",
    "recent adoption",
    "what peers got out of it",
    "another segment",
    "unrest",
    "financing",
    "limit",
    "unsolicited offers",
  ];
  const termsOf: TermsOf = (i) => {
    const gap = threshold - log(of(frame.income, i));
    const own = limited(base, [
      parameters["opportunity.income"] * of(frame.zIncome, i),
      parameters["opportunity.size"] * of(frame.zSize, i),
      parameters["opportunity.crime"] * (frame.zCrime[i] + state.policy.crime[i]),
      -parameters["opportunity.eu_ties"] * frame.zEuTrade[i],
      parameters["opportunity.capacity"] * of(frame.zCapacity, i),
      gap > 0 ? -parameters["opportunity.affordability"] * gap : 0,
      parameters["opportunity.contagion"] * adoptionExposure(model, state, i),
      parameters["opportunity.emulation"] * state.emulation[i],
      parameters["opportunity.learning"] * state.learning[i],
      state.held[i] > 0 ? parameters["opportunity.spillover"] : 0,
      parameters["opportunity.unrest"] * state.unrest[i],
      state.demand[i],
    ]);
    // What is added outside the exponential raises the logarithm by what it adds in proportion.
    const within = own.reduce((a, b) => a + b, 0);
    return [...own, log(openingHazard(model, state, i)) - within];
  };
  const acts = (i: number) => {
    if (state.moratorium[i] === 1) return false;
    for (let d = 0; d < frame.segments; d++) if (state.status[d * n + i] === 0) return true;
    return false;
  };
  return collect({ kind: "opportunity" }, n, names, termsOf, acts);
}

/** Terms of the hazard of a data-protection law (E13); null where none is passed. */
export function lawTerms(model: Model, state: State): HazardTerms | null {
  const { frame, settings } = model;
  const { parameters, mechanisms } = settings;
  const n = frame.countries;
  const base = parameters["law.innovation"] + parameters["law.imitation"] * (state.laws / n);
  if (!mechanisms.laws || !(base > 0)) return null;
  const names = ["base", "ties to the EU", "democracy", "limit"];
  const termsOf: TermsOf = (i) =>
    limited(base, [
      parameters["law.eu_trade"] * frame.zEuTrade[i],
      parameters["law.democracy"] * state.zDemocracy[i],
    ]);
  return collect({ kind: "law" }, n, names, termsOf, (i) => state.law[i] === 0);
}

/** Terms of the hazard of a tier of safeguards more (E14); null where none rises. */
export function rulesTerms(model: Model, state: State): HazardTerms | null {
  const { frame, settings, peers } = model;
  const { parameters, mechanisms } = settings;
  const { countries: n, zEuTrade, zCivilSociety } = frame;
  const base = parameters["rules.base"];
  if (!mechanisms.rules || !(base > 0)) return null;
  const civilRow = rowOffset(zCivilSociety, frame.yearOfStep[state.step], n);
  const euAct = state.step >= frame.euActFrom ? parameters["rules.eu_act"] : 0;
  const names = [
    "base",
    "democracy",
    "civil society",
    "ties to the EU",
    "backlash",
    "rules of peers",
    "treaty",
    "norms",
    "limit",
  ];
  const termsOf: TermsOf = (i) => {
    const uniform = peers.uniform[i] / PEER_UNIT / Math.max(1, n - 1);
    const among = state.peerTiers[i] / PEER_UNIT + uniform * (state.tiers - state.seenTier[i]);
    return limited(base, [
      parameters["rules.democracy"] * state.zDemocracy[i],
      parameters["rules.civil_society"] *
        (1 + state.policy.aid[i]) *
        zCivilSociety.values[civilRow + i],
      euAct * state.policy.leverage[i] * zEuTrade[i],
      parameters["rules.backlash"] * state.backlash[i],
      (parameters["rules.peers"] * among) / TOP_TIER,
      parameters["rules.treaty"] * state.bound[i],
      -parameters["rules.norms"] * state.norm[i],
    ]);
  };
  return collect({ kind: "rules" }, n, names, termsOf, (i) => state.tier[i] < TOP_TIER);
}

/** Terms of the hazard of a tier less (E14); null where none falls. */
export function rollbackTerms({ frame, settings }: Model, state: State): HazardTerms | null {
  const { parameters, mechanisms } = settings;
  const base = parameters["rules.rollback"];
  if (!mechanisms.rules || !(base > 0)) return null;
  const termsOf: TermsOf = (i) =>
    limited(base, [
      parameters["rules.rollback_unrest"] * state.unrest[i],
      parameters["rules.rollback_crime"] * state.policy.crime[i],
    ]);
  const acts = (i: number) => state.tier[i] > lowest(state, i);
  return collect(
    { kind: "rollback" },
    frame.countries,
    ["base", "unrest", "crime", "limit"],
    termsOf,
    acts,
  );
}

/** Terms of the hazard of a ban of supplier j (E16); null where it cannot be banned. */
export function banTerms(model: Model, state: State, j: number): HazardTerms | null {
  const { frame, settings } = model;
  const { parameters, mechanisms } = settings;
  const { countries: n, suppliers: J, home, hasRival } = frame;
  const base = parameters["ban.base"];
  if (!mechanisms.bans || state.step < frame.bansFrom || !(base > 0) || hasRival[j] === 0) {
    return null;
  }
  const names = [
    "base",
    "pressure",
    "dependence",
    "alliance",
    "distance",
    "limit",
    "bans of peers",
  ];
  const termsOf: TermsOf = (i) => {
    const cell = i * J + j;
    const rival = state.allyOfRival[cell] === 1;
    const own = [
      log(base),
      parameters["ban.pressure"] * state.policy.pressure[cell],
      -parameters["ban.dependence"] * state.dependence[cell],
      rival ? parameters["ban.ally"] : 0,
      rival ? -parameters["ban.distance"] * alignment(model, state, i, j) : 0,
    ];
    const uniform = model.peers.uniform[i] / PEER_UNIT / Math.max(1, n - 1);
    const among = state.peerBans[cell] / PEER_UNIT + uniform * (state.bansOf[j] - state.ban[cell]);
    const exponent = banExponent(model, state, i, j);
    const limit = clampExponent(exponent) - exponent;
    return [...own, limit, parameters["ban.peers"] * among];
  };
  const acts = (i: number) => state.ownBan[i * J + j] === 0 && home[i * J + j] === 0;
  return collect({ kind: "ban", supplier: j }, n, names, termsOf, acts);
}

/**
 * Terms of the hazard of joining treaty k (E19); null while it is not open. To be asked for before
 * the process runs; writes the scratch array `joining`, which the process fills anew.
 */
export function treatyTerms(model: Model, state: State, k: number): HazardTerms | null {
  const { frame, settings, treaties } = model;
  const { parameters, mechanisms } = settings;
  const { countries: n, suppliers: J } = frame;
  const base = parameters["treaty.base"];
  if (!mechanisms.treaties || state.treatyOpen[k] === 0 || !(base > 0)) return null;
  const treaty = treaties[k];
  state.joining.set(state.member.subarray(k * n, (k + 1) * n));
  if (state.treatyOpened[k] === state.step) for (const i of treaty.founders) state.joining[i] = 1;
  let before = 0;
  for (let i = 0; i < n; i++) before += state.joining[i];
  const names = ["base", "norms", "democracy", "peers inside", "inducement", "dependence", "limit"];
  const termsOf: TermsOf = (i) =>
    limited(base, [
      parameters["treaty.norms"] * (0.5 - state.norm[i]),
      parameters["treaty.democracy"] * state.zDemocracy[i],
      parameters["treaty.peers"] * peersIn(model, state, before, i),
      parameters["treaty.inducement"] * state.policy.inducement[i],
      treaty.target >= 0
        ? -parameters["treaty.dependence"] * state.dependence[i * J + treaty.target]
        : 0,
    ]);
  const mayJoin = new Uint8Array(n);
  for (const i of treaty.countries) mayJoin[i] = state.joining[i] === 1 ? 0 : 1;
  return collect({ kind: "treaty", treaty: treaty.id }, n, names, termsOf, (i) => mayJoin[i] === 1);
}
