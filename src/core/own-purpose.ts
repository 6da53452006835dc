/**
 * Purpose of the draws of a process or intervention with this id: a hash with its highest bit set,
 * so that it is none of the built-in purposes, which count from 1.
 */
export function ownPurpose(id: string): number {
  // FNV-1a.
  let hash = 0x811c9dc5;
  for (let k = 0; k < id.length; k++) hash = Math.imul(hash ^ id.charCodeAt(k), 0x01000193);
  return hash | 0x80000000;
}
