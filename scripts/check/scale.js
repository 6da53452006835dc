import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "../root.js";

/** What makes the parts of docs/scale.md, built. */
async function built() {
  return import(pathToFileURL(join(root, "dist", "bench", "scale", "parts.js")).href);
}

const parts = [
  "how-long",
  "constants",
  "assumed",
  "sobol",
  "cities",
  "bottlenecks",
  "chunk-lengths",
  "live",
];

/**
 * The parts of docs/scale.md by name.
 * @type {Record<string, () => Promise<string>>}
 */
export const scaleParts = Object.fromEntries(
  parts.map((name) => [name, async () => (await built()).parts[name]()]),
);

const images = ["scale-wall.svg", "scale-load.svg", "scale-chunks.svg"];

/**
 * Its charts by file.
 * @type {Record<string, () => Promise<string>>}
 */
export const scaleImages = Object.fromEntries(
  images.map((name) => [name, async () => (await built()).drawing(name)]),
);
