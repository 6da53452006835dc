import { batch, type Signal, signal } from "@preact/signals";
import type { JobDocument } from "../../src/api/schemas/jobs.ts";
import type { Choice } from "../explore/choice.ts";
import type { Page } from "../explore/page.ts";
import type { FoundDocument } from "../lab/experiment-task.ts";
import type { Question } from "../lab/question.ts";

/** How far an experiment is, and what it came to. */
export interface JobState {
  readonly status: "waiting" | "running" | "paused" | "stopping" | "done" | "stopped" | "failed";
  readonly done: number;
  readonly total: number;
  /** Seconds left; null where they are not known. */
  readonly left: number | null;
  /** What was found; while it is under way, in the runs so far. */
  readonly found: FoundDocument | null;
  /** The rows of it as CSV; null while there are none. */
  readonly csv: (() => Promise<string>) | null;
  /** The command that gives it again, as the server says it; "" where it has said none. */
  readonly command: string;
  /** Why it failed. */
  readonly reason: string;
}

/** An experiment in the list. */
export interface ExperimentJob {
  readonly id: string;
  readonly where: "browser" | "server";
  /** Its kind, as the server names it. */
  readonly kind: JobDocument["kind"];
  /** What it is about: the title of a scenario, or its id where the page knows no more. */
  readonly scenario: string;
  /** What was asked of which choice; null where somebody else asked the server. */
  readonly asked: { readonly question: Question; readonly choice: Choice } | null;
  readonly state: Signal<JobState>;
  /** Holds it up or lets it go on; null where that cannot be. */
  readonly hold: Signal<((paused: boolean) => void) | null>;
  stop(): void;
  /** Fetches what was found, where that is elsewhere. */
  show(): void;
}

/** All experiments since the page was opened, and those of the server; the newest first. */
export const jobs: Signal<readonly ExperimentJob[]> = signal([]);

/** Id of the experiment whose result is shown. */
export const shownJob: Signal<string | null> = signal(null);

/** The state of an experiment that was just asked for. */
export function firstState(total: number): Signal<JobState> {
  return signal({
    status: "waiting",
    done: 0,
    total,
    left: null,
    found: null,
    csv: null,
    command: "",
    reason: "",
  });
}

/** Changes some of a state. */
export function update(state: Signal<JobState>, change: Partial<JobState>): void {
  state.value = { ...state.peek(), ...change };
}

/** Whether an experiment may still change. */
export function isOpen({ status }: JobState): boolean {
  return status !== "done" && status !== "stopped" && status !== "failed";
}

let numbers = 0;

/** Puts an experiment into the list, and its result on show. */
export function addJob(job: Omit<ExperimentJob, "id">): void {
  numbers += 1;
  const id = `asked-${numbers}`;
  batch(() => {
    jobs.value = [{ ...job, id }, ...jobs.peek()];
    shownJob.value = id;
  });
}

/** Takes an experiment out of the list; the server keeps its own. If it was on show, the newest is instead. */
export function removeJob({ id }: Pick<ExperimentJob, "id">): void {
  const left = jobs.peek().filter((job) => job.id !== id);
  batch(() => {
    jobs.value = left;
    if (shownJob.peek() !== id) return;
    shownJob.value = left[0]?.id ?? null;
    left[0]?.show();
  });
}

/** The title of the scenario that a choice stands on. */
export function titleOf({ store }: Page, { base }: Choice): string {
  return store.shipped.peek().find(({ id }) => id === base)?.title ?? base;
}

/** What an error says. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
