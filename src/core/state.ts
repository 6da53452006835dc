import type { Bytes, Integers, Vector, Words } from "./arrays.ts";
import type { Own } from "./definitions.ts";
import { Draws } from "./draws.ts";
import { MOST_SUPPLIERS } from "./frame.ts";
import { createPairs, type MatchedPairs } from "./matched-pairs.ts";
import type { Model } from "./model.ts";
import { createOwn } from "./own.ts";
import { createPolicy, type Policy } from "./policy.ts";
import { createTotals, type Totals } from "./totals.ts";

/** Status of a deployment, the state machine of docs/model.md 3.3. */
export const Status = {
  /** No contract; old kit, if any, runs down. */
  Vacant: 0,
  /** Signed, not yet live. */
  Building: 1,
  /** Live under contract. */
  Operating: 2,
  /** Contract removed by a ban: chooses as soon as no moratorium holds. */
  Open: 3,
} as const;

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
  /** List price P_j at signature, index; [segment × country] */
  readonly listPrice: Vector;
  /** Part of the price at signature that a sponsor pays, index; [segment × country] */
  readonly sponsored: Vector;
  /** Part of the price at signature that the supplier forgoes, index; [segment × country] */
  readonly forgone: Vector;
  /** Part of the price at signature that a lender grants, index; [segment × country] */
  readonly granted: Vector;
  /** Price P_ij at signature, index; [segment × country] */
  readonly contractPrice: Vector;
  /** Uptime of the kit, [0,1]; [segment × country] */
  readonly uptime: Vector;
  /** K: coverage, share of the segment's population; [segment × country] */
  readonly coverage: Vector;

  /** 1 once any kit of the country has gone live; [country] */
  readonly kit: Bytes;

  /** Deployments with kit in place, ascending; `equippedCount` of them. See `rosters.ts`. */
  readonly equipped: Integers;
  equippedCount: number;
  /** Deployments that were not vacant when the step began, ascending; `engagedCount` of them. */
  readonly engaged: Integers;
  engagedCount: number;
  /** Deployments that were vacant when the step began, ascending; `vacantCount` of them. */
  readonly vacant: Integers;
  vacantCount: number;

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
  /** The part of pol_ij that a sponsor pays for, as a factor; [country × supplier] */
  readonly sponsorFactor: Vector;
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

  /** Policies in force, apart from prices and loans. */
  readonly policy: Policy;
  /** True on the first step of a calendar year. */
  newYear: boolean;
  /** Trajectory columns recorded so far, for triggers; [column × steps] */
  recorded: Vector;
  /** Steps that the condition of an intervention has held; [intervention] */
  readonly triggerRun: Integers;
  /** Step on which a triggered intervention begins, -1 if not triggered; [intervention] */
  readonly triggerStart: Integers;
  /** Step from which an intervention may act, 0 but for those that a branch adds; [intervention] */
  readonly since: Integers;
  /** True when policies must be assembled anew whatever the date: at the start of a run or branch. */
  policyStale: boolean;
  /** False where no contract can be sponsored or sold under a price cut, so that none is looked at. */
  aided: boolean;

  /** D: electoral democracy now; [country] */
  readonly democracy: Vector;
  /** z(D) now; [country] */
  readonly zDemocracy: Vector;
  /** C: civil society now; [country] */
  readonly civilSociety: Vector;
  /** enf: how far rules are enforced, [0,1]; [country] */
  readonly enforcement: Vector;
  /** vis: probability that an incident becomes known; [country] */
  readonly visibility: Vector;
  /** exp of the static part of the hazard of a data-protection law; [country] */
  readonly lawFactor: Vector;
  /** Static part of the log hazard of safeguards; [country] */
  readonly rulesExponent: Vector;
  /** Its exponential; [country] */
  readonly rulesFactor: Vector;
  /** Supplier whose bloc the country was last counted in, -1 for its own, -2 before the first step; [country] */
  readonly bloc: Integers;
  /** True while rivalries have to be listed anew. */
  blocsMoved: boolean;
  /** Ally_ij now; [country × supplier] */
  readonly allyOfRival: Bytes;
  /** Alliance and trade parts of alignment now, ideal-point units; [country × supplier] */
  readonly affinity: Vector;
  /** theta_i now; [country] */
  readonly theta: Vector;
  /** Drift and shocks of theta_i so far; [country] */
  readonly thetaDrift: Vector;
  /** Step until which the country is shaken by a regime change; [country] */
  readonly shakenUntil: Integers;
  /** Dep_ij: share of segments, by population, with the supplier; [country × supplier] */
  readonly dependence: Vector;
  /** Step of the country's last signature; [country] */
  readonly lastSigned: Integers;

  /** A_j: knowledge, index; [supplier] */
  readonly knowledge: Vector;
  /** q_j: quality, [0,1]; [supplier] */
  readonly quality: Vector;
  /** e_j / e_0: error ratio; [supplier] */
  readonly errors: Vector;
  /** (dis_j - 1) / (dis_0 - 1): disparity between groups, [0,1]; [supplier] */
  readonly bias: Vector;
  /** kap_j: compliance, [0,1]; [supplier] */
  readonly compliance: Vector;
  /** m_j: mark-up, share; [supplier] */
  readonly markup: Vector;
  /** rho_j: reputation, [-20,0]; [supplier] */
  readonly reputation: Vector;
  /** Rev_j: revenue, 10^9 USD a year; [supplier] */
  readonly revenue: Vector;
  /** Revenue at home, 10^9 USD a year; [supplier] */
  readonly homeRevenue: Vector;
  /** Share of all revenue; [supplier] */
  readonly revenueShare: Vector;
  /** Value at list price of the contracts signed in the step, USD; [supplier] */
  readonly signedValue: Vector;
  /** The same for each step of the last year; [steps of a year × supplier] */
  readonly newBusiness: Vector;
  /** Value signed in the last year, USD; [supplier] */
  readonly businessOf: Vector;
  /** RX_j: safeguards asked for by the last year's buyers, [0,1]; [supplier] */
  readonly demandForRules: Vector;
  /** Scratch; [supplier] */
  readonly demandWeight: Vector;
  /** Scratch: persons served times list price, four sums per supplier; [4 × 32] */
  readonly sold: Vector;
  /** Scratch: the same at home; [supplier] */
  readonly homeSold: Vector;

  /** Incidents of the step. */
  incidents: number;
  /** Incidents of the step that became known. */
  knownIncidents: number;
  /** Severity of the step's known incidents by maker; [supplier] */
  readonly severityOf: Vector;
  /** Severity of the step's known incidents; [country] */
  readonly severityIn: Vector;
  /** Severity that interventions cause in the step; [country × supplier] */
  readonly shockSeverity: Vector;
  hasShockSeverity: boolean;
  /** Scratch: rate of incidents per unit of coverage; [supplier] */
  readonly incidentFactor: Vector;
  /** Scratch: severity among peers; [country] */
  readonly peerSeverity: Vector;
  /** B_i: backlash, [0,20]; [country] */
  readonly backlash: Vector;
  /** U_i: unrest, SD in [-5,5]; [country] */
  readonly unrest: Vector;

  /** L_i: 1 with a data-protection law; [country] */
  readonly law: Bytes;
  /** Countries with a data-protection law. */
  laws: number;
  /** Tier of safeguards, 0 to 3: R_i = tier / 3; [country] */
  readonly tier: Bytes;
  readonly nextTier: Bytes;
  /** Tiers as counted in peerTiers; [country] */
  readonly seenTier: Bytes;
  /** Sum of seenTier. */
  tiers: number;
  /** Sum over peers of weight times tier, units of 2^-15; [country] */
  readonly peerTiers: Integers;
  /** Next step on which floors have to be looked at: policies have changed, or the AI Act binds somebody. */
  nextFloor: number;
  /** Least tier by mandate or AI Act; [country] */
  readonly floor: Bytes;
  /** psi_i: backlash at which a moratorium is declared; [country] */
  readonly threshold: Vector;
  /** 1 under a moratorium of its own; [country] */
  readonly ownMoratorium: Bytes;
  /** First step after that moratorium; [country] */
  readonly moratoriumEnd: Integers;
  /** M_i: 1 under any moratorium; [country] */
  readonly moratorium: Bytes;
  /** Countries under a moratorium. */
  moratoria: number;
  /** Moratoria declared so far in the run. */
  declared: number;
  /** Sum over peers of weight times M, units of 2^-15; [country] */
  readonly peerMoratoria: Integers;
  /** 1 where the country itself has banned the supplier; [country × supplier] */
  readonly ownBan: Bytes;
  /** Ban_ij: 1 where any ban is in force; [country × supplier] */
  readonly ban: Bytes;
  /** 1 where a ban begins in the step; [country × supplier] */
  readonly banOnset: Bytes;
  /** True when policies may have changed since bans were last looked at. */
  bansStale: boolean;
  /** Cells whose own ban is not in force yet; `begunCount` of them. */
  readonly begun: Integers;
  begunCount: number;
  /** Cells where a supplier's rival has an ally that may ban it, ascending; `rivalryCount` of them. */
  readonly rivalries: Integers;
  rivalryCount: number;
  /** Bans that begin in the step. */
  onsets: number;
  /** Countries that ban the supplier; [supplier] */
  readonly bansOf: Integers;
  /** Sum over peers of weight times Ban, units of 2^-15; [country × supplier] */
  readonly peerBans: Integers;
  /** Contracts removed by bans in the step. */
  removed: number;

  /** 1 while open for signature; [treaty] */
  readonly treatyOpen: Bytes;
  /** Step on which it first opened, -1 before; [treaty] */
  readonly treatyOpened: Integers;
  /** 1 for members; [treaty × country] */
  readonly member: Bytes;
  /** Members; [treaty] */
  readonly members: Integers;
  /** 1 while in force; [treaty] */
  readonly inForce: Bytes;
  /** 1 for members of a treaty in force; [country] */
  readonly bound: Bytes;
  /** Highest tier that treaties in force ask of the country; [country] */
  readonly treatyFloor: Bytes;
  /** Step on which a treaty last lifted the country's tier; [country] */
  readonly lifted: Integers;
  /** Scratch: members at the beginning of the step; [country] */
  readonly joining: Bytes;

  /** n_i: norm position, [0,1]; [country] */
  readonly norm: Vector;
  /** Where the norm is heading; [country] */
  readonly normTarget: Vector;
  /** Sum of the rates that move the norm, 1/yr; [country] */
  readonly normWeight: Vector;
  /** Share of the way left after a step; [country] */
  readonly normDecay: Vector;
  /** 1 where target and decay must be worked out again; [country] */
  readonly normStale: Bytes;
  /** Sum over peers of weight times confidence times norm, held for the year; [country] */
  readonly peerNorm: Vector;
  /** Sum over peers of weight times confidence, held for the year; [country] */
  readonly peerNormWeight: Vector;
  /** Le_i: what peers got out of adoption, held for the year; [country] */
  readonly learning: Vector;
  /** SB_i: crime reduced, share; as last recorded; [country] */
  readonly security: Vector;
  /** RE_i: rights erosion, 0 to 100; as last recorded; [country] */
  readonly erosion: Vector;

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
  /** Scratch: words at or above which a country's draws open nothing; [country] */
  readonly wordLimit: Vector;
  /** Scratch: the draws of each country in the process under way; [country] */
  readonly streams: Integers;
  /** What the processes and interventions of plugins have of their own, by id. */
  readonly own: Readonly<Record<string, Own>>;
  /** Scratch: person-years served in the step, four sums per supplier; [4 × 32] */
  readonly served: Vector;
  /** Utilities of the alternatives of one decision, none first; [suppliers + 1] */
  readonly utility: Vector;
  /** What the outcomes of the step have in common. */
  readonly totals: Totals;
  /** Adopters and their matches (E23). */
  readonly pairs: MatchedPairs;
  /** The outcomes of the step, before they are spread over the columns; [column] */
  readonly row: Vector;
}

