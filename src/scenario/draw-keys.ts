import type { Words } from "../core/arrays.ts";
import { mix } from "../core/draws.ts";

/** 32-bit draw keys from ids; an id whose hash is taken by an earlier one gets the next free word. */
export function drawKeys(ids: readonly string[]): Words {
  const keys = new Uint32Array(ids.length);
  const taken = new Set<number>();
  ids.forEach((id, k) => {
    let hash = 0x811c9dc5;
    for (let c = 0; c < id.length; c++) hash = mix(hash ^ id.charCodeAt(c));
    let key = hash >>> 0;
    while (key === 0 || taken.has(key)) key = (key + 1) >>> 0;
    taken.add(key);
    keys[k] = key;
  });
  return keys;
}
