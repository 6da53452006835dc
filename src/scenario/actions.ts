/** A price intervention: the share of a supplier's price that somebody forgoes or pays. */
interface PriceAction {
  readonly kind: "subsidise" | "cut_price";
  readonly supplier: string;
  readonly share: number;
}

/** Soft loans and the demand they raise. */
interface FinanceAction {
  readonly kind: "finance";
  readonly supplier: string;
  readonly grant_element: number;
  readonly extra_demand: number;
}

/** A facility for several suppliers, open to countries with safeguards. */
export interface OfferAlternativeAction {
  readonly kind: "offer_alternative";
  readonly suppliers: readonly string[];
  readonly share: number;
  readonly grant_element: number;
  readonly compliance_gain: number;
  readonly safeguards_at_least: number;
}

interface ConditionAidAction {
  readonly kind: "condition_aid";
  readonly inducement: number;
  readonly safeguards_at_least: number;
}

/** Export controls on a supplier. */
export interface ControlExportsAction {
  readonly kind: "control_exports";
  readonly supplier: string;
  readonly cost: number;
  readonly research_cut: number;
  readonly refuse: boolean;
  readonly components: boolean;
  readonly reputation_hit: number;
}

interface BanAction {
  readonly kind: "ban";
  readonly supplier: string;
  readonly compliance: number;
}

interface PressureAction {
  readonly kind: "press" | "sanction";
  readonly supplier: string;
  readonly strength: number;
}

interface MoratoriumAction {
  readonly kind: "moratorium";
}

interface MandateRulesAction {
  readonly kind: "mandate_rules";
  readonly floor: number;
  readonly trade_leverage: number;
}

/** Public audits of errors. */
export interface RequireTransparencyAction {
  readonly kind: "require_transparency";
  readonly visibility: number;
  /** Null: nobody's errors are published. */
  readonly audit: {
    readonly suppliers: readonly string[];
    readonly compliance_gain?: number;
    readonly quality_bonus?: number;
  } | null;
}

/** A treaty that opens for signature. */
export interface OpenTreatyAction {
  readonly kind: "open_treaty";
  readonly founders: readonly string[];
  readonly min_members: number;
  /** Members of whom some must have joined; null: anybody counts. */
  readonly core: { readonly members: readonly string[]; readonly at_least: number } | null;
  readonly safeguards_floor: number;
  readonly licence_floor: number;
  /** Null: China, where the world has it. */
  readonly target: string | null;
}

interface IncidentAction {
  readonly kind: "incident";
  readonly supplier: string;
  readonly severity: number;
}

interface RealignAction {
  readonly kind: "realign";
  readonly ideal_point: number;
  /** Null: democracy stays what it is. */
  readonly polyarchy: number | null;
  /** Supplier whose camp it joins; null: alliances stay. */
  readonly ally: string | null;
}

interface FundResearchAction {
  readonly kind: "fund_research";
  readonly supplier: string;
  readonly increase: number;
}

interface SupplyShockAction {
  readonly kind: "supply_shock";
  readonly increase: number;
}

interface ShockAction {
  readonly kind: "unrest" | "crime";
  readonly sd: number;
}

/** What a plugin defines: its verb, and its fields by the names that it gave them. */
export interface OwnAction {
  readonly kind: "own";
  readonly verb: string;
  readonly [field: string]: unknown;
}

/** What an intervention does, by its verb, with the fields as a document names them (docs/model.md 3.4). */
export type Action =
  | PriceAction
  | FinanceAction
  | OfferAlternativeAction
  | ConditionAidAction
  | ControlExportsAction
  | BanAction
  | PressureAction
  | MoratoriumAction
  | MandateRulesAction
  | RequireTransparencyAction
  | OpenTreatyAction
  | IncidentAction
  | RealignAction
  | FundResearchAction
  | SupplyShockAction
  | ShockAction
  | OwnAction;

/** Name of a verb that is built in. */
export type Verb = Exclude<Action["kind"], "own">;

const builtInVerbs: { readonly [K in Verb]: true } = {
  subsidise: true,
  cut_price: true,
  finance: true,
  offer_alternative: true,
  condition_aid: true,
  control_exports: true,
  ban: true,
  press: true,
  sanction: true,
  moratorium: true,
  mandate_rules: true,
  require_transparency: true,
  open_treaty: true,
  incident: true,
  realign: true,
  fund_research: true,
  supply_shock: true,
  unrest: true,
  crime: true,
};

/** Whether a verb is built in. Needs no schema, which workers are spared. */
export function isVerb(text: string): text is Verb {
  return Object.hasOwn(builtInVerbs, text);
}

/** The verb as a document writes it. */
export function verbOf(action: Action): string {
  return action.kind === "own" ? action.verb : action.kind;
}

/** Licence floor of a treaty that names none: first guidelines. */
export const LICENCE_FLOOR: number = 1 / 3;

/** Values of fields that a document may leave out. */
export const actionDefaults: Partial<Record<Verb, Readonly<Record<string, unknown>>>> = {
  finance: { extra_demand: 0 },
  offer_alternative: { compliance_gain: 0 },
  control_exports: { refuse: false, components: false, reputation_hit: 0 },
  mandate_rules: { trade_leverage: 1 },
  require_transparency: { audit: null },
  open_treaty: { core: null, licence_floor: LICENCE_FLOOR, target: null },
  realign: { polyarchy: null, ally: null },
};

/** How far a floor may be from a third: 0.33 and 0.67 pass. */
const TIER_TOLERANCE = 0.02;

/** Tier of safeguards, 0 to 3, of a floor written as 0, 1/3, 2/3 or 1; null if it is none of them. */
export function tierOf(floor: number): number | null {
  const tier = Math.round(floor * 3);
  const close = Math.abs(floor - tier / 3) <= TIER_TOLERANCE;
  return close && tier >= 0 && tier <= 3 ? tier : null;
}

/** Names of fields that hold a floor of safeguards. */
export const FLOOR_FIELDS: readonly string[] = [
  "floor",
  "safeguards_at_least",
  "safeguards_floor",
  "licence_floor",
];

/** An action's fields that a document writes: those with a value, in their order. */
export function writtenFields(action: Action): readonly (readonly [string, unknown])[] {
  const left = action.kind === "own" ? ["kind", "verb"] : ["kind"];
  return Object.entries(action).filter(([key, value]) => !left.includes(key) && value !== null);
}
