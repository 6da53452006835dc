import type { Plugin } from "vite";

/**
 * Lets parts of the page be fetched by plain `import()`. Vite would wrap each in more than a kilobyte of
 * code that fetches style sheets and other parts ahead, and this page has one sheet and fetches none.
 */
export function plainImport(): Plugin {
  return {
    name: "plain-import",
    enforce: "pre",
    load: (id) =>
      id === "\0vite/preload-helper.js" ? "export const __vitePreload = (load) => load();" : null,
  };
}
