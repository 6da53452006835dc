import { availableParallelism } from "node:os";
import { defineConfig, type ViteUserConfig } from "vitest/config";

const config: ViteUserConfig = defineConfig({
  test: {
    dir: "tests",
    include: ["**/*.test.ts"],
    pool: "forks",
    // One core is left free unless told, which halves a machine of two; tests wait for processes more than they compute.
    maxWorkers: availableParallelism(),
    testTimeout: 30_000,
  },
});

export default config;
