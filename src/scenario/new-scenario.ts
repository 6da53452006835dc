import { stringify } from "yaml";
import { ID_PATTERN } from "./format/cells.ts";
import { FORMAT } from "./format/name.ts";

/**
 * The text of a new scenario that extends the baseline and can be run as it is. Line 1 names the JSON
 * Schema, so that editors complete and check.
 *
 * @param schema where the JSON Schema is: a path or address.
 * @throws RangeError if the id is not one.
 */
export function newScenario(id: string, title: string, schema: string): string {
  if (!ID_PATTERN.test(id)) {
    throw new RangeError(
      `"${id}" is not a proper id: small letters, digits, - and _, a letter first, at most 64`,
    );
  }
  const head = stringify({ schema: FORMAT, id, title }, { lineWidth: 0 });
  return `# yaml-language-server: $schema=${schema.replaceAll(/\s/g, "%20")}
${head}summary: >
  What if …?
extends: baseline # everything not written here comes from it

# parameters: # panoptes params lists all
#   choice.price: { value: 2, was: 2.5, because: Why this value }

interventions:
  - id: price-cut
    at: 2027Q1
    until: 2030Q4
    who: all
    do: { cut_price: { supplier: china, share: 0.2 } }
    because: Say why

outcomes:
  - { metric: adoption.share }
  - { metric: adoption.share, by: supplier }
  - { metric: adoption.countries, at: 2035Q4 }
`;
}
