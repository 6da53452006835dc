import { signal } from "@preact/signals";
import type { Page } from "../explore/page.ts";
import { askLab } from "../lab/ask-lab.ts";
import type { ExperimentAnswer } from "../lab/experiment-task.ts";
import type { Question } from "../lab/question.ts";
import { runsOf } from "./asked.ts";
import {
  addJob,
  type ExperimentJob,
  firstState,
  type JobState,
  reasonOf,
  titleOf,
  update,
} from "./job-list.ts";
import { freed } from "./levers.ts";

/** Ends when the experiment before has ended: the browser makes one at a time. */
let before: Promise<void> = Promise.resolve();

/** Makes an experiment on the present choice in the browser's workers, once those before it have ended. */
export function askBrowser(page: Page, question: Question): void {
  const choice = page.store.choice.peek();
  const scenario = freed(choice, page);
  const own = new AbortController();
  const state = firstState(runsOf(question));
  const hold: ExperimentJob["hold"] = signal(null);
  const clock = startClock();
  addJob({
    where: "browser",
    kind: question.kind,
    scenario: titleOf(page, choice),
    asked: { question, choice },
    state,
    hold,
    stop() {
      own.abort();
      update(state, { status: state.peek().status === "waiting" ? "stopped" : "stopping" });
    },
    show: () => {},
  });
  const carryOut = async (): Promise<void> => {
    if (own.signal.aborted) return;
    clock.run(true);
    update(state, { status: "running" });
    const order = { scenario, question, versions: page.versions };
    try {
      const answer = await askLab(page, "experiment", order, {
        signal: own.signal,
        onProgress: ({ done, total }) =>
          update(state, { done, total, left: clock.left(done, total) }),
        onEarly: ({ document }) => update(state, { found: document }),
        onBegun(post) {
          hold.value = (paused) => {
            post(paused);
            clock.run(!paused);
            update(state, { status: paused ? "paused" : "running" });
          };
        },
      });
      const status = own.signal.aborted ? "stopped" : "done";
      update(state, { ...told(answer), status, done: answer.runs, left: null });
    } catch (error) {
      // One that was stopped before it had anything has not failed.
      if (own.signal.aborted) update(state, { status: "stopped" });
      else update(state, { status: "failed", reason: reasonOf(error) });
    } finally {
      hold.value = null;
    }
  };
  before = before.then(carryOut);
}

function told({ document, rows }: ExperimentAnswer): Pick<JobState, "found" | "csv"> {
  return {
    found: document,
    async csv() {
      const { rowPieces } = await import("../../src/results/row-pieces.ts");
      return [...rowPieces(rows, "csv")].join("");
    },
  };
}

/** Counts the time that an experiment is at work. */
interface Clock {
  run(on: boolean): void;
  /** Seconds left, once there is enough to tell by. */
  left(done: number, total: number): number | null;
}

function startClock(): Clock {
  let spent = 0;
  let since: number | null = null;
  const now = (): number => spent + (since === null ? 0 : performance.now() - since);
  return {
    run(on) {
      spent = now();
      since = on ? performance.now() : null;
    },
    left(done, total) {
      const seconds = now() / 1000;
      return seconds > 2 && done > 0 ? (seconds / done) * (total - done) : null;
    },
  };
}
