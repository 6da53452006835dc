// From texts to the hashes of single runs with nothing but the pure layers: Node and browsers do the same.

import { checkpointRun, resumeCheckpoint } from "../../src/experiments/checkpoints.ts";
import { runChunk } from "../../src/experiments/chunk.ts";
import type { Design } from "../../src/experiments/ensemble.ts";
import { openKernel } from "../../src/experiments/kernel.ts";
import { makeDesign } from "../../src/experiments/make-design.ts";
import { runSeed } from "../../src/experiments/run-key.ts";
import { compileScenario } from "../../src/scenario/compile.ts";
import type { Compiled } from "../../src/scenario/compiled.ts";
import { parseScenario } from "../../src/scenario/parse.ts";
import type { Plugin } from "../../src/scenario/plugin.ts";
import type { World } from "../../src/scenario/world/world.ts";
import { fixedSet, type Member, setRuns, setSeed } from "./fixed-set.ts";

/** A member of the set that is ready to run. */
export interface ReadyMember {
  readonly member: Member;
  readonly compiled: Compiled;
  readonly design: Design;
  /** Result hashes of consecutive runs, made on this thread. */
  hashes(first: number, count: number): readonly string[];
}

/**
 * Compiles the whole set.
 *
 * @param texts of the built-in scenarios by name
 * @param plugin the plugin of the set
 * @throws Error if a scenario is invalid
 */
export async function readySet(
  world: World,
  texts: Readonly<Record<string, string>>,
  plugin: Plugin,
): Promise<readonly ReadyMember[]> {
  const ready: ReadyMember[] = [];
  for (const member of fixedSet) {
    const plugins = member.plugin ? [plugin] : [];
    const parsed = await parseScenario(member.text ?? texts[member.name] ?? "", {
      file: member.name,
      key: member.name,
      resolve: async (name) => ({
        ok: true,
        value: { text: texts[name] ?? "", file: name, key: name },
        problems: [],
      }),
      world,
      plugins,
    });
    if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join("\n"));
    ready.push(readyMember(member, compileScenario(parsed.value, world, plugins), plugins));
  }
  return ready;
}

/** Makes a compiled member ready on this thread. */
export function readyMember(
  member: Member,
  compiled: Compiled,
  plugins: readonly Plugin[],
): ReadyMember {
  const design = makeDesign(compiled, { count: setRuns, seed: setSeed, recordHolders: false });
  const { resumedAt } = member;
  if (resumedAt !== undefined) {
    const resumed = (run: number): string => {
      const saved = checkpointRun(compiled, { seed: runSeed(setSeed, run), at: resumedAt });
      return resumeCheckpoint(compiled, structuredClone(saved)).resultHash;
    };
    return {
      member,
      compiled,
      design,
      hashes: (first, count) => Array.from({ length: count }, (_, k) => resumed(first + k)),
    };
  }
  const kernel = openKernel(design, plugins);
  return {
    member,
    compiled,
    design,
    hashes(first, count) {
      const { hashes, failures } = runChunk(kernel, first, count);
      if (failures[0])
        throw new Error(`${member.name}, seed ${failures[0].seed}: ${failures[0].reason}`);
      return hashes;
    },
  };
}
