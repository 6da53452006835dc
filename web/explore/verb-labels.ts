import type { Verb } from "../../src/scenario/actions.ts";

/** What interventions are called on the timeline, by verb. */
export const verbLabels: Readonly<Record<Verb, string>> = {
  subsidise: "Subsidy for buyers",
  cut_price: "Price cut",
  finance: "Soft loans",
  offer_alternative: "Alternative facility",
  control_exports: "Export controls",
  supply_shock: "Scarce components",
  fund_research: "Research funding",
  condition_aid: "Conditional aid",
  ban: "Ban",
  press: "Pressure to ban",
  moratorium: "Moratorium",
  mandate_rules: "Mandatory rules",
  require_transparency: "Public audits",
  open_treaty: "Treaty",
  incident: "Incident",
  realign: "Change of camp",
  sanction: "Sanctions",
  unrest: "Unrest",
  crime: "Crime wave",
};
