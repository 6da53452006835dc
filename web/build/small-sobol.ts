import { readFile } from "node:fs/promises";
import type { Plugin } from "vite";

const directions = /\/src\/experiments\/sampling\/sobol-directions\.ts$/;
/** Dimensions that are kept: the page varies eight levers, luck and the parameter set, twice. */
const KEPT = 40;

/** Leaves out the direction numbers of Sobol' sequences in dimensions that the page never comes to. */
export function smallSobol(): Plugin {
  return {
    name: "small-sobol",
    enforce: "pre",
    async load(id) {
      if (!directions.test(id)) return null;
      const source = await readFile(id, "utf8");
      const start = source.indexOf("export const directions: string = `");
      const from = source.indexOf("`", start) + 1;
      // The first dimension needs none.
      const lines = source.slice(from, source.indexOf("`", from)).trim().split("\n");
      return `export const directions = ${JSON.stringify(lines.slice(0, KEPT - 1).join("\n"))};`;
    },
  };
}
