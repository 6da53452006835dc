/** Three digits, as short as they go. */
export const num = (x: number): string => String(Number(x.toPrecision(3)));
/** A share as whole percent. */
export const percent = (x: number): string => `${Math.round(100 * x)}%`;
/** Three decimals with their sign. */
export const signed = (x: number): string => `${x < 0 ? "−" : "+"}${Math.abs(x).toFixed(3)}`;
