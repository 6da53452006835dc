import type { PluginReference } from "../scenario/plugin.ts";
import type { Design } from "./ensemble.ts";

/** What a thread must know of a design. */
export interface KernelDesign
  extends Pick<
    Design,
    "frame" | "settings" | "spread" | "seed" | "recordHolders" | "keepHolders" | "plan" | "picks"
  > {
  /** Where its plugins come from: what they define cannot cross threads. */
  readonly plugins?: readonly PluginReference[];
}

/** What a thread must know of a design, as plain values. */
export function kernelDesignOf(design: Design): KernelDesign {
  const { first: _first, count: _count, plugins = [], ...plain } = design;
  const references = plugins.map(({ name, url, digest }) => ({ name, url, digest }));
  return { ...plain, plugins: references };
}
