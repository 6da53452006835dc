// What a mechanism costs that is off: `npm run bench -- off`. Every mechanism of the baseline is switched
// off in turn; shown is the part of a run that falls most, and the whole run.

import type { Mechanisms } from "../src/core/parameters.ts";
import { compileScenario } from "../src/scenario/compile.ts";
import { builtinWorld } from "../src/scenario/node/world.ts";
import { loadBaseline } from "./load-baseline.ts";
import { type RunPart, timeRunParts } from "./run-parts.ts";

/** How often each of the runs is repeated. */
const REPETITIONS = 15;

const loaded = await builtinWorld();
if (!loaded.ok) throw new Error(`the shipped world is invalid: ${loaded.problems[0]?.message}`);
const { frame, settings } = compileScenario(await loadBaseline(), loaded.value);

timeRunParts(frame, settings, REPETITIONS);
const on = timeRunParts(frame, settings, REPETITIONS);
const { mechanisms } = settings;
const rows = (Object.keys(mechanisms) as (keyof Mechanisms)[])
  .filter((id) => mechanisms[id])
  .map((id) => {
    const without = { ...settings, mechanisms: { ...mechanisms, [id]: false } };
    return row(id, timeRunParts(frame, without, REPETITIONS));
  });
console.log("Parts of a recorded run with a mechanism on and off, least µs per run, real world");
console.table(rows);

function row(id: string, off: readonly RunPart[]): Record<string, string | number> {
  let most = 0;
  on.forEach((part, k) => {
    if (saved(part, off[k]) > saved(on[most], off[most])) most = k;
  });
  return {
    mechanism: id,
    "part that falls most": on[most]?.part ?? "",
    on: Math.round(on[most]?.microseconds ?? 0),
    off: Math.round(off[most]?.microseconds ?? 0),
    "whole run on": Math.round(sum(on)),
    "whole run off": Math.round(sum(off)),
  };
}

function saved(before: RunPart | undefined, after: RunPart | undefined): number {
  return (before?.microseconds ?? 0) - (after?.microseconds ?? 0);
}

function sum(parts: readonly RunPart[]): number {
  return parts.reduce((all, { microseconds }) => all + microseconds, 0);
}
