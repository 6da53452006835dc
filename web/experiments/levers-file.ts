import { stringify } from "yaml";
import { save } from "../explore/export/save.ts";
import type { Page } from "../explore/page.ts";
import { documentOf } from "../explore/share-link.ts";
import { withLevers } from "./levers.ts";

/** Saves the present scenario with the front levers free, as a file that the command line runs. */
export function saveLevers({ store, versions }: Page, name: string): void {
  const choice = withLevers(store.choice.peek());
  const text = stringify(documentOf(choice, store.shipped.peek(), versions), {
    version: "1.2",
    lineWidth: 100,
    aliasDuplicateObjects: false,
  });
  save(name, new Blob([text], { type: "application/yaml" }));
}
