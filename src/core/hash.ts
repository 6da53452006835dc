// 128-bit hash of a trajectory's bytes: MurmurHash3_x86_128 (A. Appleby, public domain), read word
// by word. Not cryptographic: it tells whether two runs are the same, and costs 1 % of a run.

const C1 = 0x239b961b;
const C2 = 0xab0e9789 | 0;
const C3 = 0x38b34ae5;
const C4 = 0xa1e38b93 | 0;

function finish(h: number): number {
  let x = h ^ (h >>> 16);
  x = Math.imul(x, 0x85ebca6b);
  x ^= x >>> 13;
  x = Math.imul(x, 0xc2b2ae35);
  return x ^ (x >>> 16);
}

const hex = (h: number): string => (h >>> 0).toString(16).padStart(8, "0");

/** Hash of a sequence of 32-bit words, 32 hexadecimal digits. Feed arrays in turn, then call `digest`. */
export class WordHash {
  private h1 = 0;
  private h2 = 0;
  private h3 = 0;
  private h4 = 0;
  private words = 0;

  /** Adds an array; it is padded with zero words to a multiple of four, and its length counts. */
  add(array: Uint32Array): this {
    const n = array.length;
    const whole = n & ~3;
    this.mixIn(array, whole);
    if (whole < n) {
      const rest = new Uint32Array(4);
      rest.set(array.subarray(whole));
      this.mixIn(rest, 4);
    }
    this.h4 ^= n;
    this.words += n;
    return this;
  }

  /** Mixes in the first n words, n a multiple of four. */
  private mixIn(array: Uint32Array, n: number): void {
    let { h1, h2, h3, h4 } = this;
    for (let k = 0; k < n; k += 4) {
      let w1 = Math.imul(array[k], C1);
      w1 = Math.imul((w1 << 15) | (w1 >>> 17), C2);
      h1 ^= w1;
      h1 = (((h1 << 19) | (h1 >>> 13)) + h2) | 0;
      h1 = (Math.imul(h1, 5) + 0x561ccd1b) | 0;
      let w2 = Math.imul(array[k + 1], C2);
      w2 = Math.imul((w2 << 16) | (w2 >>> 16), C3);
      h2 ^= w2;
      h2 = (((h2 << 17) | (h2 >>> 15)) + h3) | 0;
      h2 = (Math.imul(h2, 5) + 0x0bcaa747) | 0;
      let w3 = Math.imul(array[k + 2], C3);
      w3 = Math.imul((w3 << 17) | (w3 >>> 15), C4);
      h3 ^= w3;
      h3 = (((h3 << 15) | (h3 >>> 17)) + h4) | 0;
      h3 = (Math.imul(h3, 5) + 0x96cd1c35) | 0;
      let w4 = Math.imul(array[k + 3], C4);
      w4 = Math.imul((w4 << 18) | (w4 >>> 14), C1);
      h4 ^= w4;
      h4 = (((h4 << 13) | (h4 >>> 19)) + h1) | 0;
      h4 = (Math.imul(h4, 5) + 0x32ac3b17) | 0;
    }
    this.h1 = h1;
    this.h2 = h2;
    this.h3 = h3;
    this.h4 = h4;
  }

  /** The hash of all that was added. */
  digest(): string {
    const length = this.words;
    let h1 = this.h1 ^ length;
    let h2 = this.h2 ^ length;
    let h3 = this.h3 ^ length;
    let h4 = this.h4 ^ length;
    h1 = (h1 + h2 + h3 + h4) | 0;
    h2 = (h2 + h1) | 0;
    h3 = (h3 + h1) | 0;
    h4 = (h4 + h1) | 0;
    h1 = finish(h1);
    h2 = finish(h2);
    h3 = finish(h3);
    h4 = finish(h4);
    h1 = (h1 + h2 + h3 + h4) | 0;
    h2 = (h2 + h1) | 0;
    h3 = (h3 + h1) | 0;
    h4 = (h4 + h1) | 0;
    return hex(h1) + hex(h2) + hex(h3) + hex(h4);
  }
}
