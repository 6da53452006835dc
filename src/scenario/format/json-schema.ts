import * as z from "zod";
import { scenarioSchema } from "./schema.ts";
import { DATE_KEYS, REFERENCE_KEYS, REFERENCE_PATTERN } from "./uncertainty-names.ts";

/**
 * The scenario format as JSON Schema (draft-07 unless told, which editors know best), with descriptions, units,
 * limits and defaults from the registry. It checks form and limits; names of the world, dates and
 * sums are checked by `panoptes validate`.
 */
export function scenarioJsonSchema(
  target: "draft-7" | "draft-2020-12" = "draft-7",
): Record<string, unknown> {
  const schema = z.toJSONSchema(scenarioSchema, {
    target,
    io: "input",
    override: ({ jsonSchema, path }) => {
      allowReference(jsonSchema, path);
      // An intervention either takes one out or says when, whom and what.
      if (path.at(-1) === "items" && path.at(-2) === "interventions") {
        jsonSchema.anyOf = [
          { required: ["remove"] },
          ...["at", "when"].map((start) => ({ required: [start, "who", "do"] })),
        ];
      }
    },
  });
  return {
    ...schema,
    title: "Panoptes scenario",
    description: "A described world for Panoptes: what differs from the scenario it extends.",
  };
}

/** Lets numbers and switches of an intervention be names of uncertain quantities. */
function allowReference(schema: Record<string, unknown>, path: readonly (string | number)[]): void {
  const inside = path.includes("interventions") && REFERENCE_KEYS.some((key) => path.includes(key));
  const last = String(path.at(-1));
  if (inside && DATE_KEYS.includes(last) && Array.isArray(schema.anyOf)) {
    schema.anyOf = [...schema.anyOf, { type: "string", pattern: REFERENCE_PATTERN.source }];
    return;
  }
  // The alternatives of a date stay what they are.
  if (path.some((key) => DATE_KEYS.includes(String(key)))) return;
  if (!inside || !["number", "integer", "boolean"].includes(String(schema.type))) return;
  const { description: _, default: __, ...number } = schema;
  for (const key of Object.keys(number)) delete schema[key];
  schema.anyOf = [number, { type: "string", pattern: REFERENCE_PATTERN.source }];
}
