import type { Integers } from "../core/arrays.ts";
import type { InterventionDefinition } from "../core/definitions.ts";
import type { Frame } from "../core/frame.ts";
import type { Intervention, Trigger } from "../core/intervention.ts";
import { columnLayout } from "../core/outcomes.ts";
import { tierOf } from "./actions.ts";
import { BELT_AND_ROAD_SUPPLIER, type Clock } from "./compile-frame.ts";
import { compileOwn } from "./compile-own.ts";
import type { Labels } from "./compiled.ts";
import { drawKeys } from "./draw-keys.ts";
import { THEN } from "./format/then.ts";
import { partIds } from "./outcome-name.ts";
import type { ScenarioIntervention, ScenarioTrigger } from "./scenario.ts";
import { selectCountries } from "./select-countries.ts";
import type { World } from "./world/world.ts";

/** What ids and dates of an intervention are looked up in. */
export interface Setting {
  readonly world: World;
  readonly frame: Frame;
  readonly labels: Labels;
  readonly clock: Clock;
  /** The interventions that plugins define, by verb. */
  readonly ownVerbs: ReadonlyMap<string, InterventionDefinition>;
}

/** Length of a quarter, yr: the unit of a trigger's times. */
const QUARTER = 0.25;

/**
 * Turns an intervention's ids into indices, its dates into steps and its floors into tiers.
 *
 * @throws RangeError for a supplier, country or outcome that does not exist.
 */
export function compileIntervention(one: ScenarioIntervention, setting: Setting): Intervention {
  const { world, clock } = setting;
  const { action } = one;
  const reach = {
    id: one.id,
    start: clock.stepAt(one.from),
    end: one.to === null ? clock.steps : clock.stepAt(one.to),
    ramp: Math.round(one.ramp / clock.dt),
    countries: selectCountries(one.who, world),
    when: one.when === null ? null : compileTrigger(one.when, setting),
  };
  const supplier = (id: string): number => indexIn(world.suppliers.ids, id, "supplier", one.id);
  const suppliers = (ids: readonly string[]): Integers => indices(ids, supplier);
  const members = (ids: readonly string[]): Integers =>
    indices(ids, (id) => indexIn(world.countries.ids, id, "country", one.id));
  const tier = (floor: number): number => {
    const found = tierOf(floor);
    if (found === null) throw new RangeError(`${floor} is no tier of safeguards in "${one.id}"`);
    return found;
  };
  switch (action.kind) {
    case "subsidise":
    case "cut_price":
      return {
        ...reach,
        kind: action.kind,
        supplier: supplier(action.supplier),
        share: action.share,
      };
    case "finance":
      return {
        ...reach,
        kind: action.kind,
        supplier: supplier(action.supplier),
        grantElement: action.grant_element,
        extraDemand: action.extra_demand,
      };
    case "offer_alternative":
      return {
        ...reach,
        kind: action.kind,
        suppliers: suppliers(action.suppliers),
        share: action.share,
        grantElement: action.grant_element,
        complianceGain: action.compliance_gain,
        tier: tier(action.safeguards_at_least),
      };
    case "condition_aid":
      return {
        ...reach,
        kind: action.kind,
        inducement: action.inducement,
        tier: tier(action.safeguards_at_least),
      };
    case "control_exports":
      return {
        ...reach,
        kind: action.kind,
        supplier: supplier(action.supplier),
        cost: action.cost,
        researchCut: action.research_cut,
        refuse: action.refuse,
        components: action.components,
        reputationHit: action.reputation_hit,
      };
    case "ban":
      return {
        ...reach,
        kind: action.kind,
        supplier: supplier(action.supplier),
        compliance: action.compliance,
      };
    case "press":
    case "sanction":
      return {
        ...reach,
        kind: action.kind,
        supplier: supplier(action.supplier),
        strength: action.strength,
      };
    case "moratorium":
      return { ...reach, kind: action.kind };
    case "mandate_rules":
      return {
        ...reach,
        kind: action.kind,
        tier: tier(action.floor),
        tradeLeverage: action.trade_leverage,
      };
    case "require_transparency":
      return {
        ...reach,
        kind: action.kind,
        visibility: action.visibility,
        audited: suppliers(action.audit?.suppliers ?? []),
        complianceGain: action.audit?.compliance_gain ?? 0,
        qualityBonus: action.audit?.quality_bonus ?? 0,
      };
    case "open_treaty": {
      const core = new Int32Array(world.countries.ids.length);
      for (const i of members(action.core?.members ?? [])) core[i] = 1;
      return {
        ...reach,
        kind: action.kind,
        key: drawKeys([reach.id])[0] as number,
        founders: members(action.founders),
        minMembers: action.min_members,
        core,
        minCore: action.core?.at_least ?? 0,
        tier: tier(action.safeguards_floor),
        licenceTier: tier(action.licence_floor),
        target:
          action.target === null
            ? world.suppliers.ids.indexOf(BELT_AND_ROAD_SUPPLIER)
            : supplier(action.target),
      };
    }
    case "incident":
      return {
        ...reach,
        kind: action.kind,
        supplier: supplier(action.supplier),
        severity: action.severity,
      };
    case "realign":
      return {
        ...reach,
        kind: action.kind,
        idealPoint: action.ideal_point,
        democracy: action.polyarchy ?? Number.NaN,
        ally: action.ally === null ? -1 : supplier(action.ally),
      };
    case "fund_research":
      return {
        ...reach,
        kind: action.kind,
        supplier: supplier(action.supplier),
        increase: action.increase,
      };
    case "supply_shock":
      return { ...reach, kind: action.kind, increase: action.increase };
    case "unrest":
    case "crime":
      return { ...reach, kind: action.kind, sd: action.sd };
    case "own":
      return {
        ...reach,
        ...compileOwn(action, setting.ownVerbs.get(action.verb), { suppliers, countries: members }),
      };
  }
}

function compileTrigger(trigger: ScenarioTrigger, { frame, labels, clock }: Setting): Trigger {
  const { metric, by, of } = trigger;
  const part = of === null ? 0 : partIds(labels, by).indexOf(of);
  const column = columnLayout(frame).findIndex(
    ({ outcome, index }) => outcome.id === metric && outcome.by === by && index === part,
  );
  if (column < 0) {
    throw new RangeError(`"${metric}"${of === null ? "" : ` of "${of}"`} is not among the columns`);
  }
  const stepsOf = (quarters: number): number => Math.round((quarters * QUARTER) / clock.dt);
  return {
    column,
    direction: trigger.side === "above" ? 1 : -1,
    limit: trigger.limit,
    for: Math.max(1, stepsOf(trigger.for)),
    delay: stepsOf(trigger.delay),
    [THEN]: trigger.acts,
  };
}

/** Indices of ids, ascending, each once. */
function indices(ids: readonly string[], of: (id: string) => number): Integers {
  return Int32Array.from(new Set(ids.map(of))).sort();
}

function indexIn(ids: readonly string[], id: string, what: string, intervention: string): number {
  const index = ids.indexOf(id);
  if (index < 0) throw new RangeError(`unknown ${what} "${id}" in intervention "${intervention}"`);
  return index;
}
