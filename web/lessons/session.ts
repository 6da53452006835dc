import { computed, effect, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import {
  type Course,
  type LessonRunner,
  lessonRunner,
  valuesOf,
} from "../../src/results/lessons/course.ts";
import { findNumber } from "../../src/results/lessons/find-number.ts";
import type { OutcomeRequest } from "../../src/scenario/scenario.ts";
import { settingPath } from "../../src/scenario/setting-path.ts";
import type { LessonStep, PartialDocument } from "../../src/scenario/teaching.ts";
import { chainOf, changeCount, changesOf, untouched } from "../explore/choice.ts";
import type { Page } from "../explore/page.ts";
import { createStore, type Store } from "../explore/store.ts";
import { words } from "../strings/words.ts";
import { attemptOf } from "./attempt.ts";
import type { Lesson } from "./lesson-list.ts";

/** Courses of the outcome that a step is about. */
export interface Courses {
  readonly now: Course;
  /** The lesson as it starts. */
  readonly start: Course;
  /** What a change is taken against at the present levers; null unless the step seeks such a change. */
  readonly against: Course | null;
}

/** How far the runs of what is chosen are. */
export type State =
  | { readonly kind: "running" }
  | { readonly kind: "done" }
  | { readonly kind: "failed"; readonly reason: string };

/** A lesson under way. Its levers are its own: nothing that is open elsewhere moves. */
export interface Session {
  readonly lesson: Lesson;
  readonly store: Store;
  readonly changes: ReadonlySignal<number>;
  /** Step that is open, from 0. */
  readonly step: Signal<number>;
  /** Null until the first runs of the step are done; then the last that were. */
  readonly courses: Signal<Courses | null>;
  readonly state: Signal<State>;
  /** Steps whose number was found. */
  readonly found: Signal<ReadonlySet<number>>;
  /** Does what the step's "Try it" says. */
  attempt(name: string): void;
  /** Puts all levers back. */
  backToStart(name: string): void;
  /** Runs what is chosen again after a failure. */
  again(): void;
  /** The step's number as the model has it. */
  numberOf(step: number): Promise<number>;
  /** Stops what runs. */
  close(): void;
}

/** Most courses kept, so that going back shows at once what was there. */
const KEPT = 40;

/**
 * Opens a lesson.
 * @param first step to open, from 0
 */
export function openSession(page: Page, lesson: Lesson, first: number): Session {
  const { scenario, teach, size } = lesson;
  const shipped = [...page.shipped, scenario];
  const base = untouched(scenario.id, size.runs, size.seed);
  const store = createStore(base, shipped, page.store.suppliers);
  const step = signal(first);
  const courses = signal<Courses | null>(null);
  const state = signal<State>({ kind: "running" });
  const found = signal<ReadonlySet<number>>(new Set());
  const turn = signal(0);
  const kept = new Map<string, Promise<Course | null>>();
  const documents = chainOf(shipped, scenario.id).map(({ document }) => document);
  let runner: Promise<LessonRunner> | null = null;
  let running: AbortController | null = null;

  const open = (): Promise<LessonRunner> => {
    runner ??= page.runner().then(({ world, executor }) => lessonRunner(world, executor));
    runner.catch(() => {
      runner = null;
    });
    return runner;
  };
  /** A course that is there or is run; what was stopped or failed is run again when it is wanted again. */
  const courseOf = (
    over: readonly PartialDocument[],
    outcome: OutcomeRequest,
    until: "end" | "read",
    stop: AbortSignal,
  ): Promise<Course | null> => {
    const key = JSON.stringify([over, outcome, until]);
    const known = kept.get(key);
    // Whoever began it may have been stopped, when it is wanted here all the same.
    if (known !== undefined) {
      return known.then((course) =>
        course !== null || stop.aborted ? course : courseOf(over, outcome, until, stop),
      );
    }
    const made = open().then((lessons) =>
      lessons.course([...documents, ...over], outcome, until, stop),
    );
    kept.set(key, made);
    const oldest = kept.keys().next();
    if (kept.size > KEPT && !oldest.done) kept.delete(oldest.value);
    const drop = (): void => {
      if (kept.get(key) === made) kept.delete(key);
    };
    made.then((course) => course === null && drop(), drop);
    return made;
  };

  const run = async (
    { find, levers }: LessonStep,
    changes: PartialDocument,
    own: AbortController,
  ): Promise<void> => {
    if (find === null) return;
    const { outcome } = find;
    state.value = { kind: "running" };
    const ask = (over: readonly PartialDocument[]): Promise<Course | null> =>
      courseOf(over, outcome, "end", own.signal);
    try {
      const plain = Object.keys(changes).length === 0;
      const start = await ask([]);
      const now = plain ? start : await ask([changes]);
      const turning = find.statistic === "change" && find.lever !== null;
      const other = [...(find.against === null ? [] : [find.against]), ...placesOf(levers)];
      const against = turning ? await ask(other) : null;
      if (own.signal.aborted || start === null || now === null) return;
      courses.value = { now, start, against };
      state.value = { kind: "done" };
    } catch (error) {
      if (own.signal.aborted) return;
      state.value = {
        kind: "failed",
        reason: error instanceof Error ? error.message : String(error),
      };
    }
  };
  /** The step's levers where they are now, as documents. */
  const placesOf = (levers: readonly string[]): readonly PartialDocument[] =>
    levers.map((key) => {
      const value = store.read({ key }, store.scenario.peek());
      const path = settingPath(key) ?? [];
      return [...path]
        .reverse()
        .reduce<unknown>((inner, name) => ({ [name]: inner }), value) as PartialDocument;
    });

  const stop = effect(() => {
    turn.value;
    const shown = teach.steps[step.value];
    const changes = changesOf(store.choice.value);
    running?.abort();
    running = new AbortController();
    if (shown !== undefined) void run(shown, changes, running);
  });

  return {
    lesson,
    store,
    changes: computed(() => changeCount(store.choice.value)),
    step,
    courses,
    state,
    found,
    attempt(name) {
      const { scenario: partial = null } = teach.steps[step.peek()] ?? {};
      store.act(name, attemptOf(scenario.id, partial, size));
    },
    backToStart(name) {
      store.act(name, base);
    },
    again() {
      turn.value += 1;
    },
    async numberOf(place) {
      const asked = teach.steps[place];
      if (asked?.find == null) throw new RangeError(words.lessons.noNumberAsked);
      const { outcome } = asked.find;
      const own = new AbortController();
      return findNumber(asked, async (over) => {
        const course = await courseOf(over, outcome, "read", own.signal);
        if (course === null) throw new Error(words.lessons.stopped);
        return valuesOf(course);
      });
    },
    close() {
      stop();
      running?.abort();
    },
  };
}
