/** The largest of some numbers; 0 if all are below. For bounds that hold for every country of a step. */
export function largest(values: Float64Array): number {
  let most = 0;
  for (let k = 0; k < values.length; k++) if (values[k] > most) most = values[k];
  return most;
}

/** The largest distance of some numbers from 0. */
export function largestSize(values: Float64Array): number {
  let most = 0;
  for (let k = 0; k < values.length; k++) {
    const size = Math.abs(values[k]);
    if (size > most) most = size;
  }
  return most;
}
