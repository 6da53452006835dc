import { outcomeDefinitions } from "../core/outcomes.ts";
import { buildScenario } from "./build-scenario.ts";
import { dateAt } from "./checks/time.ts";
import { constantOf, constantPath, SINGLE } from "./ensemble.ts";
import type { ParameterSets } from "./parameter-sets.ts";
import { plainMapping } from "./plain-tree.ts";
import { isParameterId, parameterRegistry } from "./registry/parameters.ts";
import { type Branch, IN_PLACE, type Scenario } from "./scenario.ts";
import { merge } from "./source/merge.ts";
import { emptyMap, find, type Mapping, plain } from "./source/tree.ts";
import type { BuildingWords } from "./vocabulary.ts";

const words: BuildingWords = {
  parameters: parameterRegistry,
  parameterIds: Object.keys(parameterRegistry),
  ownVerbs: new Map(),
  outcomes: outcomeDefinitions,
  plugins: [],
};

/** Documents that a scenario stands on, by its name: the root first, itself last; none of that name: empty. */
export type DocumentsOf = (name: string) => readonly object[];

/**
 * Builds a scenario of plain documents that are known to be valid, the root first, each over those
 * before it. Nothing is checked: documents from outside go through `parseScenario`. Needs neither YAML nor
 * schema, so that it loads fast; `changes` are left empty.
 *
 * @param documentsOf finds what it branches off; without it no scenario has a name
 * @throws RangeError if it branches off a scenario that is not found
 */
export function buildFromDocuments(
  documents: readonly object[],
  documentsOf: DocumentsOf = () => [],
): Scenario {
  const merged = documents
    .map(plainMapping)
    .reduce((above, document) => merge(above, document), emptyMap("document"));
  const names = documents.slice(0, -1).reverse().map(idOf);
  const branch = branchOf(merged, documentsOf);
  const scenario = buildScenario(merged, names, words, branch);
  const { parameterSets } = scenario;
  if (parameterSets.from === SINGLE) return scenario;
  return {
    ...scenario,
    parameterSets: { ...parameterSets, pinned: pinnedBy(documents, parameterSets) },
  };
}

/** What a merged document branches off, by name or written in place; null where it does not. */
function branchOf(merged: Mapping, documentsOf: DocumentsOf): Branch | null {
  const from = find(merged, ["branch", "from"]);
  const at = dateAt(merged, ["branch", "at"]);
  if (from === undefined || at === null) return null;
  const written = plain(from);
  let chain: readonly object[];
  if (typeof written === "object" && written !== null) {
    const parent = (written as { extends?: unknown }).extends;
    chain = [...(typeof parent === "string" ? documentsOf(parent) : []), written];
  } else chain = documentsOf(String(written));
  if (chain.length === 0) throw new RangeError(`there is no scenario "${written}" to branch off`);
  return {
    from: typeof written === "string" ? written : IN_PLACE,
    at: at.start,
    trunk: buildFromDocuments(chain, documentsOf),
  };
}

/**
 * Paths that stand on top of every parameter set: what is written after the document that chose the sets,
 * and what is uncertain. As `pinnedOf` finds them in texts.
 */
function pinnedBy(
  documents: readonly object[],
  { pinned }: Pick<ParameterSets, "pinned">,
): readonly string[] {
  const chosen = documents.findLastIndex((document) => "parameter_sets" in document);
  const found = new Set(pinned);
  documents.forEach((document, k) => {
    const { parameters = {}, suppliers = {}, uncertainty = {} } = document as Sections;
    for (const id of Object.keys(uncertainty)) {
      if (isParameterId(id) || constantOf(id) !== null) found.add(id);
    }
    if (k <= chosen) return;
    for (const id of Object.keys(parameters)) found.add(id);
    for (const [id, attributes] of Object.entries(suppliers)) {
      if ("constant" in attributes) found.add(constantPath(id));
    }
  });
  return [...found].sort();
}

interface Sections {
  readonly parameters?: object;
  readonly suppliers?: Readonly<Record<string, object>>;
  readonly uncertainty?: object;
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