/**
 * Arrays for the runs of a model, to be reset for each.
 *
 * A literal with 128 properties or more, or one that others are spread into, would give every state a
 * shape of its own, and what V8 compiled for one would not do for the next: so some are assigned by name.
 */
export function createState(model: Model): State {
  const { frame, settings, treaties } = model;
  const { countries: n, suppliers: J, segments: D, dt } = frame;
  const K = settings.interventions.length;
  const T = treaties.length;
  const room: { -readonly [Name in keyof State]?: State[Name] } = {
    // Single numbers and flags.
    step: 0,
    equippedCount: 0,
    engagedCount: 0,
    vacantCount: 0,
    dueCount: 0,
    changedCount: 0,
    adopters: 0,
    renewed: 0,
    switched: 0,
    abandoned: 0,
    cancelled: 0,
    newYear: true,
    policyStale: true,
    aided: true,
    blocsMoved: true,
    incidents: 0,
    knownIncidents: 0,
    hasShockSeverity: false,
    laws: 0,
    tiers: 0,
    nextFloor: 0,
    moratoria: 0,
    declared: 0,
    begunCount: 0,
    rivalryCount: 0,
    bansStale: true,
    onsets: 0,
    removed: 0,
    // May be a fraction: a minus zero is no whole number to V8, which makes room for a fraction at once.
    switchingBill: -0,
    // By deployment.
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
    equipped: new Int32Array(n * D),
    engaged: new Int32Array(n * D + 1),
    vacant: new Int32Array(n * D + 1),
    due: new Int32Array(n * D),
    changed: new Int32Array(n * D),
    listPrice: new Float64Array(n * D),
    sponsored: new Float64Array(n * D),
    forgone: new Float64Array(n * D),
    granted: new Float64Array(n * D),
    // By country.
    kit: new Uint8Array(n),
    held: new Int32Array(n),
    holderBits: new Uint32Array(n),
    peerAdoption: new Int32Array(n),
    emulation: new Float64Array(n),
    demand: new Float64Array(n),
    wordLimit: new Float64Array(n),
    streams: new Int32Array(n),
    democracy: new Float64Array(n),
    zDemocracy: new Float64Array(n),
    civilSociety: new Float64Array(n),
    enforcement: new Float64Array(n),
    visibility: new Float64Array(n),
    lawFactor: new Float64Array(n),
    rulesExponent: new Float64Array(n),
    rulesFactor: new Float64Array(n),
    bloc: new Int32Array(n),
    theta: new Float64Array(n),
    thetaDrift: new Float64Array(n),
    shakenUntil: new Int32Array(n),
    lastSigned: new Int32Array(n),
    severityIn: new Float64Array(n),
    peerSeverity: new Float64Array(n),
    backlash: new Float64Array(n),
    unrest: new Float64Array(n),
    law: new Uint8Array(n),
    tier: new Uint8Array(n),
    nextTier: new Uint8Array(n),
    seenTier: new Uint8Array(n),
    peerTiers: new Int32Array(n),
    floor: new Uint8Array(n),
    threshold: new Float64Array(n),
    ownMoratorium: new Uint8Array(n),
    moratoriumEnd: new Int32Array(n),
    moratorium: new Uint8Array(n),
    peerMoratoria: new Int32Array(n),
    bound: new Uint8Array(n),
    treatyFloor: new Uint8Array(n),
    lifted: new Int32Array(n),
    joining: new Uint8Array(n),
    norm: new Float64Array(n),
    normTarget: new Float64Array(n),
    normWeight: new Float64Array(n),
    normDecay: new Float64Array(n),
    normStale: new Uint8Array(n),
    peerNorm: new Float64Array(n),
    peerNormWeight: new Float64Array(n),
    learning: new Float64Array(n),
    security: new Float64Array(n),
    erosion: new Float64Array(n),
    // By country and supplier.
    heldBy: new Int32Array(n * J),
    peerUse: new Int32Array(n * J),
    priceFactor: new Float64Array(n * J),
    netFactor: new Float64Array(n * J),
    logNetFactor: new Float64Array(n * J),
    grant: new Float64Array(n * J),
    financed: new Float64Array(n * J),
    sponsorFactor: new Float64Array(n * J),
    allyOfRival: new Uint8Array(n * J),
    affinity: new Float64Array(n * J),
    dependence: new Float64Array(n * J),
    shockSeverity: new Float64Array(n * J),
    ownBan: new Uint8Array(n * J),
    ban: new Uint8Array(n * J),
    banOnset: new Uint8Array(n * J),
    begun: new Int32Array(n * J),
    rivalries: new Int32Array(n * J),
    peerBans: new Int32Array(n * J),
  };
  room.contracts = new Int32Array(J);
  room.contractsIn = new Int32Array(D);
  room.adoptersOf = new Int32Array(J);
  room.experience = new Float64Array(J);
  room.cost = new Float64Array(J);
  room.price = new Float64Array(J);
  room.logPrice = new Float64Array(J);
  room.idealPoint = new Float64Array(J);
  room.signed = new Int32Array(J);
  room.served = new Float64Array(4 * MOST_SUPPLIERS);
  room.knowledge = new Float64Array(J);
  room.quality = new Float64Array(J);
  room.errors = new Float64Array(J);
  room.bias = new Float64Array(J);
  room.compliance = new Float64Array(J);
  room.markup = new Float64Array(J);
  room.reputation = new Float64Array(J);
  room.revenue = new Float64Array(J);
  room.homeRevenue = new Float64Array(J);
  room.revenueShare = new Float64Array(J);
  room.signedValue = new Float64Array(J);
  room.newBusiness = new Float64Array(J * Math.max(1, Math.round(1 / dt)));
  room.businessOf = new Float64Array(J);
  room.demandForRules = new Float64Array(J);
  room.demandWeight = new Float64Array(J);
  room.sold = new Float64Array(4 * MOST_SUPPLIERS);
  room.homeSold = new Float64Array(J);
  room.severityOf = new Float64Array(J);
  room.incidentFactor = new Float64Array(J);
  room.bansOf = new Int32Array(J);
  room.utility = new Float64Array(J + 1);
  room.triggerRun = new Int32Array(K);
  room.triggerStart = new Int32Array(K);
  room.since = new Int32Array(K);
  room.treatyOpen = new Uint8Array(T);
  room.treatyOpened = new Int32Array(T);
  room.member = new Uint8Array(T * n);
  room.members = new Int32Array(T);
  room.inForce = new Uint8Array(T);
  room.draws = new Draws();
  room.own = createOwn(model);
  room.policy = createPolicy(frame);
  room.totals = createTotals(frame);
  room.pairs = createPairs(frame);
  room.recorded = new Float64Array(0);
  room.row = new Float64Array(model.columns);
  return room as State;
}
