import { stringify } from "yaml";
import type { Page } from "../page.ts";
import { documentOf } from "../share-link.ts";
import { save } from "./save.ts";

/** The present scenario as a file that the command line runs. */
export function yamlOf({ store, versions }: Page): string {
  const document = documentOf(store.choice.peek(), store.shipped.peek(), versions);
  return stringify(document, {
    version: "1.2",
    lineWidth: 100,
    aliasDuplicateObjects: false,
  });
}

/** Saves the scenario as a file that the command line runs. */
export async function saveYaml(page: Page): Promise<void> {
  const { store, versions } = page;
  const { id } = documentOf(store.choice.peek(), store.shipped.peek(), versions);
  save(`${String(id)}.yaml`, new Blob([yamlOf(page)], { type: "application/yaml" }));
}
