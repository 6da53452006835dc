import type { MechanismId, ParameterId } from "../../core/parameters.ts";

/**
 * Where a parameter can be seen to act, and which way. A test holds the model to each. Apart from the
 * registry, since those who only run the model have no use for it.
 */
export interface Effect {
  /** Built-in scenario in which it acts. */
  readonly scenario: string;
  /** Settings without which it has nothing to act on, as `--set` takes them. */
  readonly settings: readonly string[];
  /** What moves as the parameter rises over its range; null where the model says nothing of the way. */
  readonly sign: EffectSign | null;
}

/** The way in which an outcome moves at the end of the run, in the mean over paired runs. */
export interface EffectSign {
  /** Id of an outcome. */
  readonly outcome: string;
  /** Supplier, segment or group it is read for; null for the total. */
  readonly of: string | null;
  readonly direction: "higher" | "lower";
}

interface Place {
  readonly scenario?: string;
  readonly settings?: readonly string[];
}

/** Where incidents are frequent enough for what follows from them to show. */
const eventful: Place = { settings: ["incident.rate=20"] };
/** Where a single quarter shows what raises or lowers them, since nothing answers to them. */
const crowded: Place = {
  settings: ["incident.rate=100", "mechanisms.backlash=false", "mechanisms.reputation=false"],
};
/** Where they stir up much. */
const angry: Place = { settings: ["incident.rate=20", "backlash.own=5"] };
const treaty: Place = { scenario: "global-compact" };
const sanctions: Place = {
  scenario: "realignment-shocks",
  settings: ["suppliers.russia.constant=2"],
};
const bans: Place = { scenario: "ally-cascade" };

function effect(direction: "higher" | "lower" | null, outcome: string, place: Place): Effect {
  const [id = "", of = null] = outcome.split("@");
  return {
    scenario: place.scenario ?? "baseline",
    settings: place.settings ?? [],
    sign: direction === null ? null : { outcome: id, of, direction },
  };
}

/** The outcome rises with the parameter; `outcome@part` for one supplier, segment or group. */
const raises = (outcome: string, place: Place = {}): Effect => effect("higher", outcome, place);
/** The outcome falls as the parameter rises. */
const lowers = (outcome: string, place: Place = {}): Effect => effect("lower", outcome, place);
/** The run changes; which way is not said. */
const acts = (place: Place = {}): Effect => effect(null, "", place);

