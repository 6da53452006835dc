import type { OutcomeDefinition } from "../../core/trajectory.ts";
import { segmentIds } from "../registry/segments.ts";
import { find, type Mapping } from "../source/tree.ts";
import type { Vocabulary } from "../vocabulary.ts";
import type { World } from "../world/world.ts";

/** The names a scenario may use. Null where the world is not at hand: then they are not checked. */
export interface Known {
  readonly world: World | null;
  /** Names of countries by their id. */
  readonly countries: ReadonlyMap<string, string> | null;
  /** Ids of the world's suppliers. */
  readonly worldSuppliers: readonly string[] | null;
  /** Ids of all suppliers, those that the scenario adds included. */
  readonly suppliers: readonly string[] | null;
  /** Ids of the segments. */
  readonly segments: readonly string[];
  readonly outcomes: readonly OutcomeDefinition[];
  readonly vocabulary: Vocabulary;
}

/** Collects the names that a merged document may use. */
export function knownNames(tree: Mapping, world: World | null, vocabulary: Vocabulary): Known {
  const section = find(tree, ["suppliers"]);
  const written = section?.kind === "map" ? [...section.entries.keys()] : [];
  const ids = world?.countries.ids ?? [];
  return {
    world,
    countries: world ? new Map(ids.map((id, i) => [id, world.countries.names[i] ?? id])) : null,
    worldSuppliers: world?.suppliers.ids ?? null,
    suppliers: world ? [...new Set([...world.suppliers.ids, ...written])].sort() : null,
    segments: world?.segments?.ids ?? segmentIds,
    outcomes: vocabulary.outcomes,
    vocabulary,
  };
}
