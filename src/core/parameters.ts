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
  /** kc: share by which unit cost rises per unit of compliance. */
  readonly "cost.compliance": number;

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
  /** bLe: log hazard per unit of what peers got out of it (security less rights eroded). */
  readonly "opportunity.learning": number;

  /** alpha_0: constant of the alternative "none", utils. */
  readonly "choice.none": number;
  /** beta_c: weight of ln price at median income. */
  readonly "choice.price": number;
  /** eta: decay of price sensitivity with income. */
  readonly "choice.price_income_decay": number;
  /** beta_q: weight of quality, per unit. */
  readonly "choice.quality": number;
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
  /** beta_R: weight of a supplier's lack of compliance under domestic rules. */
  readonly "choice.regulation": number;
  /** beta_R0: what domestic rules add to none, utils. */
  readonly "choice.regulation_none": number;
  /** beta_rho: weight of reputation, as far as it is visible. */
  readonly "choice.reputation": number;
  /** beta_B: what backlash adds to none, utils per unit. */
  readonly "choice.backlash": number;
  /** beta_s: direct weight of sanctions, utils. */
  readonly "choice.sanctions": number;
  /** a_S: sanctions in alignment, ideal-point units. */
  readonly "choice.sanctions_alignment": number;
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
  /** xB: log hazard of cancellation per unit of backlash. */
  readonly "contract.cancellation_backlash": number;
  /** xBan: log hazard of cancellation of a contract that leaked through a ban. */
  readonly "contract.cancellation_ban": number;
  /** xReg: log hazard of cancellation in the year after a regime change. */
  readonly "contract.cancellation_shock": number;
  /** xRho: log hazard of cancellation per unit of lost reputation. */
  readonly "contract.cancellation_reputation": number;
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
  /** rcap: share by which enforced rules lower the ceiling of coverage. */
  readonly "coverage.rules": number;

  /** q_0: quality at the start, [0,1]. */
  readonly "research.initial_quality": number;
  /** qmax: highest quality, [0,1]. */
  readonly "research.quality_ceiling": number;
  /** zeta: progress of quality per unit of knowledge. */
  readonly "research.quality_rate": number;
  /** xi: fall of errors per unit of knowledge. */
  readonly "research.error_rate": number;
  /** delta: knowledge forgotten, 1/yr. */
  readonly "research.depreciation": number;
  /** iota: knowledge per 10^9 USD of revenue. */
  readonly "research.revenue": number;
  /** kH: extra weight of revenue at home, share. */
  readonly "research.home_weight": number;
  /** iota_c: research of laggards per unit of share behind the leader. */
  readonly "research.laggard": number;
  /** dis_0: ratio of error rates between groups at the start. */
  readonly "research.initial_disparity": number;

  /** kk: compliance pulled up by buyers' rules, 1/yr. */
  readonly "race.compliance_pull": number;
  /** kd: compliance slipping back, 1/yr. */
  readonly "race.compliance_slip": number;
  /** mr: mark-up cut per unit of new business lost, 1/yr. */
  readonly "race.price_response": number;
  /** mb: mark-up returning, 1/yr. */
  readonly "race.price_return": number;

  /** lamI: incidents at full coverage and base error, 1/yr per country. */
  readonly "incident.rate": number;
  /** omI of public space. */
  readonly "incident.weight.public_space": number;
  /** omI of transport hubs. */
  readonly "incident.weight.transport_hub": number;
  /** omI of residential areas. */
  readonly "incident.weight.residential": number;
  /** ld: weight of disparity between groups in incidents. */
  readonly "incident.disparity": number;
  /** rI: share by which full rules lower incidents. */
  readonly "incident.rules": number;
  /** v0: probability that an incident becomes known anyway. */
  readonly "incident.visibility": number;
  /** v1: what democracy times civil society adds to it. */
  readonly "incident.visibility_democracy": number;

  /** kr: reputation regained, 1/yr. */
  readonly "reputation.forgetting": number;
  /** dr: reputation lost per unit of severity. */
  readonly "reputation.hit": number;
  /** spill: share of rivals' severity that counts as one's own. */
  readonly "reputation.spill": number;

  /** kB: backlash forgotten, 1/yr. */
  readonly "backlash.forgetting": number;
  /** dB: backlash per unit of severity at home. */
  readonly "backlash.own": number;
  /** dBp: backlash per unit of severity among peers. */
  readonly "backlash.peers": number;
  /** bcr: backlash lost per SD of a crime wave, 1/yr. */
  readonly "backlash.crime_relief": number;

  /** pL: hazard of a data-protection law by itself, 1/yr. */
  readonly "law.innovation": number;
  /** qL: hazard per share of countries that have one, 1/yr. */
  readonly "law.imitation": number;
  /** gE: log hazard per SD of trade with the EU. */
  readonly "law.eu_trade": number;
  /** gD: log hazard per SD of democracy. */
  readonly "law.democracy": number;

  /** r0: hazard of a step up in safeguards, 1/yr. */
  readonly "rules.base": number;
  /** rD: log hazard per SD of democracy. */
  readonly "rules.democracy": number;
  /** rC: log hazard per SD of civil society. */
  readonly "rules.civil_society": number;
  /** rB: log hazard per unit of backlash. */
  readonly "rules.backlash": number;
  /** rW: log hazard per unit of peers' safeguards. */
  readonly "rules.peers": number;
  /** rE: log hazard per SD of trade with the EU once its AI Act applies. */
  readonly "rules.eu_act": number;
  /** rT: log hazard as a member of a treaty in force. */
  readonly "rules.treaty": number;
  /** rn: log hazard lost per unit of norm position. */
  readonly "rules.norms": number;
  /** r0m: hazard of a step down, 1/yr. */
  readonly "rules.rollback": number;
  /** rU: log hazard of a step down per SD of unrest. */
  readonly "rules.rollback_unrest": number;
  /** rcr: log hazard of a step down per SD of a crime wave. */
  readonly "rules.rollback_crime": number;
  /** a: exponent of democracy in enforcement. */
  readonly "rules.enforcement_democracy": number;

  /** psi: median backlash at which a moratorium is declared. */
  readonly "moratorium.threshold": number;
  /** T_M: life of a moratorium, yr. */
  readonly "moratorium.life": number;
  /** bM: backlash that moratoria of all peers would stand for. */
  readonly "moratorium.peers": number;

  /** b0: hazard of a supplier ban, 1/yr. */
  readonly "ban.base": number;
  /** bAl: log hazard per unit of alignment lost, against a rival. */
  readonly "ban.distance": number;
  /** bAlly: log hazard for allies of a rival of the supplier. */
  readonly "ban.ally": number;
  /** bPr: log hazard under full pressure. */
  readonly "ban.pressure": number;
  /** bWb: log hazard per share of peers with the ban. */
  readonly "ban.peers": number;
  /** bDep: log hazard lost per share of segments with the supplier. */
  readonly "ban.dependence": number;
  /** cban: share of contracts that a ban removes. */
  readonly "ban.compliance": number;

  /** mu_s: drift towards the suppliers' norms, 1/yr. */
  readonly "norms.supplier": number;
  /** mu_p: drift towards peers' norms, 1/yr. */
  readonly "norms.peers": number;
  /** mu_r: drift towards rights under own rules, 1/yr. */
  readonly "norms.rules": number;
  /** mu_0: return to where the country started, 1/yr. */
  readonly "norms.anchor": number;
  /** om: share of supplier drift that full democracy keeps out. */
  readonly "norms.shielding": number;
  /** sig_n: noise of norms, yr^-1/2. */
  readonly "norms.noise": number;
  /** eps_c: bound of confidence, norm units. */
  readonly "norms.confidence": number;
  /** mu_th: drift of ideal points towards suppliers', 1/yr. */
  readonly "norms.ideal_point": number;

  /** t0: hazard of joining a treaty, 1/yr. */
  readonly "treaty.base": number;
  /** tn: log hazard per unit of norm position below one half. */
  readonly "treaty.norms": number;
  /** tD: log hazard per SD of democracy. */
  readonly "treaty.democracy": number;
  /** tW: log hazard per share of peers in. */
  readonly "treaty.peers": number;
  /** tI: log hazard under full inducement. */
  readonly "treaty.inducement": number;
  /** tDep: log hazard lost per share of segments with the target. */
  readonly "treaty.dependence": number;

  /** aU: unrest left after a year, share. */
  readonly "unrest.persistence": number;
  /** uK: unrest suppressed per unit of coverage, SD. */
  readonly "unrest.suppression": number;
  /** uB: unrest provoked per unit of backlash, SD. */
  readonly "unrest.provocation": number;
  /** Dcut: democracy below which both act. */
  readonly "unrest.regime_cut": number;

  /** bs: crime reduction at full coverage, share. */
  readonly "security.benefit": number;
  /** os of public space. */
  readonly "security.weight.public_space": number;
  /** os of transport hubs. */
  readonly "security.weight.transport_hub": number;
  /** os of residential areas. */
  readonly "security.weight.residential": number;

  /** eR: share of erosion that enforced rules prevent. */
  readonly "rights.enforcement": number;
  /** hD: share of erosion that full democracy prevents. */
  readonly "rights.democracy": number;
  /** nu: erosion left under rights-protective norms, share. */
  readonly "rights.norms_floor": number;
  /** eb: weight of errors. */
  readonly "rights.errors": number;
  /** ed: weight of disparity between groups. */
  readonly "rights.disparity": number;
  /** or of public space. */
  readonly "rights.weight.public_space": number;
  /** or of transport hubs. */
  readonly "rights.weight.transport_hub": number;
  /** or of residential areas. */
  readonly "rights.weight.residential": number;

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
  /** kap_j0: compliance with safeguards at the start, [0,1]. */
  readonly compliance: Vector;
  /** A_j0: knowledge at the start, index. */
  readonly knowledge: Vector;
  /** G_j: public and baseline research, index per year. */
  readonly research: Vector;
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
  /** Research (E3): off, quality and errors stay where they start. */
  readonly research: boolean;
  /** The races on compliance (E25), price (E26) and laggards' research (E3). */
  readonly race: boolean;
  /** Incidents (E11). */
  readonly incidents: boolean;
  /** Reputation (E12). */
  readonly reputation: boolean;
  /** Backlash (E12). */
  readonly backlash: boolean;
  /** Feedback on unrest (E20): off, unrest follows its input and shocks. */
  readonly unrest: boolean;
  /** Data-protection laws (E13). */
  readonly laws: boolean;
  /** Safeguards rise and fall (E14): off, tiers move by mandate and treaty only. */
  readonly rules: boolean;
  /** Moratoria of one's own (E15). */
  readonly moratoria: boolean;
  /** Supplier bans of one's own (E16). */
  readonly bans: boolean;
  /** Drift of norms (E17). */
  readonly norms: boolean;
  /** Drift of ideal points (E18). */
  readonly ideal_points: boolean;
  /** Treaties (E19). */
  readonly treaties: boolean;
  /** Bounded confidence among peers' norms (E17) in place of plain averaging; off by default. */
  readonly bounded_confidence: boolean;
  /** Under-detection by the index (E24): off, whoever has adopted is seen. */
  readonly detection: boolean;
}

/** Name of a mechanism. */
export type MechanismId = keyof Mechanisms;
