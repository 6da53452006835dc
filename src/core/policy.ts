import type { Bytes, Integers, Vector } from "./arrays.ts";
import type { Frame } from "./frame.ts";

/**
 * What interventions have put in force in the step under way, apart from prices and loans. Cleared
 * and assembled anew whenever something of it may have changed.
 */
export interface Policy {
  /** Sanc_ij, [0,1]; [country × supplier] */
  readonly sanction: Vector;
  /** Press_ij, [0,1]; [country × supplier] */
  readonly pressure: Vector;
  /** 1 where a ban is imposed by policy; [country × supplier] */
  readonly banned: Bytes;
  /** 1 where an imposed ban begins, until bans are next looked at; [country × supplier] */
  readonly banBegins: Bytes;
  /** Share of contracts that the imposed ban removes; [country × supplier] */
  readonly banCompliance: Vector;
  /** Lic_ij: 1 where export control forbids the sale; [country × supplier] */
  readonly refused: Bytes;
  /** Gain of compliance towards 1; [country × supplier] */
  readonly complianceGain: Vector;
  /** Bonus on the supplier's quality, share; [country × supplier] */
  readonly qualityBonus: Vector;
  /** Fin_i: how far some financing initiative covers the country, [0,1]; [country] */
  readonly financing: Vector;
  /** 1 under an imposed moratorium; [country] */
  readonly moratorium: Bytes;
  /** Least tier of safeguards by mandate; [country] */
  readonly floor: Bytes;
  /** Factor on the pull of trade with the EU (rE); [country] */
  readonly leverage: Vector;
  /** Added to v0; [country] */
  readonly visibility: Vector;
  /** Inducement to treaties, [0,1]; [country] */
  readonly inducement: Vector;
  /** Aid to civil society: rC is multiplied by 1 + aid; [country] */
  readonly aid: Vector;
  /** s_i: unrest shock, SD; [country] */
  readonly unrest: Vector;
  /** HS_i: crime shock, SD; [country] */
  readonly crime: Vector;
  /** Democracy set by a regime change, NaN where none; [country] */
  readonly democracy: Vector;
  /** Supplier whose bloc the country has joined, -1 where none; [country] */
  readonly ally: Integers;
  /** Factor on unit cost; [supplier] */
  readonly costFactor: Vector;
  /** Factor on the hardware part of unit cost; [supplier] */
  readonly hardwareFactor: Vector;
  /** Factor on research as a whole; [supplier] */
  readonly researchFactor: Vector;
  /** Factor on public research; [supplier] */
  readonly publicResearch: Vector;
  /** S: supply-shock multiplier on hardware; [1] */
  readonly supply: Vector;
}

/** Arrays for the policies of a frame. */
export function createPolicy({ countries: n, suppliers: J }: Frame): Policy {
  return {
    sanction: new Float64Array(n * J),
    pressure: new Float64Array(n * J),
    banned: new Uint8Array(n * J),
    banBegins: new Uint8Array(n * J),
    banCompliance: new Float64Array(n * J),
    refused: new Uint8Array(n * J),
    complianceGain: new Float64Array(n * J),
    qualityBonus: new Float64Array(n * J),
    financing: new Float64Array(n),
    moratorium: new Uint8Array(n),
    floor: new Uint8Array(n),
    leverage: new Float64Array(n),
    visibility: new Float64Array(n),
    inducement: new Float64Array(n),
    aid: new Float64Array(n),
    unrest: new Float64Array(n),
    crime: new Float64Array(n),
    democracy: new Float64Array(n),
    ally: new Int32Array(n),
    costFactor: new Float64Array(J),
    hardwareFactor: new Float64Array(J),
    researchFactor: new Float64Array(J),
    publicResearch: new Float64Array(J),
    supply: new Float64Array(1),
  };
}

/** Nothing in force. */
export function clearPolicy(policy: Policy): void {
  policy.sanction.fill(0);
  policy.pressure.fill(0);
  policy.banned.fill(0);
  policy.banBegins.fill(0);
  policy.banCompliance.fill(0);
  policy.refused.fill(0);
  policy.complianceGain.fill(0);
  policy.qualityBonus.fill(0);
  policy.financing.fill(0);
  policy.moratorium.fill(0);
  policy.floor.fill(0);
  policy.leverage.fill(1);
  policy.visibility.fill(0);
  policy.inducement.fill(0);
  policy.aid.fill(0);
  policy.unrest.fill(0);
  policy.crime.fill(0);
  policy.democracy.fill(Number.NaN);
  policy.ally.fill(-1);
  policy.costFactor.fill(1);
  policy.hardwareFactor.fill(1);
  policy.researchFactor.fill(1);
  policy.publicResearch.fill(1);
  policy.supply.fill(1);
}
