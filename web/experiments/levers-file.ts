import { stringify } from "yaml";
import { save } from "../explore/export/save.ts";
import type { Page } from "../explore/page.ts";
import { documentOf } from "../explore/share-link.ts";
import { inFront } from "./levers.ts";

/** The present scenario with the front levers free, as a file that the command line runs. */
export function leversDocument({ store, versions }: Page): Record<string, unknown> {
  const document = documentOf(store.choice.peek(), store.shipped.peek(), versions);
  const levers = Object.fromEntries(
    inFront.map(({ key, label, range }) => [key, { uniform: [...range], label }]),
  );
  return { ...document, levers };
}

/** Saves that file. */
export function saveLevers(page: Page, name: string): void {
  const text = stringify(leversDocument(page), {
    version: "1.2",
    lineWidth: 100,
    aliasDuplicateObjects: false,
  });
  save(name, new Blob([text], { type: "application/yaml" }));
}
