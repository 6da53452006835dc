import type { Vector } from "./arrays.ts";

/**
 * The scalar parameters of the model by their registry id. Symbol, unit, default, range and source
 * of each stand in the registry (`src/scenario/registry`), which the compiler holds to this list.
 */
export interface Parameters {
  /** ps: spend per covered person-year at price index 1, USD. */
  readonly "cost.spend_per_person": number;
  /** LR: share by which unit cost falls per doubling of experience. */
  readonly "cost.learning_rate": number;
  /** phi: share of rivals' experience that counts as one's own. */
  readonly "cost.learning_spillover": number;
  /** tau: mark-up for foreign kit, share of price. */
  readonly "cost.foreign_markup": number;
  /** w_h: share of hardware in unit cost; the part that learning lowers. */
  readonly "cost.hardware_share": number;
  /** w_s: share of software in unit cost. */
  readonly "cost.software_share": number;
  /** w_o: share of operational support in unit cost. */
  readonly "cost.support_share": number;

  /** lambda_0: baseline hazard of a procurement opening per segment, 1/yr. */
  readonly "opportunity.base_hazard": number;
  /** bG: log hazard per SD of ln GDP per head. */
  readonly "opportunity.income": number;
  /** bP: log hazard per SD of ln population. */
  readonly "opportunity.size": number;
  /** bU: log hazard per SD of unrest. */
  readonly "opportunity.unrest": number;
  /** bH: log hazard per SD of ln homicide rate. */
  readonly "opportunity.crime": number;
  /** bW: log hazard per unit share of peers that have adopted. */
  readonly "opportunity.contagion": number;
  /** bE: log hazard per unit share of peers that adopted lately. */
  readonly "opportunity.emulation": number;
  /** tau_E: memory of emulation, yr. */
  readonly "opportunity.emulation_memory": number;
  /** bIn: log hazard when another segment has a contract. */
  readonly "opportunity.spillover": number;
  /** bFin: log hazard while a financing intervention covers the country. */
  readonly "opportunity.financing": number;
  /** bEU: restraint, log hazard per SD of trade with the EU. */
  readonly "opportunity.eu_ties": number;
  /** bGE: log hazard per SD of state capacity. */
  readonly "opportunity.capacity": number;
  /** bF: steepness of the affordability threshold. */
  readonly "opportunity.affordability": number;
  /** yF: GDP per head below which affordability binds, USD. */
  readonly "opportunity.affordability_income": number;
  /** lambda_push: hazard of an unsolicited offer per segment, 1/yr. */
  readonly "opportunity.unsolicited": number;
  /** qW: additive contagion, 1/yr per unit share of peers. */
  readonly "opportunity.additive_contagion": number;

  /** alpha_0: constant of the alternative "none", utils. */
  readonly "choice.none": number;
  /** beta_c: weight of ln price at median income. */
  readonly "choice.price": number;
  /** eta: decay of price sensitivity with income. */
  readonly "choice.price_income_decay": number;
  /** beta_q: weight of quality, per unit. */
  readonly "choice.quality": number;
  /** q_0: quality at the start, [0,1]. */
  readonly "choice.initial_quality": number;
  /** beta_a: weight of alignment, per ideal-point unit. */
  readonly "choice.alignment": number;
  /** a_ally: alliance with a rival of the supplier, ideal-point units. */
  readonly "choice.alliance": number;
  /** a_T: trade tie, ideal-point units per SD. */
  readonly "choice.trade": number;
  /** a_B: Belt and Road membership, ideal-point units. */
  readonly "choice.belt_and_road": number;
  /** beta_w: weight of the share of peers that use the supplier. */
  readonly "choice.peers": number;
  /** beta_n: weight of the match of norms. */
  readonly "choice.norms": number;
  /** beta_L: bonus of the incumbent at renewal, utils. */
  readonly "choice.lock_in": number;
  /** beta_X: bonus of a supplier present in another segment, utils. */
  readonly "choice.cross_segment": number;
  /** beta_D: regime term of the Chinese supplier, utils per unit of (1/2 - democracy). */
  readonly "choice.regime": number;
  /** beta_H: bonus of the home supplier, utils. */
  readonly "choice.home": number;
  /** sigma: scale of the choice noise. */
  readonly "choice.noise": number;

