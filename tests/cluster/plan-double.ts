import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ChunkPlan, PlanPlace } from "../../src/results/node/plans/plan-file.ts";

/** A plan of equal chunks in a folder that is only named. */
export function planDouble(
  chunks: number,
  options: { msPerRun?: number; runs?: number; folder?: string } = {},
): PlanPlace {
  const { msPerRun = 10, runs = 100, folder = "/mnt/shared" } = options;
  const shared = { path: folder, id: "9f0c4b5e-0a51-4c3e-8a77-6f3f6d1f2b10" };
  const plan: ChunkPlan = {
    schema: "panoptes/plan@1",
    versions: { package: "0.1.0", model: "1.0.0", data: "2026.2" },
    shared: shared.id,
    command: ["sweep", "baseline"],
    cwd: "/mnt/mary",
    environment: {},
    inputs: [],
    cost: { msPerRun, chunkSeconds: 1 },
    designs: [{ digest: "a".repeat(64), runs: chunks * runs }],
    chunks: Array.from({ length: chunks }, (_, k) => [0, k * runs, runs] as const),
  };
  return { plan, shared, path: join(folder, "plans", "sweep-baseline-0123456789ab.json") };
}

/** A folder that goes by its id as a shared one. */
export function sharedFolderDouble(name = "panoptes-shared-"): string {
  const folder = mkdtempSync(join(tmpdir(), name));
  mkdirSync(join(folder, "plans"));
  const { id } = planDouble(0).shared;
  writeFileSync(join(folder, "shared.json"), JSON.stringify({ schema: "panoptes/shared@1", id }));
  return folder;
}
