import { join } from "node:path";
import { defineConfig, type UserConfig } from "vite";
import { lessons } from "./build/lessons.ts";
import { modelText } from "./build/model-text.ts";
import { offline } from "./build/offline.ts";
import { pageAssets } from "./build/page-assets.ts";
import { plainImport } from "./build/plain-import.ts";
import { smallGraph } from "./build/small-graph.ts";
import { smallSobol } from "./build/small-sobol.ts";
import { smallUplot } from "./build/small-uplot.ts";
import { smallYaml } from "./build/small-yaml.ts";
import { smallZod } from "./build/small-zod.ts";

const here = import.meta.dirname;

/** Modules that building and running a scenario needs and the page's first picture does not, by folder. */
const needed = {
  "core/processes": ["[a-z-]+"],
  core: [
    "affinity-change|alignment|apply-intervention|arrays-by-year|barred|branch|build-model|check-definitions",
    "checkpoint|country-values|definitions|demand-for-rules|distributions|draws|extension|fields|hash|largest",
    "matched-pairs|measure-countries|measure-totals|own|own-purpose|peers|policy|reset-state|rosters|schedule",
    "series|simulate|state|toolkit|trigonometry",
  ],
  experiments: ["chunk|kernel|plan|run-key|settle-shapes|spread"],
  scenario: [
    "bloc-ties|compile|compile-frame|compile-intervention|compile-own|covariates|draw-keys|imputation",
    "override-world|own-outcomes|plugin",
  ],
  "scenario/network": ["build-peers|edges|great-circle|nearest-points|peer-edges"],
};
const places = Object.entries(needed).map(([folder, names]) => `${folder}/(?:${names.join("|")})`);
const MODEL = new RegExp(`/src/(?:${places.join("|")})\\.ts$|/seedrandom/lib/alea`);

/** What both the lab's tasks and the view of experiments need: it must hold nothing that only a page has. */
const found = [
  "src/experiments/discovery/box",
  "src/results/discovery/(?:box-words|charts|narrowed|read-document)",
  "src/results/sensitivity/(?:input-names|ranking|read-ranked)",
  "src/results/(?:charts/(?:bars|scatter)|row-pieces|shell-words|sweep/value-text|tradeoff/front-scatter)",
];

/** What the lab's tasks are made of; only its worker fetches them. */
const lab = [
  "web/lab/(?:(?!network)[a-z-]+-task|gate|holding-shares|pause|question)",
  "src/core/ledger/[a-z-]+",
  "src/experiments/(?:attribution|discovery|explain|flip|sampling|sensitivity|tradeoff)/[a-z-]+",
  "src/experiments/(?:cut-runs|index-statistics|precision|run-ensemble|run-plan|run-table|student|sweep)",
  "src/experiments/variance-by-set",
  "src/results/(?:attribution|cascades|discovery|flip|sensitivity|sweep|tradeoff)/[a-z-]+",
  "src/results/compare/(?:compare|conclusion|cost-|differing|leave-|match|paired-|parting|regret|side)[a-z-]*",
  "src/results/explain/(?:explain-[a-z]+|strip)",
  "src/results/(?:collect-ensemble|luck-and-assumptions|plan-runs|shell-words|summarise-index)",
  "src/results/charts/(?:bars|scatter)",
];

/** Dialogs, forms, what saves files and the like: each small, and none wanted before somebody asks for it. */
const dialogs = [
  "web/explore/(?:[a-z]+-)?dialog",
  "web/explore/(?:assumptions|country-codes|country-list|date-range|fan-place|find-places|intervention-form)",
  "web/explore/(?:marked|more-layers|more-layers-line|timeline-items|timeline-lanes|verb-[a-z]+|who-editor)",
  "web/explore/export/(?!yaml)[a-z-]+",
  "web/(?:charts/tiles|compare/sides|embed/[a-z-]+|print/report|projector/projector)",
  "web/explore/search-table",
];

/** Views of a few kilobytes each. */
const views = [
  "web/(?:compare|country)/(?!drawn-outcomes|sides)[a-z-]+",
  "web/network/(?!small-graph)[a-z-]+",
];

/** What every view draws with. */
const PAGE = new RegExp(
  "/node_modules/@?preact/|/(?:web/charts|src/results/charts)/" +
    "(?:dom|fan|fan-panel|figure|map-layer|map-legend|map-steps|markers|palette|step-map|theme|watch-width)\\.ts$",
);

/** One part of all modules at some places. */
const part = (name: string, places: readonly string[]): { name: string; test: RegExp } => ({
  name,
  test: new RegExp(`/(?:${places.join("|")})\\.tsx?$`),
});

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
          groups: [
            { name: "model", test: MODEL },
            part("found", found),
            part("tasks", lab),
            part("dialogs", dialogs),
            part("views", views),
            { name: "page", test: PAGE },
          ],
        },
        // It has to stand at the top, under one name: it may keep only what is below it.
        entryFileNames: ({ name }) =>
          name === "service-worker" ? "service-worker.js" : "assets/[name]-[hash].js",
      },
      // How long the baking took is no fault.
      checks: { bundlerTimings: false },
    },
  },
  plugins: [
    smallUplot(),
    smallGraph(),
    smallSobol(),
    smallYaml(),
    smallZod(),
    plainImport(),
    pageAssets(),
    lessons(),
    modelText(),
    offline(),
  ],
});

export default config;
