import type { RunFailure } from "../../experiments/ensemble.ts";

/** Version of the layout of a results folder. */
export const RESULTS_SCHEMA = "panoptes/results@1";

/** A file of a results folder. */
export interface ManifestFile {
  readonly rows: number;
  readonly bytes: number;
  /** "sha256:…" of its bytes. */
  readonly sha256: string;
}

/** `manifest.json`: what was run, with what, and what came of it. */
export interface Manifest {
  readonly schema: typeof RESULTS_SCHEMA;
  /** partial: stopped before all runs were done; what is there are the first of them. */
  readonly status: "complete" | "partial";
  readonly run_id: string;
  readonly result_hash: string;
  readonly versions: Readonly<Record<"package" | "model" | "data", string>>;
  readonly digests: { readonly world: string; readonly settings: string };
  /** The scenario as it was run, parents merged in. */
  readonly scenario: unknown;
  readonly design: {
    readonly seed: string;
    readonly first: number;
    readonly count: number;
    /** Name of the parameter sets, null where runs used the scenario's own. */
    readonly ensemble: string | null;
    /** Different sets that the runs used. */
    readonly parameter_sets: number;
    /** Runs in a row that use the same set; null where there is one. */
    readonly seeds_per_set: number | null;
    readonly countries: number;
    readonly suppliers: number;
    readonly steps: number;
    readonly first_period: string;
    readonly last_period: string;
  };
  readonly runs: { readonly done: number; readonly finished: number; readonly failed: number };
  readonly failures: readonly RunFailure[];
  readonly timings: {
    /** ISO 8601, UTC. */
    readonly started: string;
    readonly ended: string;
    readonly elapsed_seconds: number;
  };
  /** By file name. */
  readonly files: Readonly<Record<string, ManifestFile>>;
}
