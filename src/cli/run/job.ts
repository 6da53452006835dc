import { seriesColumns } from "../../results/series-columns.ts";
import { compileScenario } from "../../scenario/compile.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import { warn } from "../look.ts";
import { type Opened, openReference, openScenario } from "../open-scenario.ts";
import type { Terminal } from "../terminal.ts";
import { type Block, blocksOf } from "./blocks.ts";
import { type Check, planChecks } from "./check.ts";
import { type EnsembleChoices, type EnsembleFlags, sizeOf } from "./choices.ts";
import { acceptedTime, refuseAbsurd, refuseTooMany } from "./cost.ts";
import { sameRow } from "./reference.ts";
import { type Prepared, prepare } from "./run-one.ts";
import { chooseView, type View, type ViewFlags } from "./view.ts";

/** A scenario that is ready to run, with what it is compared with. */
export interface Job {
  /** The scenario as the user named it. */
  readonly name: string;
  readonly prepared: Prepared;
  readonly reference: { readonly name: string; readonly prepared: Prepared } | null;
  readonly view: View;
  readonly blocks: readonly Block[];
  /** Expectations to judge; empty when that was not asked for. */
  readonly checks: readonly Check[];
  /** Scenarios that expectations name under `against`, by that name; without `reference`. */
  readonly others: ReadonlyMap<string, Prepared>;
}

/**
 * Reads and checks a scenario and everything that the flags say about it.
 * @throws Stop for an invalid scenario or wrong usage
 */
export async function readJob(
  terminal: Terminal,
  name: string,
  flags: EnsembleFlags & ViewFlags,
  choices: EnsembleChoices,
): Promise<Job> {
  return prepareJob(terminal, name, await openScenario(terminal, name, flags), flags, choices);
}

/**
 * Makes a job of a scenario that has been read.
 * @throws Stop for wrong usage
 */
export async function prepareJob(
  terminal: Terminal,
  name: string,
  opened: Opened,
  flags: EnsembleFlags & ViewFlags,
  choices: EnsembleChoices,
): Promise<Job> {
  const prepared = compileJob(opened, choices);
  const view = chooseView(prepared.compiled, flags);
  const columns = seriesColumns(prepared.compiled.frame, prepared.compiled.labels);
  const blocks = blocksOf(columns, opened.scenario.outcomes, view.metric);
  const { count } = prepared.design;
  const compares = opened.scenario.parents.length > 0 || flags.set.length > 0;
  const reference =
    flags.baseline === false || !compares ? null : await openReference(terminal, opened, flags);
  const others = new Map<string, Prepared>();
  for (const name of flags.check === true ? namesAgainst(opened.scenario) : []) {
    if (name === reference?.scenario.id) continue;
    const other = await openScenario(terminal, name, { ...flags, set: [], quiet: true });
    others.set(name, compileJob(other, choices, prepared.design));
  }
  const total = (1 + (reference === null ? 0 : 1) + others.size) * count;
  refuseTooMany(prepared.compiled, count);
  await refuseAbsurd(prepared.compiled, total, count, choices.jobs, acceptedTime(choices));
  if (reference === null) {
    const checks = flags.check === true ? planChecks(prepared, others) : [];
    return { name, prepared, reference, view, blocks, checks, others };
  }
  const its = compileJob(reference, choices, prepared.design);
  const all = new Map([...others, [reference.scenario.id, its]]);
  const checks = flags.check === true ? planChecks(prepared, all) : [];
  if (sameRow(prepared, its, view.row) < 0) {
    const last = its.compiled.labels.periods.at(-1);
    warn(terminal, flags, `not compared with ${reference.scenario.id}, which ends in ${last}.`);
    return { name, prepared, reference: null, view, blocks, checks, others: all };
  }
  return {
    name,
    prepared,
    reference: { name: reference.scenario.id, prepared: its },
    view,
    blocks,
    checks,
    others,
  };
}

/** Scenarios that expectations are compared with. */
function namesAgainst({ expect }: Scenario): ReadonlySet<string> {
  return new Set(
    expect.flatMap(({ claim }) => (claim.kind === "comparison" ? [claim.against] : [])),
  );
}

function compileJob(
  { scenario, world, plugins, ensemble }: Opened,
  choices: EnsembleChoices,
  size: { readonly count: number; readonly seed: string } = sizeOf(scenario, choices),
): Prepared {
  const { count, seed } = size;
  const compiled = compileScenario(scenario, world, plugins);
  return prepare(scenario, world, compiled, ensemble, { count, seed });
}
