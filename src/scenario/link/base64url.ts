// Base64 for addresses (RFC 4648, section 5), without padding. By hand, because neither `Buffer` nor
// `btoa` is there in all hosts.

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** Value of each character code below 128; 255 for what is not in the alphabet. */
const values = new Uint8Array(128).fill(255);
for (let k = 0; k < alphabet.length; k++) values[alphabet.charCodeAt(k)] = k;

/** Bytes as base64url. */
export function toBase64url(bytes: Uint8Array): string {
  let text = "";
  for (let k = 0; k < bytes.length; k += 3) {
    const word = ((bytes[k] ?? 0) << 16) | ((bytes[k + 1] ?? 0) << 8) | (bytes[k + 2] ?? 0);
    const digits = Math.min(4, bytes.length - k + 1);
    for (let d = 0; d < digits; d++) text += alphabet.charAt((word >> (18 - 6 * d)) & 63);
  }
  return text;
}

/** The bytes of a base64url text, or null if it is none. Every sequence of bytes has one spelling. */
export function fromBase64url(text: string): Uint8Array | null {
  if (text.length % 4 === 1) return null;
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let word = 0;
  let bits = 0;
  let at = 0;
  for (let k = 0; k < text.length; k++) {
    const value = values[text.charCodeAt(k)] ?? 255;
    if (value === 255) return null;
    word = ((word << 6) | value) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = (word >> bits) & 255;
    }
  }
  return (word & ((1 << bits) - 1)) === 0 ? bytes : null;
}
