import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MODEL_VERSION } from "../../src/core/version.ts";
import { runsHash } from "../../src/results/identity.ts";
import { loadPlugin } from "../../src/scenario/node/plugin.ts";
import { builtinNames } from "../../src/scenario/node/scenario.ts";
import { packageRoot } from "../../src/scenario/node/world.ts";
import { pluginModule, setRuns } from "./fixed-set.ts";
import { type ReadyMember, readySet } from "./run-member.ts";
import { shippedWorld } from "./spine.ts";

/** Hashes of the fixed set; a golden file holds them. */
export interface GoldenPlaces {
  readonly model: string;
  /** `result_hash` over the runs in order, by member. */
  readonly hashes: Readonly<Record<string, string>>;
}

/** Texts of the built-in scenarios by name. */
export async function builtinTexts(): Promise<Readonly<Record<string, string>>> {
  const folder = join(packageRoot(), "scenarios");
  const names = await builtinNames();
  return Object.fromEntries(
    names.map((name) => [name, readFileSync(join(folder, `${name}.yaml`), "utf8")]),
  );
}

/** Does something with the set in Node, where its plugin is a file as long as that lasts. */
export async function withSet<T>(use: (set: readonly ReadyMember[]) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "panoptes-set-"));
  try {
    const path = join(folder, "listen.js");
    writeFileSync(path, pluginModule);
    const plugin = await loadPlugin(path);
    return await use(await readySet(await shippedWorld(), await builtinTexts(), plugin));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Runs the set on the calling thread. */
export function computePlaces(): Promise<GoldenPlaces> {
  return withSet(async (set) => ({
    model: MODEL_VERSION,
    hashes: Object.fromEntries(
      set.map(({ member, hashes }) => [member.name, runsHash(hashes(0, setRuns))]),
    ),
  }));
}
