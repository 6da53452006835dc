/** The largest of some numbers; 0 if all are below. */
export function largest(values: Float64Array): number {
  let most = 0;
  for (let k = 0; k < values.length; k++) if (values[k] > most) most = values[k];
  return most;
}
