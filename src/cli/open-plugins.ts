import { loadPlugin } from "../scenario/node/plugin.ts";
import { extensionOfPlugins, type Plugin, PluginError } from "../scenario/plugin.ts";
import { ExitCode, Stop } from "./exit-codes.ts";

/** Flags of commands that may be given plugins. */
export interface PluginFlags {
  readonly plugin?: readonly string[];
}

const loaded = new Map<string, Promise<Plugin>>();

/**
 * Loads the plugins that a command line names, each once.
 * @throws Stop (usage) for one that cannot be read, (invalid) for one that cannot be used
 */
export async function openPlugins({ plugin: paths = [] }: PluginFlags): Promise<readonly Plugin[]> {
  try {
    const plugins: Plugin[] = [];
    for (const path of new Set(paths)) {
      const loading = loaded.get(path) ?? loadPlugin(path);
      loaded.set(path, loading);
      plugins.push(await loading);
    }
    extensionOfPlugins(plugins);
    return plugins;
  } catch (error) {
    if (!(error instanceof PluginError)) throw error;
    throw new Stop(error.cannotBeRead ? ExitCode.Usage : ExitCode.Invalid, error.message);
  }
}
