import { holdersFit } from "../../experiments/make-design.ts";
import type { Compiled } from "../../scenario/compiled.ts";
import { nearest } from "../../scenario/names.ts";
import { didYouMean } from "../arguments/nearest.ts";
import { rowOfPeriod } from "../arguments/period.ts";
import { wrongUsage } from "../exit-codes.ts";

/** Flags that choose what of a result is shown. */
export interface ViewFlags {
  readonly at?: string;
  readonly country?: string;
  readonly metric?: string;
}

/** What of a result is shown. */
export interface View {
  /** Row at which numbers are shown. */
  readonly row: number;
  /** Index of a country to show, or null. */
  readonly country: number | null;
  /** The only outcome to show, or null. */
  readonly metric: string | null;
}

/**
 * Finds what the flags name in a compiled scenario.
 * @throws Stop (usage) for a period outside the run, a country that is none, or one of too large a world
 */
export function chooseView(compiled: Compiled, flags: ViewFlags): View {
  const { labels } = compiled;
  return {
    row:
      flags.at === undefined ? labels.periods.length - 1 : rowOfPeriod("--at", flags.at, compiled),
    country: flags.country === undefined ? null : countryIndex(compiled, flags.country),
    metric: flags.metric ?? null,
  };
}

function countryIndex(compiled: Compiled, text: string): number {
  const { labels } = compiled;
  if (!holdersFit(compiled)) {
    throw wrongUsage(
      `--country is not to be had here: over ${labels.periods.length} periods, holders of ` +
        `${labels.countries.length} countries are too many to record. ` +
        "Leave it out, shorten the time, or ask panoptes explain.",
    );
  }
  const wanted = text.toLowerCase();
  const byId = labels.countries.findIndex((id) => id.toLowerCase() === wanted);
  const index = byId >= 0 ? byId : labels.countryNames.findIndex((n) => n.toLowerCase() === wanted);
  if (index >= 0) return index;
  const name = nearest(text, labels.countryNames);
  const hint =
    name === null
      ? didYouMean(text, labels.countries)
      : ` Did you mean "${labels.countries[labels.countryNames.indexOf(name)]}" (${name})?`;
  throw wrongUsage(`--country "${text}" is no country of this world.${hint}`);
}
