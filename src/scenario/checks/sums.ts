import type { ParameterId } from "../../core/parameters.ts";
import { enumerate } from "../names.ts";
import type { Problem } from "../problem.ts";
import { parameterRegistry } from "../registry/parameters.ts";
import { SUM_TOLERANCE, simplexes } from "../registry/simplexes.ts";
import { problem } from "../source/problems.ts";
import { find, keyPlace, type Mapping } from "../source/tree.ts";
import { cellNumber } from "../values.ts";

/** Checks that parts of one whole sum to 1. */
export function checkSums(tree: Mapping): Problem[] {
  return simplexes.flatMap(({ whole, members }) => {
    const written = members.filter((id) => find(tree, ["parameters", id]));
    const first = written[0];
    if (first === undefined) return [];
    // A part that is no number is reported as such; its sum says nothing more.
    if (written.some((id) => cellNumber(find(tree, ["parameters", id])) === null)) return [];
    const sum = members.reduce((total, id) => total + partOf(tree, id), 0);
    if (Math.abs(sum - 1) <= SUM_TOLERANCE) return [];
    const path = ["parameters", first];
    const others = members.filter((id) => id !== first);
    return [
      problem("E130", `the ${whole} sum to ${round(sum)}, not to 1`, path, keyPlace(tree, path), {
        hint: `${round(sum - 1)} too ${sum > 1 ? "much" : "little"}`.replace("-", ""),
        note: `the other parts are ${enumerate(
          others.map((id) => `${id} = ${partOf(tree, id)}`),
          "and",
        )}`,
      }),
    ];
  });
}

function partOf(tree: Mapping, id: ParameterId): number {
  return cellNumber(find(tree, ["parameters", id])) ?? parameterRegistry[id].default;
}

function round(x: number): number {
  return Math.round(x * 1e6) / 1e6;
}
