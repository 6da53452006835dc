import { readFile } from "node:fs/promises";
import type { Plugin } from "vite";

/** The parts of zod that write JSON Schema. */
const writers = /\/zod\/v4\/core\/(?:json-schema-processors|to-json-schema)\.js$/;
const named = /^export (?:const|function) (\w+)/gm;
const classes = /\/zod\/v4\/classic\/schemas\.js$/;
/** A method of strings that asks for a format: `email(params) { return this.check(core._email(ZodEmail, params)); }` */
const format =
  /^ {4}\w+\(params\) \{\n {8}return this\.check\(core\._\w+\(Zod\w+, params\)\);\n {4}\},?\n/gm;
/** What it sets up for values that hold themselves, and for messages of its own. */
const defaults = /core\.config\(\{ memoizer: core\.memoizer\(\) \}\);|core\.config\(en\(\)\);/g;
/** Fewest such methods: with fewer zod has changed its form, and nothing would be left out. */
const FEWEST = 20;

/**
 * Leaves out what zod brings for writing JSON Schema, for formats such as addresses of mail, for values that
 * hold themselves and for messages in English, twelve kilobytes that every schema refers to. The page only
 * checks documents: their schemas ask for no such format, trees hold nothing twice, and what is wrong is
 * said in the format's own words.
 */
export function smallZod(): Plugin {
  return {
    name: "small-zod",
    enforce: "pre",
    async load(id) {
      if (classes.test(id)) {
        const source = await readFile(id, "utf8");
        const found = source.match(format)?.length ?? 0;
        if (found < FEWEST) throw new Error(`zod has ${found} formats in the form that is known`);
        const set = source.match(defaults)?.length ?? 0;
        if (set !== 2) throw new Error(`zod sets up ${set} of the defaults that are known`);
        return source.replace(format, "").replace(defaults, ";");
      }
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
