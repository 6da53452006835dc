// What identifies runs: by what went in (run id) and by what came out (result hash).

import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { Settings } from "../core/model.ts";
import { canonicalJson } from "./canonical-json.ts";

/** SHA-256 of a value's canonical JSON, "sha256:…". */
export function digestOf(value: unknown): string {
  return `sha256:${bytesToHex(sha256(utf8ToBytes(canonicalJson(value))))}`;
}

/** Everything that decides what an ensemble computes. */
export interface RunInputs {
  /** MODEL_VERSION of the core. */
  readonly model: string;
  /** The resolved scenario, plain values. */
  readonly scenario: unknown;
  /** The parameter sets the runs are spread over, each once. */
  readonly settings: readonly Settings[];
  /** Keys of the draws of guessed values, by set; absent where guesses stand as they are. */
  readonly worlds?: readonly number[];
  /** Digest of the world's tables. */
  readonly world: string;
  readonly seed: string;
  /** First run, if not 0. */
  readonly first?: number;
  readonly count: number;
}

/** Digest of an ensemble's inputs: equal ids, equal results. Work that is done is found again by it. */
export function runId(inputs: RunInputs): string {
  return runIdOf({ ...inputs, settings: digestOf(inputs.settings) });
}

/** The same where the digest of the parameter sets is known already. */
export function runIdOf({
  first = 0,
  ...rest
}: Omit<RunInputs, "settings"> & { readonly settings: string }): string {
  return digestOf({ ...rest, first });
}

/** Hash over the hashes of an ensemble's runs, given in order. */
export interface EnsembleHash {
  /** Adds a run; "" for one that failed. */
  add(hash: string): void;
  /** "sha256:…" of the runs so far. Ends the hash. */
  digest(): string;
}

/** A new ensemble hash: SHA-256 over one line per run. */
export function ensembleHash(): EnsembleHash {
  const hash = sha256.create();
  return {
    add(line) {
      hash.update(utf8ToBytes(`${line}\n`));
    },
    digest: () => `sha256:${bytesToHex(hash.digest())}`,
  };
}

/** Hash over the hashes of runs that are all there, in order: what `ensembleHash` gives of them. */
export function runsHash(hashes: readonly string[]): string {
  const whole = ensembleHash();
  for (const hash of hashes) whole.add(hash);
  return whole.digest();
}
