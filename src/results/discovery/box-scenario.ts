import { resolvedDocument } from "../../scenario/resolved-document.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import { atPoint } from "../../scenario/uncertainty.ts";
import { boxText } from "./box-words.ts";
import type { Discovery, FoundBox } from "./find-boxes.ts";
import { narrowed } from "./narrowed.ts";

/**
 * A box as a scenario that can be run: what the box restricts varies within it only, and a single run
 * takes the middle of it. The text is a whole document, with no parents.
 *
 * @param number of the box, from 1, for its id
 */
export function boxScenario(
  scenario: Scenario,
  discovery: Pick<Discovery, "cases">,
  found: FoundBox,
  number: number,
): string {
  const { quantities, middle } = narrowed(scenario.uncertainty, discovery, found);
  return resolvedDocument({
    ...atPoint(scenario, middle),
    id: `${scenario.id.slice(0, 56)}-box-${number}`,
    title: `${scenario.title.slice(0, 180)} (box ${number})`,
    summary: `The part of "${scenario.title}" in which ${boxText(discovery, found, scenario.uncertainty)}.`,
    uncertainty: quantities,
    expect: [],
    teach: null,
  });
}
