import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Design } from "../../../src/experiments/ensemble.ts";
import { openShared } from "../../../src/results/node/plans/shared-folder.ts";
import { loadDesign, storeDesign } from "../../../src/results/node/plans/stored-design.ts";
import type { DesignConstants } from "../constants.ts";
import { leastSeconds, processorSeconds } from "./processor.ts";

/** Measures storing a design and loading it, with its world and without. */
export async function measureDesign(
  design: Design,
  { runs, makeSeconds }: Pick<DesignConstants, "runs" | "makeSeconds">,
): Promise<DesignConstants> {
  const folder = mkdtempSync(join(tmpdir(), "panoptes-scale-designs-"));
  const sizes = (part: string): number =>
    readdirSync(join(folder, part)).reduce(
      (sum, name) => sum + statSync(join(folder, part, name)).size,
      0,
    );
  try {
    const shared = openShared(folder, { create: true });
    // The first brings its world along; designs with other seeds are others.
    const first = storeDesign(shared, design);
    const bytes = sizes("designs");
    let seed = 0;
    const digests: string[] = [];
    const storeSeconds = await leastSeconds(5, () =>
      digests.push(storeDesign(shared, { ...design, seed: `other-${seed++}` })),
    );
    const whole = await processorSeconds(() => loadDesign(shared, first));
    let next = 0;
    const loadSeconds = await leastSeconds(5, () => loadDesign(shared, digests[next++] ?? first));
    // As long as one design is there, its world is shared with the others.
    if (whole.value.frame.countries === 0) throw new Error("the world is empty");
    return {
      runs,
      bytes,
      worldBytes: sizes("worlds"),
      makeSeconds,
      storeSeconds,
      loadSeconds,
      worldSeconds: whole.seconds,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
