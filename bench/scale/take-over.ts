/** When a queue notices that a worker is gone. */
export interface Locks {
  /** A lock that is not renewed lasts so long, s; workers renew it at half of that. */
  readonly lockSeconds: number;
  /** How often the queue is looked through for chunks whose lock ran out, s. */
  readonly checkSeconds: number;
}

/**
 * When a chunk is given to another worker after its own died. A check marks every chunk at work; renewing
 * takes the mark off; a check gives away what bears the mark of an earlier check and has no lock any more.
 *
 * @param taken when the chunk was taken, s
 * @param died when its worker died, s; not before `taken`
 * @param phase time of the first check, in [0, checkSeconds)
 * @example
 * takeOver({ lockSeconds: 30, checkSeconds: 30 }, 0, 31, 10); // 70: renewed at 30, marked at 40, given away at 70
 */
export function takeOver(
  { lockSeconds, checkSeconds }: Locks,
  taken: number,
  died: number,
  phase: number,
): number {
  const renewal = lockSeconds / 2;
  const renewed = taken + Math.floor((died - taken) / renewal) * renewal;
  const marked = firstCheck(renewed, checkSeconds, phase, true);
  const unlocked = firstCheck(renewed + lockSeconds, checkSeconds, phase, false);
  return Math.max(marked + checkSeconds, unlocked);
}

/** The first check after a time, or at it. */
function firstCheck(time: number, every: number, phase: number, after: boolean): number {
  const checks = (time - phase) / every;
  const number = after ? Math.floor(checks) + 1 : Math.ceil(checks);
  return phase + Math.max(0, number) * every;
}
