/** How fast this server runs, learned from what it ran. */
export interface Speed {
  /** Estimated time for so many country-steps, s. */
  seconds(countrySteps: number): number;
  /** Takes in a piece of work that was done. */
  learn(countrySteps: number, seconds: number): void;
}

/** Country-steps a second of one thread before anything was run; measured on a small machine. */
const GUESS = 5e6;

/** Work below this says more of starting up than of running. */
const TELLING = 1e6;

/** @param threads threads that run */
export function learnSpeed(threads: number): Speed {
  let rate = GUESS * threads;
  return {
    seconds: (countrySteps) => Math.max(0.01, Math.round((countrySteps / rate) * 100) / 100),
    learn(countrySteps, seconds) {
      if (countrySteps < TELLING || !(seconds > 0)) return;
      rate += 0.3 * (countrySteps / seconds - rate);
    },
  };
}
