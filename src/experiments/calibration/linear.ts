// Small dense linear algebra: systems of at most a few hundred unknowns.

/**
 * Solves A x = b for a symmetric positive definite A by Cholesky's decomposition.
 *
 * @param a row-major; [n × n]; left as it is
 * @param b right-hand sides, row-major; [n × m]; left as they are
 * @returns x; [n × m]
 * @throws RangeError when A is not positive definite
 */
export function solvePositive(a: Float64Array, b: Float64Array, n: number): Float64Array {
  const l = cholesky(a, n);
  const m = b.length / n;
  const x = b.slice();
  for (let c = 0; c < m; c++) {
    for (let i = 0; i < n; i++) {
      let sum = x[i * m + c] as number;
      for (let k = 0; k < i; k++) sum -= (l[i * n + k] as number) * (x[k * m + c] as number);
      x[i * m + c] = sum / (l[i * n + i] as number);
    }
    for (let i = n - 1; i >= 0; i--) {
      let sum = x[i * m + c] as number;
      for (let k = i + 1; k < n; k++) sum -= (l[k * n + i] as number) * (x[k * m + c] as number);
      x[i * m + c] = sum / (l[i * n + i] as number);
    }
  }
  return x;
}

/**
 * The lower triangle L with L L' = A; row-major, zeros above the diagonal.
 *
 * @throws RangeError when A is not positive definite
 */
export function cholesky(a: Float64Array, n: number): Float64Array {
  const l = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = a[i * n + j] as number;
      for (let k = 0; k < j; k++) sum -= (l[i * n + k] as number) * (l[j * n + k] as number);
      if (i !== j) l[i * n + j] = sum / (l[j * n + j] as number);
      else if (sum > 0) l[i * n + i] = Math.sqrt(sum);
      else throw new RangeError(`the matrix is not positive definite: pivot ${i} is ${sum}`);
    }
  }
  return l;
}

/**
 * Weighted least squares with an intercept and a ridge on everything else.
 *
 * @param x predictors, row-major; [rows × width]
 * @param y responses, row-major; [rows × m]
 * @param weights [rows]
 * @param ridge penalty on each squared coefficient, in units of the sum of weights
 * @returns coefficients, the intercept first; [(width + 1) × m]
 */
export function leastSquares(
  x: Float64Array,
  y: Float64Array,
  weights: Float64Array,
  width: number,
  ridge: number,
): Float64Array {
  const rows = weights.length;
  const n = width + 1;
  const m = y.length / rows;
  const b = new Float64Array(n * m);
  for (let r = 0; r < rows; r++) {
    const w = weights[r] as number;
    if (w === 0) continue;
    for (let i = 0; i < n; i++) {
      const wi = i === 0 ? w : w * (x[r * width + i - 1] as number);
      for (let c = 0; c < m; c++) {
        b[i * m + c] = (b[i * m + c] as number) + wi * (y[r * m + c] as number);
      }
    }
  }
  return solvePositive(normalMatrix(x, weights, width, ridge), b, n);
}

/**
 * Leverages of the rows of a weighted least squares fit: by how much a row's own response draws its fitted
 * value to itself. They lie between 0 and 1 and sum to the degrees of freedom that the fit spends.
 *
 * @param x predictors, row-major; [rows × width]
 * @param weights [rows]
 * @param ridge as in `leastSquares`
 * @returns [rows]
 */
export function leverages(
  x: Float64Array,
  weights: Float64Array,
  width: number,
  ridge: number,
): Float64Array {
  const n = width + 1;
  const lower = cholesky(normalMatrix(x, weights, width, ridge), n);
  const inward = new Float64Array(n);
  return weights.map((w, r) => {
    if (w === 0) return 0;
    let square = 0;
    // Solves L v = row; the leverage is w |v|^2.
    for (let i = 0; i < n; i++) {
      let v = i === 0 ? 1 : (x[r * width + i - 1] as number);
      for (let k = 0; k < i; k++) v -= (lower[i * n + k] as number) * (inward[k] as number);
      v /= lower[i * n + i] as number;
      inward[i] = v;
      square += v * v;
    }
    return w * square;
  });
}

/** X' W X with an intercept in front of the predictors, and the ridge on the diagonal but for it. */
function normalMatrix(
  x: Float64Array,
  weights: Float64Array,
  width: number,
  ridge: number,
): Float64Array {
  const n = width + 1;
  const a = new Float64Array(n * n);
  const row = new Float64Array(n);
  let total = 0;
  weights.forEach((w, r) => {
    if (w === 0) return;
    total += w;
    row[0] = 1;
    for (let k = 0; k < width; k++) row[k + 1] = x[r * width + k] as number;
    for (let i = 0; i < n; i++) {
      const wi = w * (row[i] as number);
      for (let j = 0; j <= i; j++) {
        a[i * n + j] = (a[i * n + j] as number) + wi * (row[j] as number);
      }
    }
  });
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) a[j * n + i] = a[i * n + j] as number;
    if (i > 0) a[i * n + i] = (a[i * n + i] as number) + ridge * total;
  }
  return a;
}
