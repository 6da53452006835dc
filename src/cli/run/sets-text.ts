import { wrap } from "../format/width.ts";
import type { Look } from "../look.ts";
import type { Outcome } from "./outcome.ts";

/** The ensemble that docs/validation.md is about. */
const VALIDATED = "baseline";
/** Values of the scenario's own that are named; of more, their number is told. */
const MOST_NAMED = 3;

/**
 * What the parameter sets of a run are and what their spread leaves out, as lines of text; none where the
 * runs are not spread over sets.
 */
export function setsLines(
  { summary, scenario }: Pick<Outcome, "summary" | "scenario">,
  look: Look,
): string[] {
  const { ensemble, parameterSets } = summary;
  if (ensemble === undefined || ensemble === null || parameterSets < 2) return [];
  const { pinned } = scenario.parameterSets;
  const more = pinned.length - MOST_NAMED;
  const own = pinned.slice(0, MOST_NAMED).join(", ");
  const sentences = [
    "Parameter sets are values that fit what was observed about equally well. The ranges hold how far they differ, not what is assumed alike in all of them.",
    ...(pinned.length === 0
      ? []
      : [`All sets take the scenario's own ${own}${more > 0 ? ` and ${more} more` : ""}.`]),
    ensemble === VALIDATED
      ? "How far to trust which number: docs/validation.md."
      : "How they compare with what was observed: panoptes hindcast.",
  ];
  return wrap(sentences.join(" "), look.columns).map(look.colours.dim);
}
