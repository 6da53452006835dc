/** Name of the period that begins at a decimal year: 2027Q1, 2027-03 or 2027 by the length of a step. */
export function periodLabel(date: number, dt: number): string {
  const year = Math.floor(date + 1e-6);
  const part = Math.round((date - year) / dt);
  if (dt === 1) return String(year);
  if (dt === 0.25) return `${year}Q${part + 1}`;
  return `${year}-${String(part + 1).padStart(2, "0")}`;
}
