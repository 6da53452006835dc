import { join } from "node:path";
import { defineConfig, type UserConfig } from "vite";
import { lessons } from "./build/lessons.ts";
import { offline } from "./build/offline.ts";
import { pageAssets } from "./build/page-assets.ts";
import { plainImport } from "./build/plain-import.ts";
import { smallUplot } from "./build/small-uplot.ts";

const here = import.meta.dirname;

/** Modules that every worker needs and the page's first picture does not. */
const MODEL =
  /\/src\/(?:core\/(?:draws|distributions)|experiments\/(?:chunk|kernel|plan|run-key|spread)|scenario\/(?:imputation|covariates|own-outcomes))\.ts|\/seedrandom\/lib\/alea/;

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
    // One style sheet and no preloading of parts: less to fetch before the first picture.
    cssCodeSplit: false,
    modulePreload: false,
    rollupOptions: {
      input: {
        index: join(here, "index.html"),
        "service-worker": join(here, "service-worker", "service-worker.ts"),
      },
      output: {
        // As one part they weigh less than in the dozen that views and workers would cut them into.
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [{ name: "model", test: MODEL }],
        },
        // It has to stand at the top, under one name: it may keep only what is below it.
        entryFileNames: ({ name }) =>
          name === "service-worker" ? "service-worker.js" : "assets/[name]-[hash].js",
      },
      // How long the baking took is no fault.
      checks: { bundlerTimings: false },
    },
  },
  plugins: [smallUplot(), plainImport(), pageAssets(), lessons(), offline()],
});

export default config;
