import type { Model } from "./model.ts";
import type { State } from "./state.ts";

/** Tier from which safeguards bind. */
const BINDING = 2;

/** Sums over countries that outcomes share, in one pass in the order of countries. */
export function measureCountries(model: Model, state: State): void {
  const { countries: n, suppliers: J, home, reference, gdp } = model.frame;
  const { norm: positions } = model.settings.suppliers;
  const { held, heldBy, tier, enforcement, erosion, security, norm, backlash, unrest, dependence } =
    state;
  const { totals, ban, bound } = state;
  const { normDistance, leverage } = totals;
  let contracts = 0;
  let concentration = 0;
  let single = 0;
  let seen = 0;
  let without = 0;
  let under = 0;
  let binding = 0;
  let enforced = 0;
  let eroded = 0;
  let secured = 0;
  let norms = 0;
  let angry = 0;
  let restless = 0;
  let tiers = 0;
  let leaked = 0;
  let treaties = 0;
  normDistance.fill(0);
  leverage.fill(0);
  for (let i = 0; i < n; i++) {
    eroded += erosion[i];
    secured += security[i];
    norms += norm[i];
    angry += backlash[i];
    restless += unrest[i];
    tiers += tier[i];
    enforced += tier[i] * enforcement[i];
    treaties += bound[i];
    if (tier[i] >= BINDING) binding++;
    for (let j = 0; j < J; j++) normDistance[j] += Math.abs(norm[i] - positions[j]);
    const mine = held[i];
    if (mine === 0) continue;
    contracts += mine;
    seen += reference[i];
    if (tier[i] === 0) without++;
    if (tier[i] >= BINDING) under += mine;
    for (let j = 0; j < J; j++) {
      const cell = i * J + j;
      const count = heldBy[cell];
      if (count === 0) continue;
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
  totals.withoutRules = without;
  totals.underRules = under;
  totals.leaked = leaked;
  totals.bound = treaties;
  totals.binding = binding;
  totals.enforced = enforced;
  totals.erosion = eroded;
  totals.security = secured;
  totals.norms = norms;
  totals.backlash = angry;
  totals.unrest = restless;
  totals.tiers = tiers;
}
