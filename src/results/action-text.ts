import { type Action, tierOf, writtenFields } from "../scenario/actions.ts";
import type { Labels } from "../scenario/compiled.ts";
import { formatExact, formatValue } from "./charts/numbers.ts";

/** Safeguards by tier, for people. */
const tiers = ["none", "guidelines", "binding rules", "binding rules with independent oversight"];

/** What an intervention does, in a phrase for people. */
export function actionText(action: Action, labels: Labels): string {
  const share = (value: number): string => formatValue(value, "share");
  const floor = (value: number): string => tiers[tierOf(value) ?? 0] ?? "";
  const named = (id: string): string => labels.supplierNames[labels.suppliers.indexOf(id)] ?? id;
  const all = (ids: readonly string[]): string => ids.map(named).join(", ");
  const people = (ids: readonly string[]): string =>
    ids.map((id) => labels.countryNames[labels.countries.indexOf(id)] ?? id).join(", ");
  switch (action.kind) {
    case "subsidise":
      return `${named(action.supplier)}: buyers are given ${share(action.share)} of the price`;
    case "cut_price":
      return `${named(action.supplier)}: list price cut by ${share(action.share)}`;
    case "finance":
      return `${named(action.supplier)}: loans with a grant element of ${share(action.grant_element)}; demand hazard raised by ${formatExact(action.extra_demand)} (log)`;
    case "offer_alternative":
      return `${all(action.suppliers)}: ${share(action.share)} of the price and loans with a grant element of ${share(action.grant_element)} where safeguards are at least: ${floor(action.safeguards_at_least)}`;
    case "condition_aid":
      return `aid of strength ${formatExact(action.inducement)} while safeguards are at least: ${floor(action.safeguards_at_least)}`;
    case "control_exports":
      return `${named(action.supplier)}: ${action.components ? "hardware" : "unit"} cost changed by ${share(action.cost)}, research cut by ${share(action.research_cut)}${action.refuse ? ", no sales" : ""}${action.reputation_hit > 0 ? `, reputation down by ${formatExact(action.reputation_hit)}` : ""}`;
    case "ban":
      return `${named(action.supplier)}: banned; ${share(action.compliance)} of contracts removed`;
    case "press":
      return `${named(action.supplier)}: pressure of ${formatExact(action.strength)} to ban it`;
    case "sanction":
      return `${named(action.supplier)}: sanctions of strength ${formatExact(action.strength)}`;
    case "moratorium":
      return "no new contracts";
    case "mandate_rules":
      return `safeguards at least: ${floor(action.floor)}${action.trade_leverage === 1 ? "" : `; pull of EU trade times ${formatExact(action.trade_leverage)}`}`;
    case "require_transparency":
      return `incidents more visible by ${share(action.visibility)}${action.audit === null ? "" : `; errors published of ${all(action.audit.suppliers)}`}`;
    case "open_treaty":
      return `treaty of ${people(action.founders)}, in force with ${action.min_members} members; members reach safeguards: ${floor(action.safeguards_floor)}`;
    case "incident":
      return `${named(action.supplier)}: a known incident of severity ${formatExact(action.severity)}`;
    case "realign":
      return `ideal point moves by ${formatExact(action.ideal_point)}${action.polyarchy === null ? "" : `, democracy becomes ${formatExact(action.polyarchy)}`}${action.ally === null ? "" : `, joins the camp of ${named(action.ally)}`}`;
    case "fund_research":
      return `${named(action.supplier)}: public research changed by ${share(action.increase)}`;
    case "supply_shock":
      return `cost of hardware changed by ${share(action.increase)}`;
    case "unrest":
      return `unrest ${formatExact(action.sd)} SD above its level`;
    case "own":
      return [action.verb, ...writtenFields(action).map(([key, value]) => `${key} ${value}`)].join(
        ", ",
      );
    case "crime":
      return `crime ${formatExact(action.sd)} SD above its level`;
  }
}
