import type { MechanismId } from "../../core/parameters.ts";

/** A part of the model that can be switched off. */
export interface MechanismDefinition {
  readonly id: MechanismId;
  readonly label: string;
  /** What switching it off does. */
  readonly off: string;
  readonly default: boolean;
}

const entries: { readonly [K in MechanismId]: Omit<MechanismDefinition, "id" | "default"> } = {
  learning: { label: "Learning by doing (E1)", off: "unit costs stay at their start" },
  peers: { label: "Peers (E6)", off: "nobody looks at anybody: all exposures are 0" },
  alignment: { label: "Alignment (E5)", off: "geopolitics leaves the choice of supplier" },
  finance: {
    label: "Soft loans (E4)",
    off: "no loan has a grant element and no financing raises demand",
  },
  cancellation: { label: "Early cancellation (E9)", off: "contracts run to their term" },
  failure: { label: "Delivery failure (E9)", off: "everything signed is delivered and works" },
  detection: { label: "Under-detection (E24)", off: "the index sees every adopter" },
};

/** Names of all mechanisms. */
export const mechanismIds: readonly MechanismId[] = Object.keys(entries) as MechanismId[];

/** The registry of mechanisms. All are on by default. */
export const mechanismRegistry: { readonly [K in MechanismId]: MechanismDefinition } =
  Object.fromEntries(mechanismIds.map((id) => [id, { id, default: true, ...entries[id] }])) as {
    readonly [K in MechanismId]: MechanismDefinition;
  };
