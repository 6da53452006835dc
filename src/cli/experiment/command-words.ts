import { repeatedFlags } from "../repeated-flags.ts";
import type { Experiment, ExperimentFlags } from "./open.ts";

/** Values of a command's own flags by name without dashes; undefined and false are left out. */
export type FlagValues = Readonly<
  Record<string, string | number | boolean | readonly string[] | undefined>
>;

/** The words of the command line that makes the numbers of an experiment again. */
export function commandWords(
  command: string,
  { name, seed, designSeed }: Experiment,
  flags: ExperimentFlags,
  own: FlagValues,
): readonly string[] {
  return [
    "panoptes",
    command,
    name,
    ...repeatedFlags(flags),
    ...words({ vary: flags.vary, ...own, seed, "design-seed": designSeed }),
  ];
}

function words(flags: FlagValues): readonly string[] {
  return Object.entries(flags).flatMap(([name, value]) => {
    if (value === undefined || value === false) return [];
    if (value === true) return [`--${name}`];
    const values = Array.isArray(value) ? value : [value];
    return values.flatMap((one) => [`--${name}`, String(one)]);
  });
}
