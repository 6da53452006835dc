import type { Problem } from "../problem.ts";
import { parameterIds, parameterRegistry } from "../registry/parameters.ts";
import { segmentIds } from "../registry/segments.ts";
import { quote } from "../source/limits.ts";
import { problem } from "../source/problems.ts";
import { find, keyPlace, type Mapping } from "../source/tree.ts";
import { cellNumber } from "../values.ts";
import type { Known } from "./known.ts";

/** Sections that name parameters. */
const SECTIONS = ["parameters", "uncertainty", "levers"] as const;

/** Where a world has segments of its own, parameters of the model's three would change nothing. */
export function checkSegmentParameters(tree: Mapping, { world }: Known): Problem[] {
  if (world?.segments === undefined) return [];
  return SECTIONS.flatMap((section) => {
    const written = find(tree, [section]);
    if (written?.kind !== "map") return [];
    const ids = parameterIds.filter(
      (id) =>
        segmentIds.some((segment) => id.endsWith(`.${segment}`)) &&
        written.entries.has(id) &&
        // A document that writes everything out has the defaults of these too.
        cellNumber(find(tree, [section, id])) !== parameterRegistry[id].default,
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
