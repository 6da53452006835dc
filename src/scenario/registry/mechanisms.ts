import type { MechanismId } from "../../core/parameters.ts";

/** A part of the model that can be switched off. */
export interface MechanismDefinition {
  readonly id: MechanismId;
  readonly label: string;
  /** What switching it off does. */
  readonly off: string;
  readonly default: boolean;
}

const entries: {
  readonly [K in MechanismId]: Omit<MechanismDefinition, "id" | "default">;
} = {
  learning: { label: "Learning by doing (E1)", off: "unit costs stay at their start" },
  peers: { label: "Peers (E6)", off: "nobody looks at anybody: all exposures are 0" },
  alignment: { label: "Alignment (E5)", off: "geopolitics leaves the choice of supplier" },
  finance: {
    label: "Soft loans (E4)",
    off: "no loan has a grant element and no financing raises demand",
  },
  cancellation: { label: "Early cancellation (E9)", off: "contracts run to their term" },
  failure: { label: "Delivery failure (E9)", off: "everything signed is delivered and works" },
  research: {
    label: "Research (E3)",
    off: "quality, errors and disparity stay where they start",
  },
  race: {
    label: "Races on compliance and price (E25, E26, E3)",
    off: "compliance and mark-ups stay where they start, and laggards do no extra research",
  },
  incidents: { label: "Incidents (E11)", off: "nothing goes wrong but by intervention" },
  reputation: { label: "Reputation (E12)", off: "no supplier loses reputation" },
  backlash: { label: "Backlash (E12)", off: "nobody is stirred up" },
  unrest: { label: "Feedback on unrest (E20)", off: "unrest follows its input and shocks alone" },
  laws: { label: "Data-protection laws (E13)", off: "no country passes one after the start" },
  rules: {
    label: "Safeguards (E14)",
    off: "they rise and fall by mandate and treaty only",
  },
  moratoria: { label: "Moratoria (E15)", off: "there are none but by intervention" },
  bans: { label: "Supplier bans (E16)", off: "there are none but by intervention" },
  norms: { label: "Drift of norms (E17)", off: "norms stay where they start" },
  ideal_points: {
    label: "Drift of ideal points (E18)",
    off: "they follow their input and realignments alone",
  },
  treaties: { label: "Treaties (E19)", off: "none can be joined" },
  bounded_confidence: {
    label: "Bounded confidence among peers' norms (E17)",
    off: "countries heed peers however far their norms are",
  },
  detection: { label: "Under-detection (E24)", off: "the index sees every adopter" },
};

/** Names of all mechanisms. */
export const mechanismIds: readonly MechanismId[] = Object.keys(entries) as MechanismId[];

/** Variants that a scenario has to ask for. */
const OFF: readonly MechanismId[] = ["bounded_confidence"];

/** The registry of mechanisms. All are on by default, but for bounded confidence. */
export const mechanismRegistry: { readonly [K in MechanismId]: MechanismDefinition } =
  Object.fromEntries(
    mechanismIds.map((id) => [id, { id, default: !OFF.includes(id), ...entries[id] }]),
  ) as {
    readonly [K in MechanismId]: MechanismDefinition;
  };
