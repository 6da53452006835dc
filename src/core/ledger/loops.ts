// What the feedback loops of the model carry, found by holding the signal of a loop where it stood: a
// run is repeated on the same luck, with what the loop feeds back kept as it was from a step on.

import type { Vector } from "../arrays.ts";
import type { RunKey } from "../draws.ts";
import type { Extension } from "../extension.ts";
import type { Model } from "../model.ts";
import type { ScheduledProcess } from "../schedule.ts";
import { beginRun, continueRun } from "../simulate.ts";
import { createState, type State } from "../state.ts";

/** The feedback loops: ways by which what has spread acts on what spreads next. */
export const loopIds = [
  "price_learning",
  "peers",
  "norms",
  "backlash_and_rules",
  "unrest",
] as const;
/** One of the feedback loops. */
export type LoopId = (typeof loopIds)[number];

/** Coalitions of loops: a loop k acts in coalition S if bit k of S is set. */
export const LOOP_COALITIONS: number = loopIds.reduce((all) => 2 * all, 1);

type Signal = Vector | Int32Array<ArrayBuffer> | Uint8Array<ArrayBuffer>;

/** How a loop is held. */
interface Hold {
  /** Processes that read its signal; they are shown it as it was. */
  readonly readers: readonly string[];
  readonly signal: (state: State) => readonly Signal[];
  /** Processes that do nothing else than move its signal on; they are passed over. */
  readonly movers: readonly string[];
}

const holds: Readonly<Record<LoopId, Hold>> = {
  // E1: experience, which lowers unit costs.
  price_learning: { readers: ["price"], signal: (s) => [s.experience], movers: [] },
  // E6: adoption among peers, which opens procurements (E7) and speaks for a supplier (E8).
  peers: {
    readers: ["open-procurement", "choose"],
    signal: (s) => [s.peerAdoption, s.peerUse, s.adoptersOf, s.emulation, s.learning],
    movers: [],
  },
  // E17, E18: norms and ideal points.
  norms: { readers: [], signal: () => [], movers: ["drift-norms"] },
  // E12 to E16: backlash, reputation, and what countries decide themselves about rules and bans.
  backlash_and_rules: {
    readers: [],
    signal: () => [],
    movers: ["react", "make-laws", "tighten-rules", "ban-suppliers", "declare-moratoria"],
  },
  // E20: what kit in use and backlash do to unrest; its input and shocks go on.
  unrest: {
    readers: ["stir-unrest"],
    signal: (s) => [s.coverage, s.uptime, s.backlash, s.kit],
    movers: [],
  },
};

/** Why loops of models with an extension cannot be held, or null if they can be. */
export function notHeld({ processes }: Extension): string | null {
  const touched = new Set(loopIds.flatMap((id) => [...holds[id].readers, ...holds[id].movers]));
  const other = processes.find(({ instead }) => instead !== undefined && touched.has(instead));
  if (other === undefined) return null;
  return (
    `feedback loops cannot be held: "${other.id}" of a plugin stands in the place of ` +
    `"${other.instead}", which a loop goes through`
  );
}

/**
 * Repeats a run with every coalition of loops at work and the others held as they stood at the beginning of
 * step `from`. The coalition of all is the run itself, bit by bit.
 *
 * With the uniform kind of peers, a country that signs later counts itself off the others' adoption at
 * that time; this changes what it sees by less than 1 / (countries - 1).
 *
 * @param from first step in which loops may be held, at least 1
 * @param last step to stop after
 * @param columns columns of the trajectory that are kept
 * @returns the outcomes at the end of steps `from` - 1 to `last`, the first of which is the same for all
 * coalitions; [coalition × column × step]
 * @throws RangeError where a plugin has taken the place of a process that a loop goes through
 */
export function loopWorths(
  model: Model,
  key: RunKey,
  from: number,
  last: number,
  columns: readonly number[],
): Vector {
  const obstacle = notHeld(model.extension);
  if (obstacle !== null) throw new RangeError(obstacle);
  const { steps } = model.frame;
  const length = last - from + 2;
  const worths = new Float64Array(LOOP_COALITIONS * columns.length * length);
  const state = createState(model);
  for (let coalition = 0; coalition < LOOP_COALITIONS; coalition++) {
    const its = holding(model, (k) => ((coalition >>> k) & 1) === 0, from);
    const run = beginRun(its, state, key, { holders: false });
    continueRun(run, last + 1);
    for (const [c, column] of columns.entries()) {
      const at = column * steps;
      const series = run.columns.subarray(at + from - 1, at + last + 1);
      worths.set(series, (coalition * columns.length + c) * length);
    }
  }
  return worths;
}

/** The same model, its history as a branch included, with some loops held from a step on. */
export function holding(model: Model, isHeld: (loop: number) => boolean, from: number): Model {
  const held = loopIds.filter((_, k) => isHeld(k)).map((id) => holds[id]);
  if (held.length === 0) return model;
  const passed = new Set(held.flatMap(({ movers }) => movers));
  const kept = new Map<Hold, readonly Signal[]>();
  let adopters = -1;
  const wrapped = ({ id, run }: ScheduledProcess): ScheduledProcess => {
    if (passed.has(id)) {
      return {
        id,
        run(its, state) {
          if (state.step < from) run(its, state);
        },
      };
    }
    const read = held.filter(({ readers }) => readers.includes(id));
    if (read.length === 0) return { id, run };
    const holdsPeers = read.includes(holds.peers);
    return {
      id,
      run(its, state) {
        if (state.step < from) {
          run(its, state);
          return;
        }
        const now = read.map((hold) => {
          const live = hold.signal(state);
          const was = kept.get(hold) ?? copies(live);
          kept.set(hold, was);
          const present = copies(live);
          put(live, was);
          return () => put(live, present);
        });
        const { adopters: live } = state;
        if (holdsPeers) {
          if (adopters < 0) adopters = live;
          state.adopters = adopters;
        }
        run(its, state);
        for (const restore of now) restore();
        if (holdsPeers) state.adopters = live;
      },
    };
  };
  const over = (one: Model): Model => ({
    ...one,
    schedule: one.schedule.map(wrapped),
    trunk: one.trunk === null ? null : { ...one.trunk, model: over(one.trunk.model) },
  });
  return over(model);
}

function copies(signals: readonly Signal[]): readonly Signal[] {
  return signals.map((signal) => signal.slice());
}

function put(into: readonly Signal[], values: readonly Signal[]): void {
  for (const [k, signal] of into.entries()) signal.set(values[k]);
}
