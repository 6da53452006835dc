import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageFolder } from "./cli.ts";

/** The module and the scenario of the worked example in CONTRIBUTING.md, as its reader saves them. */
export function workedExample(): { readonly module: string; readonly scenario: string } {
  const text = readFileSync(join(packageFolder, "CONTRIBUTING.md"), "utf8");
  const block = (language: string): string => {
    const found = new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, "m").exec(text)?.[1];
    if (found === undefined) throw new Error(`CONTRIBUTING.md has no block of ${language}`);
    return found;
  };
  return { module: block("js"), scenario: block("yaml") };
}
