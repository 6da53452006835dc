import type { Model } from "./model.ts";
import type { State } from "./state.ts";

/** Tier from which safeguards bind. */
const BINDING = 2;
/** Unrest above which a country counts as in unrest, SD. */
const RESTIVE = 1;

/** Sums over countries that outcomes share, in the order of countries. */
export function measureCountries(model: Model, state: State): void {
  measureMoods(model, state);
  measureRules(model, state);
  measureTies(model, state);
}

/** What every country has some of. */
function measureMoods({ frame, settings }: Model, state: State): void {
  const { countries: n, suppliers: J } = frame;
  const { norm: positions } = settings.suppliers;
  const { erosion, security, norm, backlash, unrest, totals } = state;
  let eroded = 0;
  let secured = 0;
  let norms = 0;
  let angry = 0;
  let restless = 0;
  let restive = 0;
  for (let i = 0; i < n; i++) {
    eroded += erosion[i];
    secured += security[i];
    norms += norm[i];
    angry += backlash[i];
    restless += unrest[i];
    if (unrest[i] > RESTIVE) restive++;
  }
  totals.erosion = eroded;
  totals.security = secured;
  totals.norms = norms;
  totals.backlash = angry;
  totals.unrest = restless;
  totals.restive = restive;
  // Two suppliers at a time: a single sum would make each addition wait for the one before.
  for (let j = 0; j < J; j += 2) {
    const other = Math.min(j + 1, J - 1);
    const here = positions[j];
    const there = positions[other];
    let distance = 0;
    let otherDistance = 0;
    for (let i = 0; i < n; i++) {
      distance += Math.abs(norm[i] - here);
      otherDistance += Math.abs(norm[i] - there);
    }
    totals.normDistance[j] = distance;
    totals.normDistance[other] = otherDistance;
  }
}

/** Safeguards and treaties in force. */
function measureRules({ frame }: Model, state: State): void {
  const { countries: n } = frame;
  const { tier, enforcement, held, bound, totals } = state;
  let safeguarded = 0;
  let tiers = 0;
  let enforced = 0;
  let binding = 0;
  let under = 0;
  let without = 0;
  let treaties = 0;
  for (let i = 0; i < n; i++) {
    treaties += bound[i];
    if (tier[i] === 0) {
      if (held[i] > 0) without++;
      continue;
    }
    safeguarded++;
    tiers += tier[i];
    enforced += tier[i] * enforcement[i];
    if (tier[i] < BINDING) continue;
    binding++;
    under += held[i];
  }
  totals.tiers = tiers;
  totals.safeguarded = safeguarded;
  totals.enforced = enforced;
  totals.binding = binding;
  totals.underRules = under;
  totals.withoutRules = without;
  totals.bound = treaties;
}

/** Who depends on whom. */
function measureTies({ frame }: Model, state: State): void {
  const { countries: n, suppliers: J, home, reference, gdp } = frame;
  const { held, heldBy, holderBits, ban, dependence, totals } = state;
  const { leverage } = totals;
  let contracts = 0;
  let concentration = 0;
  let single = 0;
  let seen = 0;
  let leaked = 0;
  leverage.fill(0);
  for (let i = 0; i < n; i++) {
    const mine = held[i];
    if (mine === 0) continue;
    contracts += mine;
    seen += reference[i];
    // The suppliers among the bits, lowest first.
    for (let bits = holderBits[i] | 0; bits !== 0; bits &= bits - 1) {
      const j = 31 - Math.clz32(bits & -bits);
      const cell = i * J + j;
      const count = heldBy[cell];
      if (ban[cell] === 1) leaked += count;
      concentration += (count / mine) * (count / mine);
      if (count === mine && home[cell] === 0) single++;
      leverage[j] += gdp[i] * dependence[cell];
    }
  }
  totals.contracts = contracts;
  totals.concentration = concentration;
  totals.singleSourced = single;
  totals.reference = seen;
  totals.leaked = leaked;
}
