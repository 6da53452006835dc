import type { Model } from "./model.ts";
import { banSuppliers } from "./processes/ban-suppliers.ts";
import { choose } from "./processes/choose.ts";
import { commit } from "./processes/commit.ts";
import { cover } from "./processes/cover.ts";
import { declareMoratoria } from "./processes/declare-moratoria.ts";
import { driftNorms } from "./processes/drift-norms.ts";
import { expose } from "./processes/expose.ts";
import { intervene } from "./processes/intervene.ts";
import { joinTreaties } from "./processes/join-treaties.ts";
import { makeLaws } from "./processes/make-laws.ts";
import { openProcurement } from "./processes/open-procurement.ts";
import { price } from "./processes/price.ts";
import { raceSuppliers } from "./processes/race-suppliers.ts";
import { react } from "./processes/react.ts";
import { runClocks } from "./processes/run-clocks.ts";
import { stirUnrest } from "./processes/stir-unrest.ts";
import { sufferIncidents } from "./processes/suffer-incidents.ts";
import { tightenRules } from "./processes/tighten-rules.ts";
import type { State } from "./state.ts";

/** One submodel of a step: reads model and snapshot, writes what the next state needs. */
export type Process = (model: Model, state: State) => void;

/** A process in its place. */
export interface ScheduledProcess {
  readonly id: string;
  readonly run: Process;
}

/**
 * What happens in a step, in order. All read the state of t and write that of t + dt, except that
 * choice sees the prices of this step and the openings that clocks and opportunities have listed.
 * Where an order would make a later process see what an earlier one has written, the order below
 * puts the reader first.
 */
export const schedule: readonly ScheduledProcess[] = [
  { id: "intervene", run: intervene },
  { id: "expose", run: expose },
  { id: "price", run: price },
  { id: "suffer-incidents", run: sufferIncidents },
  { id: "run-clocks", run: runClocks },
  { id: "open-procurement", run: openProcurement },
  { id: "make-laws", run: makeLaws },
  { id: "tighten-rules", run: tightenRules },
  { id: "ban-suppliers", run: banSuppliers },
  { id: "stir-unrest", run: stirUnrest },
  { id: "cover", run: cover },
  { id: "choose", run: choose },
  { id: "join-treaties", run: joinTreaties },
  { id: "drift-norms", run: driftNorms },
  { id: "declare-moratoria", run: declareMoratoria },
  { id: "race-suppliers", run: raceSuppliers },
  { id: "react", run: react },
  { id: "commit", run: commit },
];
