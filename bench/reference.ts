/** Values that the reference loop runs over. */
const values = Float64Array.from({ length: 4096 }, (_, k) => (k % 512) / 64);

/**
 * A fixed piece of arithmetic (4,096 exponentials of the engine's own, added up): what a machine takes
 * for it says how fast the machine is just now, so that figures from two machines can be set in relation.
 */
export function referenceLoop(): number {
  let sum = 0;
  for (let k = 0; k < values.length; k++) sum += Math.exp(-(values[k] as number));
  return sum;
}
