import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

/** A Job of batch/v1, strictly: a field that is not known is refused. */
export const jobSchema: z.ZodType = z.fromJSONSchema(
  JSON.parse(readFileSync(join(import.meta.dirname, "job-schema.json"), "utf8")),
);
