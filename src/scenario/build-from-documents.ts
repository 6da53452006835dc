import { outcomeDefinitions } from "../core/outcomes.ts";
import { buildScenario } from "./build-scenario.ts";
import { plainMapping } from "./plain-tree.ts";
import { parameterRegistry } from "./registry/parameters.ts";
import type { Scenario } from "./scenario.ts";
import { merge } from "./source/merge.ts";
import { emptyMap, plain } from "./source/tree.ts";
import type { BuildingWords } from "./vocabulary.ts";

const words: BuildingWords = {
  parameters: parameterRegistry,
  parameterIds: Object.keys(parameterRegistry),
  ownVerbs: new Map(),
  outcomes: outcomeDefinitions,
  plugins: [],
};

/**
 * Builds a scenario of plain documents that are known to be valid, the root first, each over those
 * before it. Nothing is checked: documents from outside go through `parseScenario`. Needs neither YAML nor
 * schema, so that it loads fast; `changes` are left empty.
 */
export function buildFromDocuments(documents: readonly object[]): Scenario {
  const merged = documents
    .map(plainMapping)
    .reduce((above, document) => merge(above, document), emptyMap("document"));
  const names = documents.slice(0, -1).reverse().map(idOf);
  return buildScenario(merged, names, words);
}

/** The plain documents merged into one, without what belongs to each alone (title, summary, …). */
export function mergeDocuments(documents: readonly object[]): Record<string, unknown> {
  const merged = documents
    .map(plainMapping)
    .reduce((above, document) => merge(above, document), emptyMap("document"));
  return plain(merged) as Record<string, unknown>;
}

function idOf(document: object): string {
  return "id" in document && typeof document.id === "string" ? document.id : "";
}
