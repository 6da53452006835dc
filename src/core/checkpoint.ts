// Saving a run under way and going on with it, exact to the bit: the fields of its state, and
// what it has recorded. A run may also go on under other settings of the same frame: a branch.

import type { Bytes, Vector, Words } from "./arrays.ts";
import { branchOff } from "./branch.ts";
import type { RunKey } from "./draws.ts";
import { type Field, loadFields, type SavedArray, saveFields } from "./fields.ts";
import type { Frame } from "./frame.ts";
import { hashValue } from "./hash-value.ts";
import type { Settings } from "./model.ts";
import type { Run } from "./run.ts";
import { MODEL_VERSION } from "./version.ts";

/** Format of checkpoints. */
const SCHEMA = "panoptes/checkpoint@1";

/** A run up to some step. Plain values: it can be cloned, sent to another thread, or written down. */
export interface Checkpoint {
  readonly schema: typeof SCHEMA;
  /** Version of the model that made it. */
  readonly model: string;
  /** Hash of the frame: sizes, covariates, ties. */
  readonly frame: string;
  /** Hash of the settings. Others may go on from here: that is a branch. */
  readonly settings: string;
  readonly run: Capture;
  /** Hash of `run`. */
  readonly digest: string;
}

/** What is saved of a run. */
export interface Capture {
  readonly key: RunKey;
  /** Steps done. */
  readonly step: number;
  /** The state by dotted name. */
  readonly fields: Readonly<Record<string, Field>>;
  /** Kind and id of the interventions, in their order; rows of the fields that run over them. */
  readonly interventions: readonly string[];
  /** Outcomes recorded; [column × step] */
  readonly columns: Vector;
  /** Holders recorded, [step × country], or null. */
  readonly holders: Words | null;
  /** Tiers of safeguards recorded with them, [step × country], or null. */
  readonly tiers: Bytes | null;
  /** [vintage × country], complete for the vintages that have been taken. */
  readonly seenSuppliers: Words;
  readonly seenSegments: Bytes;
}

/** Fields of the state with a row per intervention, and per treaty (rows of as many values). */
const BY_INTERVENTION = ["triggerRun", "triggerStart", "since"] as const;
const BY_TREATY = ["treatyOpen", "treatyOpened", "member", "members", "inForce"] as const;
/** `recorded` is the run's columns; of what is one's own, only arrays are saved. */
const ELSEWHERE = ["recorded", "own", ...BY_INTERVENTION, ...BY_TREATY];

/** Saves a run where it stands. The run may go on. */
export function saveRun(run: Run): Checkpoint {
  const saved = captureRun(run);
  return {
    schema: SCHEMA,
    model: MODEL_VERSION,
    frame: frameHash(run.model.frame),
    settings: hashValue(run.model.settings),
    run: saved,
    digest: hashValue(saved),
  };
}

/**
 * Loads a checkpoint into a run that has just been opened with the checkpoint's key. If its model
 * has other settings than the one that was saved, they act from the next step on.
 *
 * @throws RangeError if the checkpoint is damaged, or of another format, model version or frame.
 */
export function loadCheckpoint(run: Run, checkpoint: Checkpoint): void {
  const { schema, model, frame, digest, settings } = checkpoint;
  const refuse = (reason: string): RangeError =>
    new RangeError(`the checkpoint does not fit: ${reason}`);
  if (schema !== SCHEMA) throw refuse(`its format is ${String(schema)}, this is ${SCHEMA}`);
  if (model !== MODEL_VERSION) {
    throw refuse(`model ${model} made it, this is model ${MODEL_VERSION}; save it again`);
  }
  if (frame !== frameHash(run.model.frame)) {
    throw refuse("it was saved on other countries, suppliers, covariates, ties or time");
  }
  if (digest !== hashValue(checkpoint.run)) throw refuse("its content has been changed or cut off");
  loadCapture(run, checkpoint.run, settings !== hashValue(run.model.settings));
}

