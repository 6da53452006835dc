import { MODEL_VERSION } from "../../core/version.ts";
import type { SharedFolder } from "../../results/node/plans/shared-folder.ts";

/** What all our keys begin with, so that a user's rights can be cut down to them: `~panoptes:*`. */
export const PREFIX = "panoptes";

/**
 * Hash of the workers or of the experiments that are connected, see `presence.ts`. One for each: thousands of
 * workers that wait ask every second whether there is an experiment, and must not read each other's names for it.
 */
export function presenceKey(kind: "worker" | "experiment"): string {
  return `${PREFIX}:present:${kind}`;
}

/**
 * Name of the queue of a shared folder and a version of the model: a worker of another version, or one that
 * looks at another folder, never gets a chunk. The number is that of the form of a job.
 */
export function queueName({ id }: SharedFolder): string {
  return `chunks1-${MODEL_VERSION}-${id}`;
}
