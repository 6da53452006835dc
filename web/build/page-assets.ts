import { join } from "node:path";
import type { Plugin } from "vite";
import { bake } from "./bake.ts";

const id = "virtual:page-assets";
/** Workers by the name of their file, with the module that they begin with. */
const workers = [
  ["worker", "runs.ts"],
  ["lab", "lab.ts"],
] as const;

/**
 * Puts what is baked beside the page's scripts, and the worker with them, all under names that carry a
 * digest. `virtual:page-assets` holds their addresses. The workers are chunks of this build, not builds of
 * their own, so that they share code with the page.
 */
export function pageAssets(): Plugin {
  const references = new Map<string, string>();
  return {
    name: "page-assets",
    async buildStart() {
      for (const [name, source] of await bake()) {
        references.set(name, this.emitFile({ type: "asset", name, source }));
      }
      for (const [name, module] of workers) {
        const id = join(import.meta.dirname, "..", "workers", module);
        references.set(`${name}.js`, this.emitFile({ type: "chunk", id, name }));
      }
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
        worker: ${address("worker.js")}, lab: ${address("lab.js")} };`;
    },
  };
}
