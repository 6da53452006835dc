import { definitionFaults } from "../core/check-definitions.ts";
import type { Definition } from "../core/definitions.ts";
import { type Extension, extensionOf } from "../core/extension.ts";
import { hashValue } from "../core/hash-value.ts";
import { type Toolkit, toolkit } from "../core/toolkit.ts";
import { isVerb } from "./actions.ts";
import { isParameterId } from "./registry/parameters.ts";

/** Where a plugin comes from. Plain values: threads import it again by them. */
export interface PluginReference {
  /** As the user named it, for messages. */
  readonly name: string;
  /** Address of its module; null for one that was put together in this process. */
  readonly url: string | null;
  /** Digest of its content; part of what names a run. */
  readonly digest: string;
}

/** Processes, outcomes and interventions of a user's own, ready to be used. */
export interface Plugin extends PluginReference {
  readonly definitions: readonly Definition[];
}

/** A plugin that cannot be used; the message names it and says everything that is wrong. */
export class PluginError extends Error {
  /** True if its file is not there, or is of a kind that does not run here. */
  readonly cannotBeRead: boolean;

  constructor(message: string, cannotBeRead = false) {
    super(message);
    this.name = "PluginError";
    this.cannotBeRead = cannotBeRead;
  }
}

/**
 * A plugin made of definitions in this process. It runs inline; threads cannot import it, because
 * functions do not travel. Its digest is that of the functions' text, which leaves out what they
 * refer to outside of them.
 *
 * @throws PluginError if a definition is faulty, or clashes with another or with what is built in.
 * @example
 * const plugin = inlinePlugin("fatigue", [fatigue, worst]);
 * const parsed = await loadScenario("baseline", { plugins: [plugin], world });
 */
export function inlinePlugin(name: string, definitions: readonly Definition[]): Plugin {
  check(name, definitions);
  return { name, url: null, digest: `text:${hashValue(spelt(definitions))}`, definitions };
}

/**
 * The plugin of a module that has been imported: its exports that are definitions, or lists of them,
 * and what its default export, if that is a function, returns when it is given the toolkit.
 *
 * @throws PluginError if it defines nothing, or something faulty.
 */
export function pluginOfModule(
  reference: PluginReference,
  module: Readonly<Record<string, unknown>>,
): Plugin {
  const { name } = reference;
  let made: unknown;
  try {
    const { default: main } = module;
    made = typeof main === "function" ? (main as (kit: Toolkit) => unknown)(toolkit) : main;
  } catch (error) {
    throw new PluginError(`plugin ${name}: its default export threw: ${reasonOf(error)}`);
  }
  const exported = Object.entries(module)
    .filter(([key]) => key !== "default")
    .map(([, value]) => value);
  const definitions = [...new Set([made, ...exported].flat().filter(isDefinition))];
  if (definitions.length === 0) {
    throw new PluginError(
      `plugin ${name} defines nothing: export what defineProcess, defineOutcome or ` +
        "defineIntervention gives, or a default function that returns a list of it",
    );
  }
  check(name, definitions);
  return { ...reference, definitions };
}

/**
 * Imports a plugin by its address, on any platform that has modules: pages, workers, threads. Whether
 * the content is what the reference says is for the host to see to (`loadPlugin` does, in Node).
 *
 * @throws PluginError if it has no address, cannot be imported, or defines something faulty.
 */
export async function importPluginModule(reference: PluginReference): Promise<Plugin> {
  const { name, url, digest } = reference;
  if (url === null) {
    throw new PluginError(
      `plugin ${name} was put together in the main thread, and functions cannot travel: ` +
        "load it from a module, or run inline",
    );
  }
  let module: Record<string, unknown>;
  try {
    // A changed file is another module: platforms keep what they have imported by its whole address.
    module = await import(/* @vite-ignore */ `${url}#${digest}`);
  } catch (error) {
    throw new PluginError(`plugin ${name} cannot be imported: ${reasonOf(error)}`);
  }
  return pluginOfModule(reference, module);
}

/**
 * The definitions of several plugins together.
 *
 * @throws PluginError if two of them clash.
 */
export function extensionOfPlugins(plugins: readonly Plugin[]): Extension {
  const definitions = plugins.flatMap((plugin) => plugin.definitions);
  const faults = definitionFaults(definitions);
  if (faults.length > 0) {
    const names = plugins.map(({ name }) => name).join(", ");
    throw new PluginError(faults.map((fault) => `plugins ${names}: ${fault}`).join("\n"));
  }
  return extensionOf(definitions);
}

function check(name: string, definitions: readonly Definition[]): void {
  const faults = [...definitionFaults(definitions), ...clashes(definitions)];
  if (faults.length > 0) {
    throw new PluginError(faults.map((fault) => `plugin ${name}: ${fault}`).join("\n"));
  }
}

/** Names that the scenario format has already. */
function clashes(definitions: readonly Definition[]): string[] {
  return definitions.flatMap((one) => {
    if (one.kind === "outcome") return [];
    const faults = Object.keys(one.parameters ?? {})
      .map((name) => `${one.id}.${name}`)
      .filter(isParameterId)
      .map((id) => `parameter "${id}" is built in; choose another name`);
    const known = one.kind === "intervention" && isVerb(one.id);
    return known ? [...faults, `intervention "${one.id}" is built in; choose another id`] : faults;
  });
}

function isDefinition(value: unknown): value is Definition {
  if (typeof value !== "object" || value === null || !("kind" in value)) return false;
  return value.kind === "process" || value.kind === "outcome" || value.kind === "intervention";
}

/** Definitions with their functions as text. */
function spelt(value: unknown): unknown {
  if (typeof value === "function") return value.toString();
  if (Array.isArray(value)) return value.map(spelt);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, spelt(inner)]));
}

/** The message of whatever was thrown. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
