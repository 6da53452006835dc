import { PlanError } from "../../results/node/plans/plan-error.ts";
import type { PlanPlace } from "../../results/node/plans/plan-file.ts";
import type { BatchEngine, BatchOptions } from "../batch.ts";
import { kubernetesManifest } from "./manifest.ts";
import { readKubernetesSettings } from "./settings.ts";

/**
 * Kubernetes: what is submitted is printed, for `kubectl apply -f -`. Talking to a cluster is left to the program
 * that has the rights to.
 *
 * @param settings as in `--kubernetes key=value`
 * @throws RangeError for a setting that makes no sense, or without an image and a claim
 */
export function kubernetesEngine(settings: readonly string[]): BatchEngine {
  const self = { user: process.getuid?.() ?? 0, group: process.getgid?.() ?? 0 };
  const asked = readKubernetesSettings(settings, self);
  const manifest = (place: PlanPlace, options: BatchOptions): string => {
    const { path } = place.shared;
    if (!/^\/[^:]*$/.test(path)) {
      throw new PlanError(
        `no volume can be mounted under "${path}": a path begins with / and has no colon`,
      );
    }
    // The merge repeats the command there.
    if (!`${place.plan.cwd}/`.startsWith(`${path}/`)) {
      throw new PlanError(
        `no pod sees "${place.plan.cwd}", where the command was given: a pod has the shared folder alone. Give it in ` +
          `"${path}" or below, with the files that it reads`,
      );
    }
    return kubernetesManifest(place, options, asked);
  };
  return {
    name: "kubernetes",
    script: manifest,
    async submit(place, options) {
      return manifest(place, options);
    },
  };
}
