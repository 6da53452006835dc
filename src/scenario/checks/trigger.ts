import type { Problem } from "../problem.ts";
import { problem } from "../source/problems.ts";
import type { Path, Tree } from "../source/tree.ts";
import type { Known } from "./known.ts";
import { checkSingle } from "./outcomes.ts";

/**
 * Checks what starts an intervention beyond its form: one outcome, and one limit that it passes.
 *
 * @param name the intervention as messages call it
 */
export function checkTrigger(
  when: Tree | undefined,
  path: Path,
  name: string,
  known: Known,
): Problem[] {
  if (when?.kind !== "map") return [];
  const sides = ["above", "below"].filter((side) => when.entries.has(side));
  const limits =
    sides.length === 1
      ? []
      : [
          problem(
            "E216",
            `${name} starts by ${sides.length === 0 ? "no limit" : "two limits"}`,
            path,
            when.place,
            { hint: "write above: … or below: …" },
          ),
        ];
  return [...limits, ...checkSingle(when, path, known)];
}