/** Copies what a run holds. */
export function captureRun({ model, state, ...run }: Run): Capture {
  const fields: Record<string, Field> = {};
  saveFields(state, "state.", fields, ["recorded", "own"]);
  for (const [id, { arrays }] of Object.entries(state.own))
    saveFields(arrays, `own.${id}.`, fields);
  const { steps, countries: n } = model.frame;
  const rows = run.columns.length / steps;
  const columns = new Float64Array(rows * run.step);
  for (let c = 0; c < rows; c++) {
    columns.set(run.columns.subarray(c * steps, c * steps + run.step), c * run.step);
  }
  return {
    key: run.key,
    step: run.step,
    fields,
    interventions: names(model.settings),
    columns,
    holders: run.recordsHolders ? run.holders.slice(0, run.step * n) : null,
    tiers: run.recordsHolders ? run.tiers.slice(0, run.step * n) : null,
    seenSuppliers: run.seenSuppliers.slice(),
    seenSegments: run.seenSegments.slice(),
  };
}

/**
 * Puts what was captured into an open run of the same frame.
 *
 * @param branch whether the run's settings are others than those of the captured one
 */
export function loadCapture(run: Run, saved: Capture, branch: boolean): void {
  const { model, state } = run;
  const { steps } = model.frame;
  if (run.recordsHolders && saved.holders === null) {
    throw new RangeError("the checkpoint does not fit: it was saved without holders; run without");
  }
  const rows = run.columns.length / steps;
  if (saved.columns.length !== rows * saved.step || saved.step > steps) {
    throw new RangeError("the checkpoint does not fit: it has other outcomes or more steps");
  }
  loadFields(state, "state.", saved.fields, ELSEWHERE);
  for (const [id, { arrays }] of Object.entries(state.own)) {
    loadFields(arrays, `own.${id}.`, saved.fields);
  }
  const carried = names(model.settings).map((name) => saved.interventions.indexOf(name));
  for (const field of BY_INTERVENTION) carry(state[field], saved.fields[`state.${field}`], carried);
  const treaties = saved.interventions.filter(isTreaty);
  const carriedTreaties = names(model.settings)
    .filter(isTreaty)
    .map((name) => treaties.indexOf(name));
  for (const field of BY_TREATY) {
    carry(state[field], saved.fields[`state.${field}`], carriedTreaties);
  }
  for (let c = 0; c < rows; c++) {
    run.columns.set(saved.columns.subarray(c * saved.step, (c + 1) * saved.step), c * steps);
  }
  if (run.recordsHolders && saved.holders) run.holders.set(saved.holders);
  if (run.recordsHolders && saved.tiers) run.tiers.set(saved.tiers);
  run.seenSuppliers.set(saved.seenSuppliers);
  run.seenSegments.set(saved.seenSegments);
  run.step = saved.step;
  run.vintage = model.frame.vintages.filter((vintage) => vintage <= saved.step).length;
  if (branch) branchOff(model, state, saved.step, carried);
}

function names({ interventions }: Settings): readonly string[] {
  return interventions.map(({ kind, id }) => `${kind} ${id}`);
}

function isTreaty(name: string): boolean {
  return name.startsWith("open_treaty ");
}

/** Copies the rows that have a counterpart; the others stay as a run begins with them. */
function carry(to: SavedArray, from: Field | undefined, rows: readonly number[]): void {
  if (rows.length === 0 || typeof from !== "object") return;
  const width = to.length / rows.length;
  rows.forEach((row, k) => {
    if (row >= 0) to.set(from.subarray(row * width, (row + 1) * width), k * width);
  });
}

const frameHashes = new WeakMap<Frame, string>();

/** Hash of a frame; taken once. */
function frameHash(frame: Frame): string {
  let hash = frameHashes.get(frame);
  if (hash === undefined) {
    hash = hashValue(frame);
    frameHashes.set(frame, hash);
  }
  return hash;
}
