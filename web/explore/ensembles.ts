import { type Signal, signal } from "@preact/signals";
import { words } from "../strings/words.ts";
import { type Choice, changeCount, scenarioOf, untouched } from "./choice.ts";
import type { Picture } from "./picture.ts";
import type { Ran, Runner } from "./runner.ts";
import type { ShippedScenario } from "./scenarios.ts";

/** Runs after which the first picture of a choice is drawn. */
export const PREVIEW = 16;
/** Pictures kept, so that going back shows at once what was there. */
const KEPT = 12;

/** How far the runs of the present choice are. */
export type Progress =
  | { readonly kind: "shipped" }
  | {
      readonly kind: "running";
      readonly done: number;
      readonly total: number;
      /** When it began, ms. */
      readonly since: number;
      /** Whether the picture shows runs of this choice already. */
      readonly preview: boolean;
    }
  | { readonly kind: "done"; readonly runs: number; readonly seconds: number }
  | { readonly kind: "stopped"; readonly done: number; readonly total: number }
  | { readonly kind: "failed"; readonly reason: string };

/** Runs what is chosen and holds what is drawn. */
export interface Ensembles {
  readonly picture: Signal<Picture>;
  /** What the picture is compared with; null while it is the baseline itself, or is not there yet. */
  readonly baseline: Signal<Picture | null>;
  readonly progress: Signal<Progress>;
  /** Runs a choice; whatever is under way for another one is given up. */
  show(choice: Choice): void;
  /** Runs the present choice though its picture was shipped: only runs know every quarter. */
  demandWhole(): void;
  /** Stops; the runs that are done stay. */
  stop(): void;
  /** Goes on after a stop, or tries again after a failure. */
  resume(): void;
}

/** What ensembles are made of. */
export interface EnsemblesOptions {
  /** What runs scenarios; fetched with the first one. */
  readonly runner: () => Promise<Runner>;
  readonly shipped: () => readonly ShippedScenario[];
  /** The picture of the untouched baseline. */
  readonly baked: Picture;
  /** Told about every picture as it is drawn. */
  readonly onPicture?: (runs: number) => void;
}

interface Kept {
  readonly picture: Picture;
  readonly seconds: number;
}

/** Makes the ensembles of a page. */
export function createEnsembles({ runner, shipped, baked }: EnsemblesOptions): Ensembles {
  const picture = signal(baked);
  const baseline = signal<Picture | null>(null);
  const progress = signal<Progress>({ kind: "shipped" });
  const kept = new Map<string, Kept>();
  let present = untouched("baseline", baked.summary.runs.requested, baked.summary.runs.seed);
  let stopping: AbortController | null = null;

  const isBaked = (choice: Choice): boolean =>
    choice.base === "baseline" &&
    changeCount(choice) === 0 &&
    choice.runs === baked.summary.runs.finished &&
    choice.seed === baked.summary.runs.seed;
  const keep = (key: string, value: Kept): void => {
    kept.delete(key);
    kept.set(key, value);
    const oldest = kept.keys().next();
    if (kept.size > KEPT && !oldest.done) kept.delete(oldest.value);
  };

  const run = async (
    choice: Choice,
    signal: AbortSignal,
    onRuns: (done: number, preview: () => Picture | null) => void,
  ): Promise<Ran> => {
    const { run: carryOut } = await runner();
    return carryOut(scenarioOf(choice, shipped()), signal, onRuns);
  };

  /** What a choice is compared with: shipped where the seeds are its, else run. */
  const compareWith = async (
    choice: Choice,
    steps: number,
    signal: AbortSignal,
  ): Promise<Picture | null> => {
    const other = untouched("baseline", choice.runs, choice.seed);
    if (keyOf(other) === keyOf(choice)) return null;
    const { finished, seed } = baked.summary.runs;
    let found: Picture | null = baked;
    if (choice.seed !== seed || choice.runs > finished) {
      found = kept.get(keyOf(other))?.picture ?? null;
      if (found === null) {
        const made = await run(other, signal, () => {});
        found = made.picture;
        if (found !== null && !made.stopped)
          keep(keyOf(other), { picture: found, seconds: made.seconds });
      }
    }
    return steps === found?.labels.periods.length ? found : null;
  };

  const start = async (choice: Choice, own: AbortController): Promise<void> => {
    const { signal } = own;
    const total = choice.runs;
    const since = performance.now();
    progress.value = { kind: "running", done: 0, total, since, preview: false };
    let shownAt = 0;
    try {
      const made = await run(choice, signal, (done, preview) => {
        if (signal.aborted) return;
        const due = shownAt === 0 ? PREVIEW : shownAt * 12;
        const ready = done >= Math.min(due, total) && done < total;
        const early = ready ? preview() : null;
        if (early !== null) {
          shownAt = done;
          baseline.value = compareEarly(choice, early);
          picture.value = early;
        }
        progress.value = { kind: "running", done, total, since, preview: shownAt > 0 };
      });
      if (own !== stopping) return;
      const { picture: whole, stopped, count, seconds } = made;
      if (stopped) {
        if (whole !== null) picture.value = whole;
        progress.value = { kind: "stopped", done: count, total };
        return;
      }
      if (whole === null) throw new Error(words.runs.nothingToDraw);
      keep(keyOf(choice), { picture: whole, seconds });
      const compared = await compareWith(choice, whole.labels.periods.length, signal);
      if (own !== stopping || signal.aborted) return;
      baseline.value = compared;
      picture.value = whole;
      progress.value = { kind: "done", runs: total, seconds };
    } catch (error) {
      if (own !== stopping) return;
      progress.value = {
        kind: "failed",
        reason: error instanceof Error ? error.message : String(error),
      };
    }
  };

  /** What first runs are compared with: what is shipped, where its seeds are theirs. */
  const compareEarly = (choice: Choice, made: Picture): Picture | null =>
    isBaseline(choice) || choice.seed !== baked.summary.runs.seed ? null : fitting(baked, made);
  const isBaseline = (choice: Choice): boolean =>
    keyOf(choice) === keyOf(untouched("baseline", choice.runs, choice.seed));
  const begin = (choice: Choice): void => {
    stopping?.abort();
    const own = new AbortController();
    stopping = own;
    void start(choice, own);
  };
  const showKept = ({ picture: whole, seconds }: Kept): void => {
    stopping?.abort();
    const own = new AbortController();
    stopping = own;
    void compareWith(present, whole.labels.periods.length, own.signal).then((compared) => {
      if (own !== stopping) return;
      baseline.value = compared;
      picture.value = whole;
      progress.value = { kind: "done", runs: present.runs, seconds };
    });
  };

  return {
    picture,
    baseline,
    progress,
    show(choice) {
      present = choice;
      const known = kept.get(keyOf(choice));
      if (known !== undefined) showKept(known);
      else if (isBaked(choice)) {
        stopping?.abort();
        stopping = null;
        baseline.value = null;
        picture.value = baked;
        progress.value = { kind: "shipped" };
      } else begin(choice);
    },
    demandWhole() {
      if (progress.value.kind === "shipped") begin(present);
    },
    stop() {
      stopping?.abort();
    },
    resume() {
      begin(present);
    },
  };
}

/** The baseline if it covers the same time as a picture. */
function fitting(baseline: Picture, picture: Picture): Picture | null {
  return baseline.labels.periods.length === picture.labels.periods.length ? baseline : null;
}

/** Everything of a choice that decides its numbers. */
function keyOf({ base, values, interventions, rest, runs, seed }: Choice): string {
  const sorted = Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([base, sorted, interventions, rest, runs, seed]);
}
