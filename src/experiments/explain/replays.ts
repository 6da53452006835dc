// Repetitions of single runs of a design, each with a closer look or with something taken away. They
// depend on the design and on themselves alone, so any thread can make them in any order.

import type { Vector } from "../../core/arrays.ts";
import { type CascadePart, cascadePart } from "../../core/ledger/cascade.ts";
import { countryLedger } from "../../core/ledger/country-ledger.ts";
import { loopWorths } from "../../core/ledger/loops.ts";
import { type RunDecisions, runDecisions } from "../../core/ledger/run-decisions.ts";
import { beginRun, continueRun } from "../../core/simulate.ts";
import { createState } from "../../core/state.ts";
import type { Design, StopSignal } from "../ensemble.ts";
import { type Kernel, openKernel } from "../kernel.ts";
import { kernelDesignOf } from "../kernel-design.ts";
import { runKey, runSeed } from "../run-key.ts";
import type { LedgerOfRun } from "./country-ledgers.ts";

/** What is repeated; `run` counts as in the design, `last` is the step to stop after. */
export type Replay =
  /** What a country did, with the terms of its decisions. */
  | {
      readonly kind: "ledger";
      readonly run: number;
      readonly country: number;
      readonly last: number;
    }
  /** Whom a country has contracts with at the end. */
  | {
      readonly kind: "holders";
      readonly run: number;
      readonly country: number;
      readonly last: number;
    }
  /** A part of the countries taken away one after the other. */
  | {
      readonly kind: "cascade";
      readonly run: number;
      readonly last: number;
      readonly part: number;
      readonly parts: number;
    }
  /** All decisions of all countries. */
  | { readonly kind: "decisions"; readonly run: number; readonly last: number }
  /** Every coalition of feedback loops, the others held. */
  | {
      readonly kind: "loops";
      readonly run: number;
      readonly from: number;
      readonly last: number;
      readonly columns: readonly number[];
    };

/** What comes back for each kind. */
export interface ReplayResults {
  readonly ledger: LedgerOfRun;
  /** Alternatives, 0 for none; [segment] */
  readonly holders: readonly number[];
  readonly cascade: CascadePart;
  readonly decisions: RunDecisions;
  /** [coalition × column × step] */
  readonly loops: Vector;
}

/** A replay of one kind. */
export type ReplayOf<K extends Replay["kind"]> = Extract<Replay, { readonly kind: K }>;

/** Makes replays of a design, on one thread or many; what comes back does not depend on it. */
export interface Replayer {
  readonly jobs: number;
  /**
   * Hands the results over in the order of the replays, until all are there or the signal says stop.
   * @returns how many were handed over
   * @throws what a replay throws
   */
  run<K extends Replay["kind"]>(
    design: Design,
    replays: readonly ReplayOf<K>[],
    onResult: (result: ReplayResults[K], index: number) => void,
    options?: { readonly signal?: StopSignal },
  ): Promise<number>;
  close(): Promise<void>;
}

/** One replay on an opened kernel. */
export function makeReplay<K extends Replay["kind"]>(
  kernel: Kernel,
  replay: ReplayOf<K>,
): ReplayResults[K] {
  return replayAny(kernel, replay) as ReplayResults[K];
}

function replayAny(kernel: Kernel, replay: Replay): ReplayResults[Replay["kind"]] {
  const { run, last } = replay;
  const seed = runSeed(kernel.design.seed, run);
  const key = runKey(seed);
  const model = kernel.model(run);
  switch (replay.kind) {
    case "ledger":
      return { run, seed, ...countryLedger(model, key, replay.country, last) };
    case "holders": {
      const its = beginRun(model, createState(model), key, { holders: false });
      continueRun(its, last + 1);
      const { countries: n, segments: D } = model.frame;
      return Array.from(
        { length: D },
        (_, d) => (its.state.holder[d * n + replay.country] ?? -1) + 1,
      );
    }
    case "cascade":
      return cascadePart(model, key, last, replay.part, replay.parts);
    case "decisions":
      return runDecisions(model, key, last);
    case "loops":
      return loopWorths(model, key, replay.from, last, replay.columns);
  }
}

/**
 * Makes replays on the calling thread.
 *
 * @param pause awaited between replays so that timers and signals get their turn, for example
 * `setImmediate` of node:timers/promises; without it, nothing can stop them
 */
export function inlineReplayer(pause?: () => Promise<unknown>): Replayer {
  return {
    jobs: 1,
    async run(design, replays, onResult, { signal } = {}) {
      const kernel = openKernel(kernelDesignOf(design), design.plugins);
      for (const [k, replay] of replays.entries()) {
        if (signal?.aborted) return k;
        onResult(makeReplay(kernel, replay), k);
        await pause?.();
      }
      return replays.length;
    },
    async close() {},
  };
}
