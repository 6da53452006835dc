import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Plugin } from "vite";
import { parse } from "yaml";
import { lessonOrder } from "../../scenarios/lesson-order.ts";

const id = "virtual:lessons";
const folder = join(import.meta.dirname, "..", "..", "scenarios", "lessons");
/** What only editors and the command line need. */
const leftOut = new Set(["schema", "sources", "because"]);

/** `virtual:lessons` holds the documents of the lessons, so that the view that shows them needs no YAML. */
export function lessons(): Plugin {
  return {
    name: "lessons",
    resolveId: (source) => (source === id ? `\0${id}` : null),
    async load(loaded) {
      if (loaded !== `\0${id}`) return null;
      const documents = await Promise.all(
        lessonOrder.map(async (name) => {
          const path = join(folder, `${name}.yaml`);
          this.addWatchFile(path);
          const document: Record<string, unknown> = parse(await readFile(path, "utf8"));
          return Object.fromEntries(Object.entries(document).filter(([key]) => !leftOut.has(key)));
        }),
      );
      return `export const documents = ${JSON.stringify(documents)};`;
    },
  };
}
