import { buildScenario } from "./build-scenario.ts";
import { checkScenario } from "./checks/check-scenario.ts";
import { dateAt } from "./checks/time.ts";
import { diffScenarios } from "./diff.ts";
import { type Branch, type Change, IN_PLACE, type Scenario } from "./scenario.ts";
import { hasErrors } from "./source/problems.ts";
import type { Level } from "./source/read-chain.ts";
import { emptyMap, find, type Mapping } from "./source/tree.ts";
import { cellReason } from "./values.ts";
import type { Vocabulary } from "./vocabulary.ts";
import type { World } from "./world/world.ts";

/**
 * What a scenario changes against the one it extends, or against the registry if it extends none, with
 * the reasons given in the document.
 */
export function findChanges(
  scenario: Scenario,
  tree: Mapping,
  { parent, source }: Level,
  world: World | null,
  vocabulary: Vocabulary,
): readonly Change[] {
  // A parent may have errors that the scenario mends; then only the registry is left to compare with.
  const sound = parent !== null && !hasErrors(checkScenario(parent, world, vocabulary));
  const old = sound ? parent : emptyMap(source.file);
  const before = buildScenario(old, [], vocabulary, oldBranch(old, scenario));
  return diffScenarios(before, scenario, world).map((change) => ({
    ...change,
    ...reasonsOf(change.path, scenario, tree),
  }));
}

/** What a parent branches off, as far as it is shown: what differs inside of its trunk is not. */
function oldBranch(old: Mapping, { branch }: Scenario): Branch | null {
  const at = dateAt(old, ["branch", "at"]);
  const from = find(old, ["branch", "from"]);
  if (!branch || !at || !from) return null;
  const name = from.kind === "scalar" ? String(from.value) : IN_PLACE;
  return { from: name, at: at.start, trunk: branch.trunk };
}

function reasonsOf(
  path: string,
  scenario: Scenario,
  tree: Mapping,
): { because: string | null; source: string | null } {
  const [section = "", ...rest] = path.split(".");
  if (section === "interventions") {
    const one = scenario.interventions.find(({ id }) => id === rest[0]);
    return { because: one?.because ?? null, source: null };
  }
  const cell = find(
    tree,
    section === "parameters" ? [section, rest.join(".")] : [section, ...rest],
  );
  return { because: cellReason(cell, "because"), source: cellReason(cell, "source") };
}
