// Sine, cosine and arcsine from + - * / and sqrt alone, so that every JavaScript engine gives the
// same bits. Distances between countries end up in peer weights, and so in the simulation.

const RADIANS = 0.017453292519943295;

/** sin(x) by its Taylor series for |x| <= pi/4, where the first term left out is below 1e-17. */
function sineSeries(x: number): number {
  const z = x * x;
  let sum = 0;
  for (let k = 17; k >= 3; k -= 2) sum = (-z / (k * (k - 1))) * (1 + sum);
  return x + x * sum;
}

/** cos(x) by its Taylor series for |x| <= pi/4, where the first term left out is below 1e-17. */
function cosineSeries(x: number): number {
  const z = x * x;
  let sum = 0;
  for (let k = 18; k >= 4; k -= 2) sum = (-z / (k * (k - 1))) * (1 + sum);
  return 1 - (z / 2) * (1 + sum);
}

/** Sine of an angle in degrees, within 2e-16; exact at multiples of 90. NaN for NaN or an infinity. */
export function sinDegrees(degrees: number): number {
  return quadrant(degrees, 0);
}

/** Cosine of an angle in degrees, within 2e-16; exact at multiples of 90. NaN for NaN or an infinity. */
export function cosDegrees(degrees: number): number {
  return quadrant(degrees, 1);
}

/** Reduces to within 45 degrees of a quarter turn, without rounding, and takes the series that applies. */
function quadrant(degrees: number, ahead: number): number {
  const turn = degrees % 360;
  const quarters = Math.round(turn / 90);
  const rest = (turn - quarters * 90) * RADIANS;
  const phase = (((quarters + ahead) % 4) + 4) % 4;
  const value = phase % 2 === 0 ? sineSeries(rest) : cosineSeries(rest);
  return phase < 2 ? value : -value;
}

/**
 * Angle in [-pi/2, pi/2] whose sine is x, radians, within 4e-16; NaN outside [-1, 1].
 *
 * asin x = 8 atan(tan(asin(x) / 8)): three half angles bring the arctangent's argument below 0.199,
 * where twelve terms of its series are enough.
 */
export function arcsine(x: number): number {
  if (!(x >= -1 && x <= 1)) return NaN;
  let t = x / (1 + Math.sqrt((1 - x) * (1 + x)));
  t /= 1 + Math.sqrt(1 + t * t);
  t /= 1 + Math.sqrt(1 + t * t);
  const z = t * t;
  let sum = 0;
  for (let k = 25; k >= 3; k -= 2) sum = z * (1 / k - sum);
  return 8 * (t - t * sum);
}
