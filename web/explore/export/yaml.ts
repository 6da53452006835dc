import { stringify } from "yaml";
import type { Page } from "../page.ts";
import { documentOf } from "../share-link.ts";
import { save } from "./save.ts";

/** Saves the scenario as a file that the command line runs. */
export async function saveYaml({ store, versions }: Page): Promise<void> {
  const document = documentOf(store.choice.peek(), store.shipped.peek(), versions);
  const text = stringify(document, {
    version: "1.2",
    lineWidth: 100,
    aliasDuplicateObjects: false,
  });
  save(`${String(document.id)}.yaml`, new Blob([text], { type: "application/yaml" }));
}
