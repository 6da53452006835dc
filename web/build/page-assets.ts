import { join } from "node:path";
import type { Plugin } from "vite";
import { bake } from "./bake.ts";

const id = "virtual:page-assets";

/**
 * Puts what is baked beside the page's scripts, and the worker with them, all under names that carry a
 * digest. `virtual:page-assets` holds their addresses. The worker is a chunk of this build, not a build
 * of its own, so that it shares code with the page.
 */
export function pageAssets(): Plugin {
  const references = new Map<string, string>();
  return {
    name: "page-assets",
    async buildStart() {
      for (const [name, source] of await bake()) {
        references.set(name, this.emitFile({ type: "asset", name, source }));
      }
      references.set(
        "worker.js",
        this.emitFile({
          type: "chunk",
          id: join(import.meta.dirname, "..", "workers", "runs.ts"),
          name: "worker",
        }),
      );
    },
    resolveId: (source) => (source === id ? `\0${id}` : null),
    load(loaded) {
      if (loaded !== `\0${id}`) return null;
      const address = (name: string): string =>
        `import.meta.ROLLUP_FILE_URL_${references.get(name)}`;
      return `export const addresses = {
        world: ${address("world.json")}, scenarios: ${address("scenarios.json")},
        baseline: ${address("baseline.json")}, verbs: ${address("verbs.json")},
        sets: ${address("sets.json")}, moreSets: ${address("more-sets.json")}, outlines: ${address("outlines.json")},
        worker: ${address("worker.js")} };`;
    },
  };
}
