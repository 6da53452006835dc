import { parameterIds } from "./parameters.ts";

const PREFIX = "coverage.ceiling.";

/** Ids of the deployment segments: those that have a coverage ceiling. */
export const segmentIds: readonly string[] = parameterIds
  .filter((id) => id.startsWith(PREFIX))
  .map((id) => id.slice(PREFIX.length));
