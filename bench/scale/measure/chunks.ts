// What runs take and weigh: processor time of a run, and of packing, keeping, reading and counting chunks,
// from two sizes of chunk.

import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runChunk } from "../../../src/experiments/chunk.ts";
import { openKernel } from "../../../src/experiments/kernel.ts";
import { kernelDesignOf } from "../../../src/experiments/kernel-design.ts";
import { openChunks } from "../../../src/results/node/chunks/chunk-folder.ts";
import { designDigest } from "../../../src/results/node/chunks/design-digest.ts";
import type { RunConstants } from "../constants.ts";
import type { Measured } from "./designs.ts";
import { leastSeconds, line } from "./processor.ts";

/**
 * Measures chunks of two sizes.
 *
 * @param sizes runs of the small and of the large chunk
 * @param repetitions of which the quickest counts
 */
export async function measureChunks(
  { design, count }: Measured,
  sizes: readonly [small: number, large: number],
  repetitions: number,
): Promise<RunConstants> {
  const folder = mkdtempSync(join(tmpdir(), "panoptes-scale-"));
  try {
    const digest = designDigest(design);
    const chunks = openChunks(folder, design);
    const kernel = openKernel(kernelDesignOf(design), design.plugins);
    const [small, large] = sizes;
    // Compiles; the machine code of a process is measured as it is after its first seconds.
    runChunk(kernel, 0, small);
    const secondsPerRun =
      (await leastSeconds(repetitions, () => runChunk(kernel, 0, large))) / large;
    const at = async (runs: number) => {
      const chunk = runChunk(kernel, 0, runs);
      const pack = await leastSeconds(repetitions, () => chunks.write(chunk));
      const read = await leastSeconds(repetitions, () => {
        const found = chunks.read({ first: 0, count: runs });
        if (found === null) throw new Error("the chunk that was written is not there");
        return count(found);
      });
      const { size } = statSync(join(folder, digest, `0-${runs}.chunk`));
      return { pack, read, size };
    };
    const few = await at(small);
    const many = await at(large);
    const lineOf = (value: "pack" | "read" | "size") =>
      line([small, few[value]], [large, many[value]]);
    return {
      secondsPerRun,
      packSecondsPerRun: lineOf("pack").each,
      packSecondsPerChunk: lineOf("pack").fixed,
      readSecondsPerRun: lineOf("read").each,
      readSecondsPerChunk: lineOf("read").fixed,
      bytesPerRun: lineOf("size").each,
      bytesPerChunk: lineOf("size").fixed,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
