/** Addresses of what is built beside the page's scripts: see `web/build/page-assets.ts`. */
declare module "virtual:page-assets" {
  export const addresses: {
    readonly world: string;
    readonly scenarios: string;
    readonly baseline: string;
    readonly outlines: string;
    readonly sets: string;
    readonly moreSets: string;
    /** Of settings that are fitted with parameter sets of their own, by the name of the sets. */
    readonly ownSets: Readonly<Record<string, string>>;
    readonly verbs: string;
    readonly worker: string;
    readonly lab: string;
  };
}
