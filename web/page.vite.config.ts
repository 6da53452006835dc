import { join } from "node:path";
import { defineConfig, type UserConfig } from "vite";
import { pageAssets } from "./build/page-assets.ts";

const here = import.meta.dirname;

// The page: an entry, its lazy parts, the worker that runs the model, and what is baked for them. Every
// address in it is relative, so that it works on any host and under any path.
const config: UserConfig = defineConfig({
  root: here,
  base: "./",
  publicDir: false,
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: join(here, "..", "dist", "web"),
    // The report's files are there already.
    emptyOutDir: false,
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: {
      input: join(here, "index.html"),
      // How long the baking took is no fault.
      checks: { bundlerTimings: false },
    },
  },
  plugins: [pageAssets()],
});

export default config;
