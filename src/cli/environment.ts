import { nearest } from "../scenario/names.ts";
import { didYouMean } from "./arguments/nearest.ts";
import { wrongUsage } from "./exit-codes.ts";
import type { Terminal } from "./terminal.ts";

/** Environment variables that stand for flags, with the flag and what it sets. */
export const environmentVariables = {
  PANOPTES_ENGINE: ["--engine", "where runs are computed, for example redis://host:6379/0"],
  PANOPTES_FORMAT: ["--format", "format of what is printed: table, json, ndjson, csv"],
  PANOPTES_JOBS: ["--jobs", "number of worker threads"],
  PANOPTES_PROGRESS: ["--progress", "how progress is shown: auto, bar, plain, json, none"],
  PANOPTES_RUNS: ["--runs", "number of runs"],
  PANOPTES_SEED: ["--seed", "seed, any text or number"],
  PANOPTES_SHARED: ["--shared", "folder that all machines see"],
  PANOPTES_TIMEOUT: ["--timeout", "time limit of a run, for example 5m"],
} as const;

/** Name of a variable that stands for a flag. */
export type EnvironmentVariable = keyof typeof environmentVariables;

/** Our variables that stand for no flag, because a flag is seen by everyone on the machine. */
export const secretVariables: readonly (readonly [string, string])[] = [
  ["PANOPTES_TOKEN", "serve: lets in who sends it, and listens beyond this machine with --host"],
];

/** Variables of other tools that are respected, with what they do. */
export const respectedVariables: readonly (readonly [string, string])[] = [
  ["NO_COLOR", "set and not empty: no colours"],
  ["FORCE_COLOR", "colours even into a pipe; 0: no colours"],
  ["TERM=dumb", "no colours and no moving progress bar"],
];

/** A value with the name of where it came from, for messages. */
export interface Given {
  readonly name: string;
  readonly text: string;
}

/**
 * What the user asked for by a flag or, failing that, by its variable.
 * @param flag what the flag holds, undefined when it was not given
 */
export function given(
  terminal: Terminal,
  variable: EnvironmentVariable,
  flag: string | undefined,
): Given | null {
  if (flag !== undefined) return { name: environmentVariables[variable][0], text: flag };
  const text = terminal.environment[variable];
  return text === undefined || text === "" ? null : { name: variable, text };
}

/**
 * One of a list of words.
 * @throws Stop (usage) naming the nearest word
 */
export function oneOf<T extends string>(value: Given, words: readonly T[]): T {
  const found = words.find((word) => word === value.text);
  if (found !== undefined) return found;
  throw wrongUsage(
    `${value.name} wants one of ${words.join(", ")}; got "${value.text}".${didYouMean(value.text, words)}`,
  );
}

/**
 * Warnings for variables that look like one of ours, mistyped. Others that start with PANOPTES_ may
 * belong to whoever calls us.
 */
export function mistypedVariables(environment: Terminal["environment"]): string[] {
  const known = [...Object.keys(environmentVariables), ...secretVariables.map(([name]) => name)];
  return Object.keys(environment)
    .filter((name) => name.startsWith("PANOPTES_") && !known.includes(name))
    .sort()
    .flatMap((name) => {
      const near = nearest(name, known);
      return near === null ? [] : `${name} is set but means nothing. Did you mean ${near}?`;
    });
}
