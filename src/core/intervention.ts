import type { Integers } from "./arrays.ts";

/** What starts an intervention by state in place of a date. */
export interface Trigger {
  /** Column of the trajectory that is watched. */
  readonly column: number;
  /** 1: the value must lie above the limit; -1: below. */
  readonly direction: 1 | -1;
  readonly limit: number;
  /** Consecutive steps it must do so. */
  readonly for: number;
  /** Steps from then to the start. */
  readonly delay: number;
  /** once: it then acts to its end; while: it acts as long as the condition holds. */
  readonly then: "once" | "while";
}

/** When and on whom an intervention acts. */
interface Reach {
  /** Id in the scenario, for messages. */
  readonly id: string;
  /** First step on which it acts; with a trigger, the first on which it may. */
  readonly start: number;
  /** First step on which it no longer acts. */
  readonly end: number;
  /** Steps over which its magnitude grows from 0 to 1, linear; 0 = at once. */
  readonly ramp: number;
  /** Indices of the countries it covers, ascending. */
  readonly countries: Integers;
  readonly when: Trigger | null;
}

interface OnSupplier extends Reach {
  /** Index of the supplier it concerns. */
  readonly supplier: number;
}

/** A sponsor pays a share of the price: pol_ij *= 1 - share (E2). */
export interface Subsidise extends OnSupplier {
  readonly kind: "subsidise";
  readonly share: number;
}

/** The supplier forgoes a share of the price: pol_ij *= 1 - share (E2). */
export interface CutPrice extends OnSupplier {
  readonly kind: "cut_price";
  readonly share: number;
}

/** Soft loans: g_ij = max(g_ij, grantElement), f_ij = 1 (E4); demand bFin + extraDemand (E7). */
export interface Finance extends OnSupplier {
  readonly kind: "finance";
  readonly grantElement: number;
  readonly extraDemand: number;
}

/** A facility for several suppliers, open to countries whose safeguards reach a tier. */
export interface OfferAlternative extends Reach {
  readonly kind: "offer_alternative";
  readonly suppliers: Integers;
  readonly share: number;
  readonly grantElement: number;
  readonly complianceGain: number;
  /** Least tier of safeguards, 0 to 3. */
  readonly tier: number;
}

/** Aid while safeguards reach a tier: inducement to treaties (E19), stronger civil society (E14). */
export interface ConditionAid extends Reach {
  readonly kind: "condition_aid";
  readonly inducement: number;
  readonly tier: number;
}

/** Export control: cost up, research down, optionally no sale to the countries covered. */
export interface ControlExports extends OnSupplier {
  readonly kind: "control_exports";
  readonly cost: number;
  readonly researchCut: number;
  readonly refuse: boolean;
  /** The cost rise bears on hardware only. */
  readonly components: boolean;
  /** One-off loss of reputation at the start. */
  readonly reputationHit: number;
}

/** Importers' ban: no new contracts; existing ones are removed with probability `compliance`. */
export interface Ban extends OnSupplier {
  readonly kind: "ban";
  readonly compliance: number;
}

/** Pressure on the countries covered to ban the supplier (E16). */
export interface Press extends OnSupplier {
  readonly kind: "press";
  readonly strength: number;
}

/** No contracts of any kind while it lasts (E15). */
export interface Moratorium extends Reach {
  readonly kind: "moratorium";
}

/** Safeguards at least at a tier, at once; optionally a stronger pull of trade with the EU. */
export interface MandateRules extends Reach {
  readonly kind: "mandate_rules";
  readonly tier: number;
  /** rE is multiplied by this. */
  readonly tradeLeverage: number;
}

/** Public error audits: incidents more visible, index more complete, audited suppliers more compliant. */
export interface RequireTransparency extends Reach {
  readonly kind: "require_transparency";
  readonly visibility: number;
  /** Suppliers whose errors are published. */
  readonly audited: Integers;
  readonly complianceGain: number;
  /** Bonus on quality of audited suppliers, share. */
  readonly qualityBonus: number;
}

/** A treaty opens for signature (E19). */
export interface OpenTreaty extends Reach {
  readonly kind: "open_treaty";
  /** Draw key, hashed from the id, so that another treaty leaves this one's luck alone. */
  readonly key: number;
  readonly founders: Integers;
  readonly minMembers: number;
  /** 1 for countries of the core; [country] */
  readonly core: Integers;
  /** Members of the core needed. */
  readonly minCore: number;
  /** Tier that members reach, one step a year; 0 for none. */
  readonly tier: number;
  /** Non-members below this tier get nothing from members' suppliers; 0 for none. */
  readonly licenceTier: number;
  /** Supplier against which dependence holds back, -1 for none. */
  readonly target: number;
}

/** One known incident of a severity in each country covered (E11, E12). */
export interface Incident extends OnSupplier {
  readonly kind: "incident";
  readonly severity: number;
}

/** A coup, war or election: theta moves for good; optionally democracy and alliance. */
export interface Realign extends Reach {
  readonly kind: "realign";
  readonly idealPoint: number;
  /** New level of democracy, NaN to leave it. */
  readonly democracy: number;
  /** Supplier whose bloc it joins, so that its rivals' bans and alignment count; -1 to leave alliances. */
  readonly ally: number;
}

/** Sanctions on trade with the supplier (E5, E8). */
export interface Sanction extends OnSupplier {
  readonly kind: "sanction";
  readonly strength: number;
}

/** More public research for the supplier (E3). */
export interface FundResearch extends OnSupplier {
  readonly kind: "fund_research";
  readonly increase: number;
}

/** Hardware dearer for everybody (E1). */
export interface SupplyShock extends Reach {
  readonly kind: "supply_shock";
  readonly increase: number;
}

/** Unrest (E20) or crime (E7, E12, E14) above its level, SD. */
export interface Shock extends Reach {
  readonly kind: "unrest" | "crime";
  readonly sd: number;
}

/** An intervention that a plugin defines. */
export interface OwnIntervention extends Reach {
  readonly kind: "own";
  /** Id of its definition. */
  readonly verb: string;
  /** Numbers and flags (0 or 1) by field. */
  readonly numbers: Readonly<Record<string, number>>;
  /** Indices of suppliers or countries by field. */
  readonly indices: Readonly<Record<string, Integers>>;
}

/** A change of the world, compiled to steps and indices. */
export type Intervention =
  | Subsidise
  | CutPrice
  | Finance
  | OfferAlternative
  | ConditionAid
  | ControlExports
  | Ban
  | Press
  | Moratorium
  | MandateRules
  | RequireTransparency
  | OpenTreaty
  | Incident
  | Realign
  | Sanction
  | FundResearch
  | SupplyShock
  | Shock
  | OwnIntervention;
