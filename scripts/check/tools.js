import { complaints } from "./tool.js";

/** @type {import("./report.js").Check} */
export const style = {
  name: "style",
  claim: "all files are formatted and lint-free (biome)",
  mend: "run `npx biome check --write .`, then mend by hand what is left",
  problems: () =>
    complaints(
      "node_modules/@biomejs/biome/bin/biome",
      "check",
      "--error-on-warnings",
      "--colors=off",
      ".",
    ),
};

/** @type {import("./report.js").Check} */
export const types = {
  name: "types",
  claim: "every layer type-checks, and the scripts do",
  mend: "run `npx tsc -b` and `npx tsc -p scripts` and follow what they say",
  problems: () => [
    ...complaints("node_modules/typescript/bin/tsc", "-b"),
    ...complaints("node_modules/typescript/bin/tsc", "-p", "scripts"),
  ],
};

/** @type {import("./report.js").Check} */
export const unused = {
  name: "unused",
  claim: "nothing is exported, kept or depended upon without a use (knip)",
  mend: "remove what is named, or give it its use",
  problems: () => complaints("node_modules/knip/bin/knip.js", "--no-progress"),
};
