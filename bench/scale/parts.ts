// The generated parts of docs/scale.md and its charts, from what was measured.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Drawing } from "../../src/results/validation/svg.ts";
import { packageRoot } from "../../src/scenario/node/world.ts";
import type { Constants } from "./constants.ts";
import { assumedTable } from "./document/assumed-table.ts";
import { bottlenecks } from "./document/bottlenecks.ts";
import { charts } from "./document/charts.ts";
import { chunkLengths } from "./document/chunk-lengths.ts";
import { constantsTable } from "./document/constants-table.ts";
import { howLong } from "./document/how-long.ts";
import { studyTable } from "./document/studies-table.ts";
import { validationTable } from "./document/validation-table.ts";
import type { LiveRuns } from "./live-run.ts";
import { chunkSeconds, settings } from "./settings.ts";
import { studies } from "./studies.ts";

/** Files of what was measured, from the root of the checkout. */
export const constantsPath = "bench/scale/constants.json";
export const livePath = "bench/scale/live.json";

/** Parts by name, each made when it is asked for. */
export const parts: Readonly<Record<string, () => string>> = {
  "how-long": () => howLong(constants(), settings, chunkSeconds),
  constants: () => constantsTable(constants()),
  assumed: () => assumedTable(settings),
  sobol: () => studyTable(studies[0], constants(), settings, chunkSeconds),
  cities: () => studyTable(studies[1], constants(), settings, chunkSeconds),
  bottlenecks: () => bottlenecks(constants(), settings, chunkSeconds),
  "chunk-lengths": () => chunkLengths(constants(), settings),
  live: () => validationTable(read<LiveRuns>(livePath)),
};

let made: readonly Drawing[] | undefined;

/** A chart by the name of its file in docs/images. */
export function drawing(name: string): string {
  made ??= charts(constants(), settings, chunkSeconds);
  const found = made.find((one) => one.name === name);
  if (found === undefined) throw new RangeError(`there is no chart "${name}"`);
  return found.svg;
}

/** What was measured. */
export function constants(): Constants {
  return read<Constants>(constantsPath);
}

function read<T>(path: string): T {
  return JSON.parse(readFileSync(join(packageRoot(), path), "utf8")) as T;
}
