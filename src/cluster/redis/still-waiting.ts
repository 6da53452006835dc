/** What a reminder is made of. */
export interface Reminding {
  /** Told for how long it has been waited, in words. */
  readonly tell: (waited: string) => void;
  /** When to tell first, ms; each time after twice as long as before. */
  readonly first: number;
}

/** Tells at intervals that something is still waited for. */
export interface Reminder {
  /** Begins to wait. */
  start(): void;
  /** Waits no more. */
  stop(): void;
}

/** Longest time between two reminders, ms: a night's log stays short, and whoever looks in finds one. */
const LONGEST = 1_800_000;

/**
 * Makes what tells of a wait that may never end: after a minute, 2, 4, 8 and so on, then each half hour. It keeps no
 * process alive.
 *
 * @example
 * const reminder = openReminder({ first: 60_000, tell: (waited) => say(`Still waiting, for ${waited}.`) });
 * reminder.start();
 */
export function openReminder({ tell, first }: Reminding): Reminder {
  let timer: NodeJS.Timeout | undefined;
  const next = (waited: number, pause: number): void => {
    timer = setTimeout(() => {
      tell(inWords(waited + pause));
      next(waited + pause, Math.min(LONGEST, waited + pause));
    }, pause);
    timer.unref();
  };
  const stop = (): void => clearTimeout(timer);
  return {
    start() {
      stop();
      next(0, first);
    },
    stop,
  };
}

/** A time as people say it: `40 s`, `8 min`, `2 h 30 min`. */
function inWords(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours === 0) return `${minutes} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}
