/** A state with the steps that led to it and those that were taken back. */
export interface History<T> {
  readonly past: readonly Step<T>[];
  readonly present: T;
  readonly future: readonly Step<T>[];
}

/** A step with the state that undoing or redoing it leads to. */
export interface Step<T> {
  /** What was done, for a button: "Weight of price 2.5 → 3". */
  readonly name: string;
  readonly state: T;
  /** Steps of one gesture share it; they count as one. */
  readonly gesture: string | null;
}

/** Steps that can be undone. */
export const MOST_STEPS = 100;

/** A history without steps. */
export function startHistory<T>(present: T): History<T> {
  return { past: [], present, future: [] };
}

/**
 * Does a step. One that belongs to the same gesture as the last, such as a drag, joins it: undoing it
 * leads to where the gesture began.
 */
export function doStep<T>(
  { past, present }: History<T>,
  name: string,
  next: T,
  gesture: string | null = null,
): History<T> {
  const last = past.at(-1);
  if (gesture !== null && last?.gesture === gesture) {
    return { past: past.with(-1, { ...last, name }), present: next, future: [] };
  }
  return {
    past: [...past, { name, state: present, gesture }].slice(-MOST_STEPS),
    present: next,
    future: [],
  };
}

/** Ends a gesture, so that the next step of the same control is a step of its own. */
export function endGesture<T>(history: History<T>): History<T> {
  const last = history.past.at(-1);
  if (last === undefined || last.gesture === null) return history;
  return { ...history, past: history.past.with(-1, { ...last, gesture: null }) };
}

/** Takes the last step back; the same history where there is none. */
export function undo<T>(history: History<T>): History<T> {
  const { past, present, future } = history;
  const last = past.at(-1);
  if (last === undefined) return history;
  const undone = { name: last.name, state: present, gesture: null };
  return { past: past.slice(0, -1), present: last.state, future: [undone, ...future] };
}

/** Does again what was taken back last. */
export function redo<T>(history: History<T>): History<T> {
  const { past, present, future } = history;
  const [next, ...rest] = future;
  if (next === undefined) return history;
  const done = { name: next.name, state: present, gesture: null };
  return { past: [...past, done], present: next.state, future: rest };
}
