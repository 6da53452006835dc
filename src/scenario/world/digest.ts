import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

/**
 * SHA-256 over files in the order of their names, "sha256:" and 64 hexadecimal digits. Name and
 * length stand before each file's bytes, so that text cannot move from one file to another unseen.
 */
export function digestOf(files: ReadonlyMap<string, string>): string {
  const hash = sha256.create();
  for (const name of [...files.keys()].sort()) {
    const bytes = utf8ToBytes(files.get(name) ?? "");
    hash.update(utf8ToBytes(`${name}\n${bytes.length}\n`));
    hash.update(bytes);
  }
  return `sha256:${bytesToHex(hash.digest())}`;
}
