import { words } from "../strings/words.ts";

const names: Readonly<Record<string, string>> = {
  "adoption.share": words.experiments.anyContract,
  "coverage.share": words.experiments.covered,
  "market.hhi": words.experiments.concentration,
  "rules.safeguards": words.experiments.safeguards,
  "rights.erosion": words.experiments.erosion,
  "security.benefit": words.experiments.security,
};

/** What an outcome is called in a sentence; its own name where it has no other. */
export function outcomeName(name: string): string {
  const known = names[name];
  if (known !== undefined) return known;
  const supplier = /^adoption\.share\.(.+)$/.exec(name)?.[1];
  return supplier === undefined ? name : words.experiments.withSupplier(supplier);
}

/** The same at the beginning of a line. */
export function outcomeTitle(name: string): string {
  const text = outcomeName(name);
  // Names that are an outcome's own are written as they are.
  return text === name ? text : text.charAt(0).toUpperCase() + text.slice(1);
}
