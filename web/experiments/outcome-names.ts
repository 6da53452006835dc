const names: Readonly<Record<string, string>> = {
  "adoption.share": "the share of countries with any contract",
  "coverage.share": "the share of urban people covered",
  "market.hhi": "market concentration",
  "rules.safeguards": "safeguards",
  "rights.erosion": "rights erosion",
};

/** What an outcome is called in a sentence; its own name where it has no other. */
export function outcomeName(name: string): string {
  const known = names[name];
  if (known !== undefined) return known;
  const supplier = /^adoption\.share\.(.+)$/.exec(name)?.[1];
  return supplier === undefined ? name : `the share of countries with supplier ${supplier}`;
}
