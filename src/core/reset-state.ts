import { lognormal } from "./distributions.ts";
import { Purpose, type RunKey, slotWord } from "./draws.ts";
import { resetPairs } from "./matched-pairs.ts";
import { exp } from "./math.ts";
import type { Model } from "./model.ts";
import { resetOwn } from "./own.ts";
import { clearPolicy } from "./policy.ts";
import { refreshQuality } from "./processes/race-suppliers.ts";
import { listEngaged } from "./rosters.ts";
import { rowOffset } from "./series.ts";
import { NONE, type State, Status } from "./state.ts";
import { resetTotals } from "./totals.ts";

/** Log-SD of the thresholds of moratoria. */
const THRESHOLD_LOG_SD = 0.5;
/** Least share of the threshold that civil society and democracy leave. */
const LEAST_THRESHOLD = 0.15;
/** A step long before any run. */
const NEVER = -(1 << 28);

/** Puts a state to the start of a run: no contracts anywhere, experience as given. */
export function resetState(model: Model, state: State, key: RunKey): void {
  state.step = 0;
  state.draws.start(key);
  state.holder.fill(NONE);
  state.nextHolder.fill(NONE);
  state.status.fill(Status.Vacant);
  state.nextStatus.fill(Status.Vacant);
  state.maker.fill(NONE);
  state.goLive.fill(0);
  state.term.fill(0);
  state.expiry.fill(0);
  state.failed.fill(0);
  state.contractPrice.fill(0);
  state.uptime.fill(1);
  state.coverage.fill(0);
  state.kit.fill(0);
  state.equippedCount = 0;
  listEngaged(state);
  state.dueCount = 0;
  state.changedCount = 0;
  state.contracts.fill(0);
  state.contractsIn.fill(0);
  state.held.fill(0);
  state.heldBy.fill(0);
  state.holderBits.fill(0);
  state.adopters = 0;
  state.adoptersOf.fill(0);
  state.peerAdoption.fill(0);
  state.peerUse.fill(0);
  state.emulation.fill(0);
  state.experience.set(model.settings.suppliers.experience);
  state.cost.set(model.initialCost);
  state.price.set(model.settings.suppliers.price);
  state.logPrice.fill(0);
  state.idealPoint.fill(0);
  state.priceFactor.fill(1);
  // Zero is no possible factor, so the first refresh computes every logarithm.
  state.netFactor.fill(0);
  state.logNetFactor.fill(0);
  state.grant.fill(0);
  state.financed.fill(0);
  state.demand.fill(0);
  resetSuppliers(model, state);
  resetCountries(model, state);
  resetTotals(state.totals);
  resetPairs(state.pairs);
  resetOwn(model, state, key);
}

function resetSuppliers({ settings }: Model, state: State): void {
  const { suppliers, parameters } = settings;
  state.knowledge.set(suppliers.knowledge);
  refreshQuality(parameters, state);
  state.compliance.set(suppliers.compliance);
  state.markup.set(suppliers.markup);
  state.reputation.fill(0);
  state.revenue.fill(0);
  state.homeRevenue.fill(0);
  state.revenueShare.fill(0);
  state.signed.fill(0);
  state.signedValue.fill(0);
  state.newBusiness.fill(0);
  state.businessOf.fill(0);
  state.demandForRules.fill(0);
  state.severityOf.fill(0);
}

function resetCountries(model: Model, state: State): void {
  const { frame } = model;
  clearPolicy(state.policy);
  state.newYear = true;
  state.triggerRun.fill(0);
  state.triggerStart.fill(-1);
  state.since.fill(0);
  state.policyStale = true;
  state.aided = model.settings.interventions.length > 0 || model.extension.processes.length > 0;
  state.democracy.fill(-1);
  state.bloc.fill(-2);
  state.thetaDrift.fill(0);
  state.shakenUntil.fill(0);
  state.dependence.fill(0);
  state.lastSigned.fill(NEVER);
  state.listPrice.fill(0);
  state.sponsored.fill(0);
  state.forgone.fill(0);
  state.granted.fill(0);
  state.sponsorFactor.fill(1);
  state.incidents = 0;
  state.knownIncidents = 0;
  state.severityIn.fill(0);
  state.shockSeverity.fill(0);
  state.hasShockSeverity = false;
  state.peerSeverity.fill(0);
  state.backlash.fill(0);
  const unrest = rowOffset(frame.unrest, 0, frame.countries);
  state.unrest.set(frame.unrest.values.subarray(unrest, unrest + frame.countries));
  state.law.set(frame.lawAtStart);
  state.laws = frame.lawAtStart.reduce((sum, flag) => sum + flag, 0);
  state.tier.fill(0);
  state.nextTier.fill(0);
  state.seenTier.fill(0);
  state.tiers = 0;
  state.peerTiers.fill(0);
  state.floor.fill(0);
  state.nextFloor = 0;
  drawThresholds(model, state);
  state.ownMoratorium.fill(0);
  state.moratoriumEnd.fill(0);
  state.moratorium.fill(0);
  state.moratoria = 0;
  state.declared = 0;
  state.peerMoratoria.fill(0);
  state.ownBan.fill(0);
  state.ban.fill(0);
  state.banOnset.fill(0);
  state.bansStale = true;
  state.begunCount = 0;
  state.onsets = 0;
  state.bansOf.fill(0);
  state.peerBans.fill(0);
  state.removed = 0;
  state.treatyOpen.fill(0);
  state.treatyOpened.fill(-1);
  state.member.fill(0);
  state.members.fill(0);
  state.inForce.fill(0);
  state.bound.fill(0);
  state.treatyFloor.fill(0);
  state.lifted.fill(NEVER);
  state.norm.set(frame.norm);
  state.normWeight.fill(-1);
  state.normStale.fill(1);
  state.peerNorm.fill(0);
  state.peerNormWeight.fill(0);
  state.learning.fill(0);
  state.security.fill(0);
  state.erosion.fill(0);
}

/** psi_i (E15): lower where civil society is strong and heard; drawn once a run. */
export function drawThresholds({ frame, settings }: Model, state: State): void {
  const { countries: n, countryKeys } = frame;
  const median = settings.parameters["moratorium.threshold"];
  // The mean of a lognormal with this median.
  const mean = median * exp((THRESHOLD_LOG_SD * THRESHOLD_LOG_SD) / 2);
  const democracy = rowOffset(frame.democracy, 0, n);
  const civil = rowOffset(frame.civilSociety, 0, n);
  state.draws.aim(Purpose.Threshold, 0);
  for (let i = 0; i < n; i++) {
    const heard = frame.civilSociety.values[civil + i] * frame.democracy.values[democracy + i];
    const drawn = lognormal(
      state.draws.uniform(countryKeys[i], slotWord(0, 0)),
      mean,
      THRESHOLD_LOG_SD,
    );
    state.threshold[i] = drawn * Math.max(LEAST_THRESHOLD, 1 - heard);
  }
}