  /** Tbar: mean contract term from go-live, yr. */
  readonly "contract.term": number;
  /** Mean lead time from signature to operation, yr. */
  readonly "contract.lead": number;
  /** pi_F: probability of delivery failure. */
  readonly "contract.failure": number;
  /** Uptime after a delivery failure, share. */
  readonly "contract.failed_uptime": number;
  /** x_0: early cancellation, 1/yr. */
  readonly "contract.cancellation": number;
  /** sc: switching cost, share of contract value. */
  readonly "contract.switching_cost": number;

  /** gK: growth of coverage, 1/yr. */
  readonly "coverage.growth": number;
  /** K0: coverage at go-live, share. */
  readonly "coverage.start": number;
  /** dK: decay of coverage without operation, 1/yr. */
  readonly "coverage.decay": number;
  /** Kbar of public space, share. */
  readonly "coverage.ceiling.public_space": number;
  /** Kbar of transport hubs, share. */
  readonly "coverage.ceiling.transport_hub": number;
  /** Kbar of residential areas, share. */
  readonly "coverage.ceiling.residential": number;
  /** sh of public space: share of the urban population. */
  readonly "coverage.population.public_space": number;
  /** sh of transport hubs: share of the urban population. */
  readonly "coverage.population.transport_hub": number;
  /** sh of residential areas: share of the urban population. */
  readonly "coverage.population.residential": number;

  /** wg: share of geography in peer weights. */
  readonly "peers.geography": number;
  /** wi: share of ideal-point neighbours in peer weights. */
  readonly "peers.ideal_point": number;
  /** wt: share of trade in peer weights. */
  readonly "peers.trade": number;
  /** we: share of prestige in peer weights. */
  readonly "peers.prestige": number;
  /** wu: share of the uniform kind (all others alike) in peer weights. */
  readonly "peers.uniform": number;

  /** d0: logit of detection in the index. */
  readonly "observation.detection": number;
  /** dN: logit per SD of ln population. */
  readonly "observation.size": number;
  /** dM: logit per SD of media freedom. */
  readonly "observation.media_freedom": number;
  /** dY: logit per year after 2019. */
  readonly "observation.year": number;
}

/** Id of a scalar parameter. */
export type ParameterId = keyof Parameters;

/** Attributes of the supplier blocs, one value per supplier in the order of their ids. */
export interface SupplierAttributes {
  /** alpha_j: constant of choice, utils. */
  readonly constant: Vector;
  /** P_j at the start: relative list price, index (China 2011 = 1). */
  readonly price: Vector;
  /** m_j0: mark-up over unit cost, share. */
  readonly markup: Vector;
  /** s_j: home subsidy, share of price. */
  readonly subsidy: Vector;
  /** Q_j0: experience at the start, covered person-years. */
  readonly experience: Vector;
  /** n_j: norm position, [0,1], 0 = rights-protective. */
  readonly norm: Vector;
  /** g: grant element of the loans offered, [0,1]. */
  readonly grant_element: Vector;
  /** f: share of the price that is financed, [0,1]. */
  readonly financed_share: Vector;
  /** Loans are offered to countries below this GDP per head, USD. */
  readonly loan_income_ceiling: Vector;
}

/** Name of an attribute of suppliers. */
export type SupplierAttribute = keyof SupplierAttributes;

/** Parts of the model that a scenario may switch off. */
export interface Mechanisms {
  /** Learning by doing (E1): off, unit costs stay at their start. */
  readonly learning: boolean;
  /** Peers (E6): off, all exposures are 0. */
  readonly peers: boolean;
  /** Alignment (E5): off, its term leaves the choice. */
  readonly alignment: boolean;
  /** Soft loans (E4): off, nobody offers a grant element and no financing raises demand. */
  readonly finance: boolean;
  /** Early cancellation (E9). */
  readonly cancellation: boolean;
  /** Delivery failure (E9). */
  readonly failure: boolean;
  /** Under-detection by the index (E24): off, whoever has adopted is seen. */
  readonly detection: boolean;
}

/** Name of a mechanism. */
export type MechanismId = keyof Mechanisms;
