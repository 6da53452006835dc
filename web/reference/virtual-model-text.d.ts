/** The model in equations and in code, from its description and its sources: see `web/build/model-text.ts`. */
declare module "virtual:model-text" {
  export const model: {
    /** What holds for all equations. */
    readonly before: readonly string[];
    readonly equations: readonly {
      readonly id: string;
      readonly title: string;
      /** Paragraphs in Markdown; one that begins with a bar is a table. */
      readonly text: readonly string[];
    }[];
    readonly processes: readonly {
      readonly name: string;
      readonly does: string;
      readonly submodels: string;
      readonly writes: string;
    }[];
    readonly sample: { readonly name: string; readonly code: string };
  };
}
