import { diffScenarios } from "../../scenario/diff.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import type { World } from "../../scenario/world/world.ts";
import type { Row } from "../row.ts";

/** The inputs in which the second scenario differs from the first, as rows, with the reasons that it gives. */
export function differenceRows(from: Scenario, to: Scenario, world: World): readonly Row[] {
  const reasons = new Map(to.changes.map((change) => [change.path, change]));
  return diffScenarios(from, to, world).map(({ path, from: before, to: after }) => {
    const { because = null, source = null } = reasons.get(path) ?? {};
    return { path, from: before, to: after, because, source };
  });
}
