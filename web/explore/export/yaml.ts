import { stringify } from "yaml";
import type { Page } from "../page.ts";
import { documentOf } from "../share-link.ts";
import { provenanceLines, provenanceOf } from "./provenance.ts";
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

/** Saves the scenario as a file that the command line runs, with what it came to as comments above it. */
export async function saveYaml(page: Page): Promise<void> {
  const { store, versions } = page;
  const { id } = documentOf(store.choice.peek(), store.shipped.peek(), versions);
  const { kind } = page.ensembles.progress.peek();
  // Of runs that are not done there is nothing to say yet; the scenario can be saved all the same.
  const lines =
    kind === "running" || kind === "failed" ? [] : provenanceLines(await provenanceOf(page));
  const text = [...lines.map((line) => `# ${line}\n`), yamlOf(page)].join("");
  save(`${String(id)}.yaml`, new Blob([text], { type: "application/yaml" }));
}
