import type { Bytes, Integers, Vector, Words } from "./arrays.ts";
import { Draws, type RunKey } from "./draws.ts";
import type { Model } from "./model.ts";

/** Status of a deployment, the state machine of MODEL 3.4. */
export const Status = {
  /** No contract; old kit, if any, runs down. */
  Vacant: 0,
  /** Signed, not yet live. */
  Building: 1,
  /** Live under contract. */
  Operating: 2,
} as const;

/** Most suppliers a model may have: one bit each in a word. */
export const MOST_SUPPLIERS = 32;

/** No holder, no maker. */
export const NONE = -1;

/**
 * The arrays that a step may write. `x` is read as the snapshot of the step's start, `nextX` takes
 * what the step decides; `commit` turns the one into the other, so that results do not depend on
 * the order of countries. Deployment (i,d) stands at d * countries + i, so that
 * passes over a segment's countries run through memory in order.
 */
export interface State {
  /** Step under way. */
  step: number;
  readonly draws: Draws;

  /** Supplier under contract, or NONE; [segment × country] */
  readonly holder: Integers;
  readonly nextHolder: Integers;
  /** Status; [segment × country] */
  readonly status: Bytes;
  readonly nextStatus: Bytes;
  /** Maker of the kit in place, or NONE; [segment × country] */
  readonly maker: Integers;
  /** Step on which the contract goes live; [segment × country] */
  readonly goLive: Integers;
  /** Steps the contract runs from go-live; [segment × country] */
  readonly term: Integers;
  /** Step on which the contract's term is over; [segment × country] */
  readonly expiry: Integers;
  /** 1 if delivery failed under the contract; [segment × country] */
  readonly failed: Bytes;
  /** Price P_ij at signature, index; [segment × country] */
  readonly contractPrice: Vector;
  /** Uptime of the kit, [0,1]; [segment × country] */
  readonly uptime: Vector;
  /** K: coverage, share of the segment's population; [segment × country] */
  readonly coverage: Vector;

  /** 1 once any kit of the country has gone live; [country] */
  readonly kit: Bytes;

  /** Deployments with a decision due, ascending within expiries and within openings; `dueCount` of them. */
  readonly due: Integers;
  dueCount: number;
  /** Deployments that `commit` has to look at; `changedCount` of them. */
  readonly changed: Integers;
  changedCount: number;

  /** Segments the country has under contract; [country] */
  readonly held: Integers;
  /** Segments the country has under contract with the supplier; [country × supplier] */
  readonly heldBy: Integers;
  /** Bit j set if heldBy > 0; [country] */
  readonly holderBits: Words;
  /** Contracts in force; [supplier] */
  readonly contracts: Integers;
  /** Contracts in force; [segment] */
  readonly contractsIn: Integers;
  /** Countries with a contract. */
  adopters: number;
  /** Countries with a contract with the supplier; [supplier] */
  readonly adoptersOf: Integers;
  /** Sum over peers of weight times adoption, units of 2^-15; [country] */
  readonly peerAdoption: Integers;
  /** The same per supplier; [country × supplier] */
  readonly peerUse: Integers;
  /** E: recent adoption among peers, share; [country] */
  readonly emulation: Vector;

  /** Q_j: covered person-years served; [supplier] */
  readonly experience: Vector;
  /** c_j: unit cost, index; [supplier] */
  readonly cost: Vector;
  /** P_j: list price, index; [supplier] */
  readonly price: Vector;
  /** Logarithm of the list price; [supplier] */
  readonly logPrice: Vector;
  /** theta_j: ideal point of the supplier; [supplier] */
  readonly idealPoint: Vector;
  /** pol_ij: product of (1 - share) over active price interventions; [country × supplier] */
  readonly priceFactor: Vector;
  /** (1 + tau_ij)(1 - g_ij f_ij) pol_ij; [country × supplier] */
  readonly netFactor: Vector;
  /** Logarithm of netFactor; [country × supplier] */
  readonly logNetFactor: Vector;
  /** g_ij: grant element in force; [country × supplier] */
  readonly grant: Vector;
  /** f_ij: financed share in force; [country × supplier] */
  readonly financed: Vector;
  /** What financing interventions add to the log hazard; [country] */
  readonly demand: Vector;

  /** Contracts signed in the step, renewals included; [supplier] */
  readonly signed: Integers;
  /** Renewals with the incumbent in the step. */
  renewed: number;
  /** Expiries that went to another supplier in the step. */
  switched: number;
  /** Expiries that ended in none in the step. */
  abandoned: number;
  /** Early cancellations in the step. */
  cancelled: number;
  /** Cost of switching in the step, USD. */
  switchingBill: number;
  /** Scratch: the draws of each country in the process under way; [country] */
  readonly streams: Integers;
  /** Scratch: person-years served in the step, four sums per supplier; [4 × 32] */
  readonly served: Vector;
  /** Utilities of the alternatives of one decision, none first; [suppliers + 1] */
  readonly utility: Vector;
}

/** Arrays for the runs of a model, to be reset for each. */
export function createState(model: Model): State {
  const { countries: n, suppliers: J, segments: D } = model.frame;
  return {
    step: 0,
    draws: new Draws(),
    holder: new Int32Array(n * D),
    nextHolder: new Int32Array(n * D),
    status: new Uint8Array(n * D),
    nextStatus: new Uint8Array(n * D),
    maker: new Int32Array(n * D),
    goLive: new Int32Array(n * D),
    term: new Int32Array(n * D),
    expiry: new Int32Array(n * D),
    failed: new Uint8Array(n * D),
    contractPrice: new Float64Array(n * D),
    uptime: new Float64Array(n * D),
    coverage: new Float64Array(n * D),
    kit: new Uint8Array(n),
    due: new Int32Array(n * D),
    dueCount: 0,
    changed: new Int32Array(n * D),
    changedCount: 0,
    held: new Int32Array(n),
    heldBy: new Int32Array(n * J),
    holderBits: new Uint32Array(n),
    contracts: new Int32Array(J),
    contractsIn: new Int32Array(D),
    adopters: 0,
    adoptersOf: new Int32Array(J),
    peerAdoption: new Int32Array(n),
    peerUse: new Int32Array(n * J),
    emulation: new Float64Array(n),
    experience: new Float64Array(J),
    cost: new Float64Array(J),
    price: new Float64Array(J),
    logPrice: new Float64Array(J),
    idealPoint: new Float64Array(J),
    priceFactor: new Float64Array(n * J),
    netFactor: new Float64Array(n * J),
    logNetFactor: new Float64Array(n * J),
    grant: new Float64Array(n * J),
    financed: new Float64Array(n * J),
    demand: new Float64Array(n),
    signed: new Int32Array(J),
    renewed: 0,
    switched: 0,
    abandoned: 0,
    cancelled: 0,
    switchingBill: 0,
    streams: new Int32Array(n),
    served: new Float64Array(4 * MOST_SUPPLIERS),
    utility: new Float64Array(J + 1),
  };
}

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
}
