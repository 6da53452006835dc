import type { CascadeAnswer, CascadeOrder } from "./cascade-task.ts";
import type { CompareAnswer, CompareOrder } from "./compare-task.ts";
import type { ExperimentAnswer, ExperimentOrder } from "./experiment-task.ts";
import type { ExplainAnswer, ExplainOrder } from "./explain-task.ts";
import type { FlipAnswer, FlipOrder } from "./flip-task.ts";
import type { Gate } from "./gate.ts";
import type { LayersAnswer, LayersOrder } from "./layers-task.ts";
import type { NetworkAnswer, NetworkOrder } from "./network-task.ts";

/** What the lab can be asked for, by kind. An order and its answers are plain values: they cross threads. */
export interface LabTasks {
  readonly compare: { readonly order: CompareOrder; readonly answer: CompareAnswer };
  readonly explain: { readonly order: ExplainOrder; readonly answer: ExplainAnswer };
  readonly flip: { readonly order: FlipOrder; readonly answer: FlipAnswer };
  readonly layers: { readonly order: LayersOrder; readonly answer: LayersAnswer };
  readonly network: { readonly order: NetworkOrder; readonly answer: NetworkAnswer };
  readonly cascade: { readonly order: CascadeOrder; readonly answer: CascadeAnswer };
  readonly experiment: { readonly order: ExperimentOrder; readonly answer: ExperimentAnswer };
}

/** Name of a task. */
export type LabTask = keyof LabTasks;

/** How far a task is, in its own units: mostly runs. */
export interface LabProgress {
  readonly done: number;
  readonly total: number;
}

/** What a page tells the lab. */
export type LabMessage =
  | {
      readonly kind: "open";
      /** Ids and names of the world's countries, which are shipped apart from it. */
      readonly countries: readonly string[];
      readonly countryNames: readonly string[];
    }
  | {
      readonly kind: "order";
      readonly id: number;
      readonly task: LabTask;
      readonly order: LabTasks[LabTask]["order"];
    }
  /** Stops a task; it still answers, with what it has. */
  | { readonly kind: "stop"; readonly id: number }
  /** Holds up a task that can be held up, or lets it go on. */
  | { readonly kind: "pause" | "resume"; readonly id: number };

/** What the lab tells the page. */
export type LabReply =
  | { readonly kind: "progress"; readonly id: number; readonly progress: LabProgress }
  /** An answer from part of the runs; a later one takes its place. */
  | { readonly kind: "early"; readonly id: number; readonly answer: LabTasks[LabTask]["answer"] }
  | { readonly kind: "done"; readonly id: number; readonly answer: LabTasks[LabTask]["answer"] }
  | { readonly kind: "failed"; readonly id: number; readonly reason: string };

/** What a task gets besides its order. */
export interface LabDesk<A> {
  readonly signal: AbortSignal;
  readonly progress: (progress: LabProgress) => void;
  readonly early: (answer: A) => void;
  /** What a task passes now and then, if it can be held up. */
  readonly gate: Gate;
}
