import type { Problem } from "../problem.ts";
import { segmentIds } from "../registry/segments.ts";
import { quote } from "../source/limits.ts";
import { problem } from "../source/problems.ts";
import { find, keyPlace, type Mapping } from "../source/tree.ts";
import type { Known } from "./known.ts";

/** Sections that name parameters. */
const SECTIONS = ["parameters", "uncertainty", "levers"] as const;

/** Where a world has segments of its own, parameters of the model's three would change nothing. */
export function checkSegmentParameters(tree: Mapping, { world }: Known): Problem[] {
  if (world?.segments === undefined) return [];
  return SECTIONS.flatMap((section) => {
    const written = find(tree, [section]);
    if (written?.kind !== "map") return [];
    const ids = [...written.entries.keys()].filter((id) =>
      segmentIds.some((segment) => id.endsWith(`.${segment}`)),
    );
    return ids.map((id) => {
      const path = [section, id];
      const message = `${quote(id)} is of a segment that the world does not have`;
      return problem("E243", message, path, keyPlace(tree, path), {
        hint: "the values of its segments stand in its segments.csv",
      });
    });
  });
}
