import { readFileSync } from "node:fs";
import { join } from "node:path";
import { defineConfig, type UserConfig } from "vite";

const here = import.meta.dirname;

// The report is one file, so its script is one classic script and its style one sheet; the outlines
// of the world go beside them, for the report to embed and for the page to fetch.
const config: UserConfig = defineConfig({
  root: here,
  base: "./",
  publicDir: false,
  build: {
    outDir: join(here, "..", "dist", "web"),
    // The folder may also hold what the type checker wrote.
    emptyOutDir: false,
    target: "es2022",
    lib: {
      entry: join(here, "report", "main.ts"),
      name: "panoptesReport",
      formats: ["iife"],
      fileName: () => "report.js",
      cssFileName: "report",
    },
  },
  plugins: [
    {
      name: "world-geometry",
      generateBundle() {
        const source = readFileSync(join(here, "geometry", "world.topojson"), "utf8");
        this.emitFile({ type: "asset", fileName: "world.json", source });
      },
    },
  ],
});

export default config;
