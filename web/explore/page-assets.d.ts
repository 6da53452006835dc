/** Addresses of what is built beside the page's scripts: see `web/build/page-assets.ts`. */
declare module "virtual:page-assets" {
  export const addresses: {
    readonly world: string;
    readonly scenarios: string;
    readonly baseline: string;
    readonly outlines: string;
    readonly sets: string;
    readonly moreSets: string;
    readonly verbs: string;
    readonly worker: string;
    readonly lab: string;
  };
}