/** What each parameter does, and where that can be seen. */
export const parameterEffects: { readonly [K in ParameterId]: Effect } = {
  "cost.spend_per_person": raises("cost.outlay"),
  "cost.learning_rate": lowers("price.index@china"),
  "cost.learning_spillover": lowers("price.index@russia"),
  "cost.foreign_markup": lowers("contracts.count"),
  "cost.compliance": raises("price.index@china"),
  "cost.hardware_share": lowers("price.index@china"),
  "cost.software_share": raises("price.index@china"),
  "cost.support_share": raises("price.index@china"),
  "opportunity.base_hazard": raises("adoption.countries"),
  "opportunity.income": raises("adoption.share@income.high"),
  "opportunity.size": raises("coverage.persons"),
  "opportunity.unrest": raises("adoption.share@regime.CA"),
  "opportunity.crime": raises("adoption.share@region.americas"),
  "opportunity.contagion": raises("adoption.countries"),
  "opportunity.emulation": raises("adoption.countries"),
  "opportunity.emulation_memory": raises("adoption.countries", {
    settings: ["opportunity.emulation=2"],
  }),
  "opportunity.spillover": raises("contracts.count"),
  "opportunity.financing": raises("adoption.share@income.low", { scenario: "silk-road-2" }),
  "opportunity.eu_ties": lowers("adoption.share@region.europe"),
  "opportunity.capacity": raises("adoption.share@income.high"),
  "opportunity.affordability": lowers("adoption.share@income.low"),
  "opportunity.affordability_income": lowers("adoption.share@income.low"),
  "opportunity.unsolicited": raises("adoption.countries"),
  "opportunity.additive_contagion": raises("adoption.countries"),
  "opportunity.learning": raises("adoption.countries"),
  "choice.none": lowers("contracts.count"),
  "choice.price": raises("market.share@china"),
  "choice.price_income_decay": acts(),
  "choice.quality": raises("contracts.count"),
  "choice.alignment": acts(),
  "choice.alliance": raises("market.share@china"),
  "choice.trade": acts(),
  "choice.belt_and_road": raises("market.share@china"),
  "choice.peers": raises("contracts.count"),
  "choice.norms": raises("contracts.count"),
  "choice.lock_in": raises("contracts.renewal_rate"),
  "choice.cross_segment": raises("dependence.hhi"),
  "choice.regime": lowers("adoption.countries@china", { settings: ["time.end=2040Q4"] }),
  "choice.home": lowers("dependence.single", { settings: ["time.end=2040Q4"] }),
  "choice.regulation": raises("market.share@europe"),
  "choice.regulation_none": lowers("contracts.count"),
  "choice.reputation": lowers("contracts.count", eventful),
  "choice.backlash": lowers("contracts.count", {
    settings: ["incident.rate=20", "backlash.own=5", "mechanisms.moratoria=false"],
  }),
  "choice.sanctions": acts(sanctions),
  "choice.sanctions_alignment": acts(sanctions),
  "choice.noise": lowers("market.hhi"),
  "contract.term": lowers("contracts.signed"),
  "contract.lead": lowers("coverage.share"),
  "contract.failure": lowers("coverage.working"),
  "contract.failed_uptime": raises("coverage.working"),
  "contract.cancellation": lowers("contracts.count"),
  "contract.cancellation_backlash": lowers("contracts.count", angry),
  "contract.cancellation_ban": lowers("rules.leaked", {
    scenario: "ally-cascade",
    settings: ["ban.compliance=0.5", "contract.cancellation=0.05"],
  }),
  "contract.cancellation_shock": acts({
    scenario: "realignment-shocks",
    settings: ["contract.cancellation=0.05"],
  }),
  "contract.cancellation_reputation": lowers("contracts.count", eventful),
  "contract.switching_cost": raises("cost.switching_bill"),
  "coverage.growth": raises("coverage.share"),
  "coverage.start": raises("coverage.share"),
  "coverage.decay": lowers("coverage.share"),
  "coverage.rules": lowers("coverage.share"),
  "coverage.ceiling.public_space": raises("coverage.mean@public_space"),
  "coverage.ceiling.transport_hub": raises("coverage.mean@transport_hub"),
  "coverage.ceiling.residential": raises("coverage.mean@residential"),
  "coverage.population.public_space": acts(),
  "coverage.population.transport_hub": acts(),
  "coverage.population.residential": acts(),
  "research.initial_quality": raises("supplier.quality@china"),
  "research.quality_ceiling": raises("supplier.quality@china"),
  "research.quality_rate": raises("supplier.quality@china"),
  "research.error_rate": lowers("supplier.errors@china"),
  "research.depreciation": lowers("supplier.quality@china"),
  "research.revenue": raises("supplier.quality@china"),
  "research.home_weight": raises("supplier.quality@china"),
  "research.laggard": raises("supplier.quality@israel"),
  "research.initial_disparity": raises("supplier.disparity@china"),
  "race.compliance_pull": raises("supplier.compliance@china"),
  "race.compliance_slip": lowers("supplier.compliance@china"),
  "race.price_response": acts(),
  "race.price_return": acts(),
  "incident.rate": raises("incidents.count"),
  "incident.weight.public_space": raises("incidents.count", crowded),
  "incident.weight.transport_hub": raises("incidents.count", crowded),
  "incident.weight.residential": raises("incidents.count", crowded),
  "incident.disparity": lowers("incidents.count", crowded),
  "incident.rules": lowers("incidents.count", crowded),
  "incident.visibility": raises("incidents.known", crowded),
  "incident.visibility_democracy": raises("incidents.known", crowded),
  "reputation.forgetting": raises("supplier.reputation@china", eventful),
  "reputation.hit": lowers("supplier.reputation@china", eventful),
  "reputation.spill": lowers("supplier.reputation@israel", eventful),
  "backlash.forgetting": lowers("backlash.mean", eventful),
  "backlash.own": raises("backlash.mean", eventful),
  "backlash.peers": raises("backlash.mean", eventful),
  "backlash.crime_relief": lowers("backlash.mean", {
    scenario: "crime-rebound",
    settings: ["incident.rate=20", "time.end=2028Q4"],
  }),
  "law.innovation": raises("rules.law_share", { settings: ["law.imitation=0"] }),
  "law.imitation": raises("rules.law_share"),
  "law.eu_trade": acts(),
  "law.democracy": acts(),
  "rules.base": raises("rules.safeguards"),
  "rules.democracy": raises("rules.safeguards@regime.LD"),
  "rules.civil_society": raises("rules.safeguards@regime.LD"),
  "rules.backlash": raises("rules.safeguards", eventful),
  "rules.peers": raises("rules.safeguards"),
  "rules.eu_act": raises("rules.safeguards@region.europe"),
  "rules.treaty": raises("rules.safeguards", treaty),
  "rules.norms": lowers("rules.safeguards"),
  "rules.rollback": lowers("rules.safeguards"),
  "rules.rollback_unrest": lowers("rules.safeguards@regime.EA", {
    settings: ["rules.base=0.2", "rules.rollback=0.2", "time.end=2040Q4"],
  }),
  "rules.rollback_crime": lowers("rules.safeguards@regime.LD", {
    scenario: "crime-rebound",
    settings: ["rules.rollback=0.1", "time.end=2028Q4"],
  }),
  "rules.enforcement_democracy": raises("coverage.share"),
  "moratorium.threshold": lowers("rules.moratoria_declared", eventful),
  "moratorium.life": raises("rules.moratoria", eventful),
  "moratorium.peers": raises("rules.moratoria_declared", eventful),
  "ban.base": raises("rules.bans@china"),
  "ban.distance": raises("rules.bans@china"),
  "ban.ally": raises("rules.bans@china"),
  "ban.pressure": raises("rules.bans@china", bans),
  "ban.peers": raises("rules.bans@china"),
  "ban.dependence": lowers("rules.bans@china"),
  "ban.compliance": lowers("rules.leaked", bans),
  "norms.supplier": raises("norms.affinity_change"),
  "norms.peers": lowers("norms.polarisation"),
  "norms.rules": lowers("norms.mean"),
  "norms.anchor": raises("norms.polarisation"),
  "norms.shielding": lowers("norms.affinity_change"),
  "norms.noise": raises("norms.polarisation"),
  "norms.confidence": lowers("norms.polarisation", {
    settings: ["mechanisms.bounded_confidence=true"],
  }),
  "norms.ideal_point": acts(),
  "treaty.base": raises("treaty.members", treaty),
  "treaty.norms": raises("treaty.members", treaty),
  "treaty.democracy": acts(treaty),
  "treaty.peers": raises("treaty.members", treaty),
  "treaty.inducement": raises("treaty.members", treaty),
  "treaty.dependence": lowers("treaty.members", treaty),
  "unrest.persistence": acts(),
  "unrest.suppression": lowers("unrest.mean"),
  "unrest.provocation": raises("unrest.mean", eventful),
  "unrest.regime_cut": lowers("unrest.mean"),
  "security.benefit": raises("security.benefit"),
  "security.weight.public_space": acts(),
  "security.weight.transport_hub": acts(),
  "security.weight.residential": acts(),
  "rights.enforcement": lowers("rights.erosion"),
  "rights.democracy": lowers("rights.erosion"),
  "rights.norms_floor": raises("rights.erosion"),
  "rights.errors": lowers("rights.erosion"),
  "rights.disparity": lowers("rights.erosion"),
  "rights.weight.public_space": acts(),
  "rights.weight.transport_hub": acts(),
  "rights.weight.residential": acts(),
  "peers.geography": acts(),
  "peers.ideal_point": acts(),
  "peers.trade": acts(),
  "peers.prestige": acts(),
  "peers.uniform": acts(),
  "observation.detection": acts(),
  "observation.size": acts(),
  "observation.media_freedom": acts(),
  "observation.year": acts(),
};

/** Where switching a mechanism can be seen to act. */
export const mechanismEffects: { readonly [K in MechanismId]: Effect } = {
  learning: acts(),
  peers: acts(),
  alignment: acts(),
  finance: acts(),
  cancellation: acts(),
  failure: acts(),
  research: acts(),
  race: acts(),
  incidents: acts(),
  reputation: acts(),
  backlash: acts(),
  unrest: acts(),
  laws: acts(),
  rules: acts(),
  moratoria: acts(eventful),
  bans: acts(),
  norms: acts(),
  ideal_points: acts(),
  treaties: acts(treaty),
  bounded_confidence: acts(),
  detection: acts(),
};
