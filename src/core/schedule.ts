import type { Model } from "./model.ts";
import { choose } from "./processes/choose.ts";
import { commit } from "./processes/commit.ts";
import { cover } from "./processes/cover.ts";
import { intervene } from "./processes/intervene.ts";
import { openProcurement } from "./processes/open-procurement.ts";
import { price } from "./processes/price.ts";
import { runClocks } from "./processes/run-clocks.ts";
import type { State } from "./state.ts";

/** One submodel of a step: reads model and snapshot, writes what the next state needs. */
export type Process = (model: Model, state: State) => void;

/**
 * What happens in a step, in order. All read the state of t and write that of t + dt, except that
 * choice sees the prices of this step and the openings that clocks and opportunities have listed.
 */
export const schedule: readonly { readonly id: string; readonly run: Process }[] = [
  { id: "intervene", run: intervene },
  { id: "price", run: price },
  { id: "run-clocks", run: runClocks },
  { id: "open-procurement", run: openProcurement },
  { id: "choose", run: choose },
  { id: "cover", run: cover },
  { id: "commit", run: commit },
];
