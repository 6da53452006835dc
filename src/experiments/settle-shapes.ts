import { buildModel } from "../core/build-model.ts";
import type { Model } from "../core/model.ts";
import { beginRun, continueRun } from "../core/simulate.ts";
import { createState } from "../core/state.ts";
import { runKey } from "./run-key.ts";

/** Whether this thread has done it. */
let settled = false;

/**
 * Evaluates the object literals of models, states and runs a second time, once per thread, before anything
 * is compiled for what they make. V8 knows what the fields of an object can hold only when its literal is
 * evaluated again; what it has compiled by then it throws away. Without this a thread compiles the whole
 * model two or three times over its first runs, at a third of a second each. Results do not depend on it.
 */
export function settleShapes(model: Model): void {
  if (settled) return;
  settled = true;
  const again = buildModel(model.frame, model.settings, model.extension);
  for (let k = 0; k < 2; k++) {
    const run = beginRun(again, createState(again), runKey("0"), { holders: true });
    continueRun(run, run.step + 1);
  }
}
