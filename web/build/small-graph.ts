import { join } from "node:path";
import type { Plugin } from "vite";

const heap = "mnemonist/heap";

/**
 * Takes the page's own small graph where the code asks for graphology's; its algorithms stay theirs. Paths
 * count ties here, not weights, so the heap that weighted ones need is left out.
 */
export function smallGraph(): Plugin {
  return {
    name: "small-graph",
    enforce: "pre",
    resolveId: (source) => {
      if (source === heap) return `\0${heap}`;
      return source === "graphology"
        ? join(import.meta.dirname, "..", "network", "small-graph.ts")
        : null;
    },
    load: (id) =>
      id === `\0${heap}`
        ? `export default function Heap() { throw new Error("the page weighs no paths"); }`
        : null,
  };
}
