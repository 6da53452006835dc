// Counter-based random draws: every draw is a function of (run, process, step, unit, slot) and of
// nothing else, so that no intervention, outcome or order can shift another draw (DESIGN: same luck).
//
// The mixing function is a full-avalanche 32-bit hash (two multiplications, three xor-shifts, the
// constants of "lowbias32" from C. Wellons' hash prospector). Run, process and step go into two key
// words; the unit is hashed under the first, unit and slot under the second.

/** Two 32-bit words that stand for the seed of a run. */
export type RunKey = readonly [number, number];

/** Processes that draw. Numbers are part of every draw: never renumber. */
export const Purpose = {
  Cancel: 1,
  Open: 2,
  Choice: 3,
  Contract: 4,
  Observe: 5,
  Threshold: 6,
  Removal: 7,
  Incident: 8,
  Law: 9,
  Rules: 10,
  Ban: 11,
  Treaty: 12,
  Norm: 13,
} as const;

/** Full-avalanche hash of a 32-bit word; a bijection. */
export function mix(x: number): number {
  let h = x ^ (x >>> 16);
  h = Math.imul(h, 0x7feb352d);
  h ^= h >>> 15;
  h = Math.imul(h, 0x846ca68b);
  return h ^ (h >>> 16);
}

/** Word of a (segment, index) pair, to be passed as the slot of a draw. */
export function slotWord(slot: number, index: number): number {
  return (Math.imul(slot + 1, 0x9e3779b9) + Math.imul(index, 0x85ebca6b)) | 0;
}

/** The draws of one run. `aim` fixes process and step; `uniform` then asks for one draw. */
export class Draws {
  private run0 = 0;
  private run1 = 0;
  /** First key word of the process and step aimed at. */
  key0 = 0;
  /** Second key word of the process and step aimed at. */
  key1 = 0;

  /** Starts the draws of another run. */
  start(key: RunKey): void {
    this.run0 = key[0] | 0;
    this.run1 = key[1] | 0;
  }

  /** Turns to a process (of `Purpose`) and a step. */
  aim(purpose: number, step: number): void {
    const a = mix(mix(this.run0 ^ Math.imul(purpose, 0x9e3779b9)) + step);
    this.key0 = mix(a ^ this.run1);
    this.key1 = mix(this.key0 + a + 0x68bc21eb);
  }

  /** Uniform draw in the open interval (0,1), 32 bits, for a unit's key and a slot's word. */
  uniform(unit: number, slot: number): number {
    return this.at(this.stream(unit), slot);
  }

  /** The draws of one unit, for loops that ask for several: pass it to `at` or `word`. */
  stream(unit: number): number {
    return mix(unit ^ this.key0);
  }

  /** `uniform` for a unit given by its `stream`. */
  at(stream: number, slot: number): number {
    return toUnit(this.word(stream, slot));
  }

  /** The 32-bit word behind `at`, for comparing with a `threshold`. */
  word(stream: number, slot: number): number {
    return mix((stream + slot) ^ this.key1) >>> 0;
  }
}

/** The uniform draw in (0,1) that stands for a 32-bit word. */
export function toUnit(word: number): number {
  return (word + 0.5) * 2.3283064365386963e-10;
}

/** The number of words whose draw lies below a probability: `word < threshold(p)` says `draw < p`. */
export function threshold(probability: number): number {
  return Math.min(4294967296, Math.max(0, Math.ceil(probability * 4294967296 - 0.5)));
}
