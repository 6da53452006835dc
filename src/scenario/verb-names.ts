import type { Verb } from "./actions.ts";

// A table, so that the compiler asks for every verb. Apart from the schema, so that running a scenario
// needs no zod.
const all: Readonly<Record<Verb, true>> = {
  subsidise: true,
  cut_price: true,
  finance: true,
  offer_alternative: true,
  control_exports: true,
  supply_shock: true,
  fund_research: true,
  condition_aid: true,
  ban: true,
  press: true,
  moratorium: true,
  mandate_rules: true,
  require_transparency: true,
  open_treaty: true,
  incident: true,
  realign: true,
  sanction: true,
  unrest: true,
  crime: true,
};

/** Names of the verbs. */
export const verbNames: readonly Verb[] = Object.keys(all) as Verb[];
