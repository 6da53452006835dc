import type { Verb } from "../../src/scenario/actions.ts";
import { words } from "../strings/words.ts";

/** What interventions are called on the timeline, by verb. */
export const verbLabels: Readonly<Record<Verb, string>> = {
  subsidise: words.verbs.subsidy,
  cut_price: words.verbs.priceCut,
  finance: words.verbs.loans,
  offer_alternative: words.verbs.facility,
  control_exports: words.verbs.exportControls,
  supply_shock: words.verbs.components,
  fund_research: words.verbs.research,
  condition_aid: words.verbs.aid,
  ban: words.verbs.ban,
  press: words.verbs.pressure,
  moratorium: words.verbs.moratorium,
  mandate_rules: words.verbs.rules,
  require_transparency: words.verbs.audits,
  open_treaty: words.verbs.treaty,
  incident: words.verbs.incident,
  realign: words.verbs.camp,
  sanction: words.verbs.sanctions,
  unrest: words.verbs.unrest,
  crime: words.verbs.crime,
};
