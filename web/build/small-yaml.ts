import type { Plugin } from "vite";

/** Kinds of values that YAML 1.1 had beyond those of JSON. A scenario with one of them is refused. */
const OLD_TAGS = /\/yaml\/browser\/dist\/schema\/yaml-1\.1\/(binary|omap|pairs|set|timestamp)\.js$/;

/** The set of tags that `%YAML 1.1` asks for. Such a document is refused too, once it has been read. */
const OLD_SCHEMA = /\/yaml\/browser\/dist\/schema\/yaml-1\.1\/schema\.js$/;

/** Leaves out of the YAML reader what no scenario can reach: values that only YAML 1.1 knew. */
export function smallYaml(): Plugin {
  return {
    name: "small-yaml",
    enforce: "pre",
    load(id) {
      if (OLD_SCHEMA.test(id)) return `export { schema } from "../core/schema.js";`;
      const [, tag] = OLD_TAGS.exec(id) ?? [];
      if (tag === undefined) return null;
      const more = tag === "timestamp" ? ", absent as intTime, absent as floatTime" : "";
      return `const absent = undefined;\nexport { absent as ${tag}${more} };`;
    },
  };
}
