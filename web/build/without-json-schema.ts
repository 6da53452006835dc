import { readFile } from "node:fs/promises";
import type { Plugin } from "vite";

/** The parts of zod that write JSON Schema. */
const writers = /\/zod\/v4\/core\/(?:json-schema-processors|to-json-schema)\.js$/;
const named = /^export (?:const|function) (\w+)/gm;

/**
 * Leaves out what zod brings for writing JSON Schema, seven kilobytes that every schema refers to. The page
 * only checks documents; what it needs as JSON Schema is baked.
 */
export function withoutJsonSchema(): Plugin {
  return {
    name: "without-json-schema",
    enforce: "pre",
    async load(id) {
      if (!writers.test(id)) return null;
      const source = await readFile(id, "utf8");
      const names = new Set([...source.matchAll(named)].map(([, name = ""]) => name));
      const exported = [...names].map((name) => `absent as ${name}`);
      if (source.includes("export { processSchema as process }"))
        exported.push("absent as process");
      return `const absent = () => () => { throw new Error("the page writes no JSON Schema"); };
        export { ${exported.join(", ")} };`;
    },
  };
}
