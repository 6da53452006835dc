import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageFolder } from "./cli.ts";

/** An example of docs/library.md. */
export interface Example {
  /** Heading that it stands under. */
  readonly heading: string;
  readonly code: string;
  /** Lines that it says it prints. */
  readonly prints: readonly string[];
}

/** The text of docs/library.md. */
export function libraryPage(): string {
  return readFileSync(join(packageFolder, "docs", "library.md"), "utf8");
}

/** The examples of docs/library.md, in order. */
export function libraryExamples(): readonly Example[] {
  return libraryPage()
    .split(/^## /m)
    .slice(1)
    .flatMap((section) => {
      const heading = section.split("\n", 1)[0] ?? "";
      return [...section.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code = ""]) => ({
        heading,
        code,
        prints: [...code.matchAll(/\/\/ → (.*)$/gm)].map(([, line = ""]) => line),
      }));
    });
}

/** Names that src/index.ts exports, as importers write them. */
export function publicNames(): {
  readonly values: readonly string[];
  readonly types: readonly string[];
} {
  const text = readFileSync(join(packageFolder, "src", "index.ts"), "utf8");
  const values: string[] = [];
  const types: string[] = [];
  for (const [, all = "", names = ""] of text.matchAll(/^export (type )?\{([^}]*)\}/gm)) {
    for (const entry of names.split(",").map((name) => name.trim())) {
      if (entry === "") continue;
      const name = entry.replace(/^type /, "").replace(/^\w+ as /, "");
      (all !== "" || entry.startsWith("type ") ? types : values).push(name);
    }
  }
  return { values, types };
}
