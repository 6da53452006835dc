import { join } from "node:path";
import type { Plugin } from "vite";

/** Takes the page's own small graph where the code asks for graphology's; its algorithms stay theirs. */
export function smallGraph(): Plugin {
  return {
    name: "small-graph",
    enforce: "pre",
    resolveId: (source) =>
      source === "graphology" ? join(import.meta.dirname, "..", "network", "small-graph.ts") : null,
  };
}
