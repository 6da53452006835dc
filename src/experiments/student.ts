import { normalQuantile } from "./sampling/normal-quantile.ts";

/**
 * Quantile of Student's t distribution for a two-sided interval, by the expansion of Hill (1970),
 * Algorithm 396; good to 1e-5 from 3 degrees of freedom on, exact for 1 and 2.
 *
 * @param coverage share inside the interval, (0,1), for example 0.95
 * @param degrees degrees of freedom, at least 1
 * @example
 * studentQuantile(0.95, 199); // 1.972
 */
export function studentQuantile(coverage: number, degrees: number): number {
  const outside = 1 - coverage;
  if (!(outside > 0 && outside < 1) || !(degrees >= 1)) return Number.NaN;
  if (degrees === 1) return 1 / Math.tan((outside * Math.PI) / 2);
  if (degrees === 2) return Math.sqrt(2 / (outside * (2 - outside)) - 2);
  const a = 1 / (degrees - 0.5);
  const b = (48 / a) * (1 / a);
  let c = ((20700 * a) / b - 98) * a - 16;
  c = c * a + 96.36;
  const d = ((94.5 / (b + c) - 3) / b + 1) * Math.sqrt((a * Math.PI) / 2) * degrees;
  let y = (d * outside) ** (2 / degrees);
  if (y > 0.05 + a) {
    const x = normalQuantile(outside / 2);
    y = x * x;
    if (degrees < 5) c += 0.3 * (degrees - 4.5) * (x + 0.6);
    c += (((0.05 * d * x - 5) * x - 7) * x - 2) * x + b;
    y = (((((0.4 * y + 6.3) * y + 36) * y + 94.5) / c - y - 3) / b + 1) * x;
    y = Math.expm1(a * y * y);
  } else {
    y =
      ((1 / (((degrees + 6) / (degrees * y) - 0.089 * d - 0.822) * (degrees + 2) * 3) +
        0.5 / (degrees + 4)) *
        y -
        1) *
        ((degrees + 1) / (degrees + 2)) +
      1 / y;
  }
  return Math.sqrt(degrees * y);
}
