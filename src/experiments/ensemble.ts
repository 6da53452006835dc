import type { Vector, Words } from "../core/arrays.ts";
import type { Frame } from "../core/frame.ts";
import type { Settings } from "../core/model.ts";
import type { Plugin } from "../scenario/plugin.ts";
import type { Spread } from "./spread.ts";

/** What a design asks for: one frame, the settings to run it with, and how many seeds. */
export interface Design {
  readonly frame: Frame;
  /** Parameter sets; run k uses set k mod length. */
  readonly settings: readonly Settings[];
  /** What the settings are if they are sets of an ensemble; absent: one set, the scenario's own. */
  readonly spread?: Spread;
  /** Plugins that the frame and the settings were compiled with; none unless told. */
  readonly plugins?: readonly Plugin[];
  /** The user's seed: run 0 uses it as it is; run k uses seed + k for an integer, `seed/k` for a text. */
  readonly seed: string;
  /** First run and number of runs (nested: run k is the same whatever the count). */
  readonly first: number;
  readonly count: number;
  /** Record which country held which supplier at each step. */
  readonly recordHolders: boolean;
  /** Runs below this index also give back who held what, run by run; none unless told. */
  readonly keepHolders?: number;
  /** Which set and which luck every run has, where it is not k and k; for designs over many points. */
  readonly plan?: RunPlan;
  /** Give back these values of every run in place of its whole series. */
  readonly picks?: readonly Reading[];
}

/** The parameter set and the luck of every run of a design; run numbers index both. */
export interface RunPlan {
  /** Index into `settings`; [run] */
  readonly settings: Words;
  /** Seed number k, which stands for the seed that run k of a plain ensemble has; [run] */
  readonly seeds: Words;
}

/** A value to read off a run. */
export interface Reading {
  /** Column of the trajectory. */
  readonly column: number;
  /** Row of the trajectory. */
  readonly step: number;
}

/** A run that ended in an error; the others are unaffected. */
export interface RunFailure {
  readonly run: number;
  readonly seed: string;
  readonly reason: string;
}

/** What comes back for a consecutive part of a design. */
export interface ChunkResult {
  readonly first: number;
  /** Runs in it; fewer than were asked for if it was stopped. */
  readonly count: number;
  /** Series of every run: [run × column × steps], or [run × pick] for a design with picks; NaN where the run failed. */
  readonly columns: Vector;
  /** In how many runs of the chunk the country held the supplier, or any (last); [step × country × (suppliers + 1)], empty if not recorded. */
  readonly held: Words;
  /** Bits of the suppliers held in the runs below `keepHolders`; [run × step × country] */
  readonly holders: Words;
  /** Tiers of safeguards, 0 to 3, summed over the runs of the chunk; [step × country], empty if holders are not recorded. */
  readonly tiers: Words;
  /** Bits of suppliers the index saw; [run × vintage × country], empty for a design with picks. */
  readonly seenSuppliers: Words;
  /** Segments the index saw; [run × vintage × country], empty for a design with picks. */
  readonly seenSegments: Uint8Array<ArrayBuffer>;
  /** Result hash of each run, "" where it failed. */
  readonly hashes: readonly string[];
  readonly failures: readonly RunFailure[];
}

/** How far an ensemble is. */
export interface Progress {
  readonly done: number;
  readonly total: number;
  readonly failed: number;
}

/**
 * What running needs of an `AbortSignal`, which fits it. Spelt out because the platform's type is
 * not known in this layer.
 */
export interface StopSignal {
  readonly aborted: boolean;
  addEventListener(type: "abort", listener: () => void): void;
  removeEventListener(type: "abort", listener: () => void): void;
}

/** Options of running a design. */
export interface RunOptions {
  readonly onProgress?: (progress: Progress) => void;
  /**
   * Aborting stops new chunks; chunks in flight are given up within 100 ms. What is finished is kept
   * as far as it has no gap: n runs that are left are the same as if n had been asked for.
   */
  readonly signal?: StopSignal;
}

/**
 * Runs designs. `run` calls `onChunk` once per finished chunk, in the order of runs, and waits for
 * it (backpressure); resolves when all are done, or when stopped.
 */
export interface Executor {
  readonly jobs: number;
  run(
    design: Design,
    onChunk: (chunk: ChunkResult) => void | Promise<void>,
    options?: RunOptions,
  ): Promise<{ readonly stopped: boolean }>;
  /**
   * Tells which designs `run` will be asked for, in that order. Nothing has to come of it: those who hand work
   * to many machines begin with what comes later, the others have no such method. Taken one by one when there
   * is time for them, so a list of many may be made as it goes.
   */
  announce?(designs: Iterable<Design>): void;
  close(): Promise<void>;
}
