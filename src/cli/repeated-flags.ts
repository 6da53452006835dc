import type { PluginFlags } from "./open-plugins.ts";

/** What changes a scenario from outside of it, as words of the command line that does the same again. */
export function repeatedFlags({
  set,
  plugin = [],
}: PluginFlags & { readonly set: readonly string[] }): readonly string[] {
  return [
    ...set.flatMap((setting) => ["--set", setting]),
    ...plugin.flatMap((module) => ["--plugin", module]),
  ];
}
