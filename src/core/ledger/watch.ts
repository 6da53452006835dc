// The ledger's way into a run: the same processes on the same arrays, with a look before and after
// each. The kernel knows nothing of it, and a watched run is the unwatched one bit by bit, as long as
// the watcher only reads.

import type { RunKey } from "../draws.ts";
import type { Model } from "../model.ts";
import type { Run } from "../run.ts";
import type { ScheduledProcess } from "../schedule.ts";
import { beginRun, continueRun } from "../simulate.ts";
import { createState, type State } from "../state.ts";

/** What is called while a run goes on; it may read everything and write nothing. */
export interface Watcher {
  /** Before a process of the schedule runs. */
  readonly before?: (process: string, model: Model, state: State) => void;
  /** After a process of the schedule has run. */
  readonly after?: (process: string, model: Model, state: State) => void;
  /** At the beginning of a step. */
  readonly begin?: (model: Model, state: State) => void;
  /** At the end of a step, before its outcomes are measured. */
  readonly end?: (model: Model, state: State) => void;
}

/** The same model, its history as a branch included, with a watcher on every process. */
export function watched(model: Model, watcher: Watcher): Model {
  const last = model.schedule.length - 1;
  const schedule: readonly ScheduledProcess[] = model.schedule.map(({ id, run }, k) => ({
    id,
    run(its: Model, state: State): void {
      if (k === 0) watcher.begin?.(its, state);
      watcher.before?.(id, its, state);
      run(its, state);
      watcher.after?.(id, its, state);
      if (k === last) watcher.end?.(its, state);
    },
  }));
  const { trunk } = model;
  return {
    ...model,
    schedule,
    trunk: trunk === null ? null : { ...trunk, model: watched(trunk.model, watcher) },
  };
}

/**
 * Repeats a run under a watcher until `until` steps are done, at most to its horizon. A branch is
 * repeated at least to where it begins.
 *
 * @param key key of the run, as in the ensemble it is from
 */
export function replay(model: Model, key: RunKey, watcher: Watcher, until: number): Run {
  const its = watched(model, watcher);
  const run = beginRun(its, createState(its), key, { holders: false });
  continueRun(run, until);
  return run;
}
