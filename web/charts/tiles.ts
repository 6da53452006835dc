import { words } from "../strings/words.ts";
import type { Shape, WorldPicture } from "./world-picture.ts";

/** Side of a cell of the grid, in the units of the picture; the tile leaves a gap around it. */
const side = 31;
const gap = 1.5;

/**
 * The world as one square for each country, as near to where it lies as the grid allows: every country
 * counts the same, and no border is drawn. Squares are placed so that the sum of squared distances to the
 * countries' own places is least.
 *
 * @param ids the countries that get a square
 */
export function tilesOf(world: WorldPicture, ids: readonly string[]): WorldPicture {
  const dotted = new Map(world.dots.map(({ id, x, y }) => [id, [x, y] as const]));
  const wanted = new Set(ids);
  const places = new Map<string, readonly [number, number]>();
  for (const { id, centre } of world.shapes) {
    if (id !== null && wanted.has(id) && !places.has(id)) places.set(id, centre);
  }
  for (const [id, place] of dotted) if (wanted.has(id)) places.set(id, place);
  const columns = Math.floor(world.width / side);
  const rows = Math.max(Math.floor(world.height / side), Math.ceil(places.size / columns));
  const cells = Array.from({ length: columns * rows }, (_, k): readonly [number, number] => [
    ((k % columns) + 0.5) * (world.width / columns),
    (Math.floor(k / columns) + 0.5) * side,
  ]);
  const named = [...places];
  const taken = assign(
    named.map(([, [x, y]]) => cells.map(([u, v]) => (x - u) ** 2 + (y - v) ** 2)),
  );
  const half = side / 2 - gap;
  const used = taken.map((cell) => cells[cell] ?? ([0, 0] as const));
  // Only what is used of the grid is drawn.
  const left = Math.min(...used.map(([x]) => x)) - side / 2;
  const top = Math.min(...used.map(([, y]) => y)) - side / 2;
  const shapes = named.map(([id], k): Shape => {
    const [x, y] = [(used[k]?.[0] ?? 0) - left, (used[k]?.[1] ?? 0) - top];
    return {
      id,
      centre: [x, y],
      path: `M${x - half},${y - half}h${2 * half}v${2 * half}h${-2 * half}Z`,
    };
  });
  const labels = shapes.map(({ id, centre: [x, y] }) => ({ x, y: y + 3.5, text: id ?? "" }));
  const width = Math.max(...used.map(([x]) => x)) - left + side / 2;
  const height = Math.max(...used.map(([, y]) => y)) - top + side / 2;
  return { width, height, shapes, dots: [], labels };
}

/**
 * Gives every row a column of its own so that the sum of their costs is least (Kuhn and Munkres, by
 * shortest augmenting paths).
 *
 * @param costs at least as many columns as rows; [row][column]
 * @returns column of each row
 */
export function assign(costs: readonly (readonly number[])[]): readonly number[] {
  const n = costs.length;
  const m = costs[0]?.length ?? 0;
  if (m < n) throw new RangeError(words.charts.manyRows(n, m));
  // Potentials of rows and columns, and the row of every column; place 0 stands for none.
  const u = new Float64Array(n + 1);
  const v = new Float64Array(m + 1);
  const rowOf = new Int32Array(m + 1);
  const before = new Int32Array(m + 1);
  for (let row = 1; row <= n; row++) {
    rowOf[0] = row;
    let column = 0;
    const least = new Float64Array(m + 1).fill(Number.POSITIVE_INFINITY);
    const used = new Uint8Array(m + 1);
    do {
      used[column] = 1;
      const at = rowOf[column] ?? 0;
      let delta = Number.POSITIVE_INFINITY;
      let next = 0;
      for (let j = 1; j <= m; j++) {
        if (used[j]) continue;
        const reduced = (costs[at - 1]?.[j - 1] ?? 0) - (u[at] ?? 0) - (v[j] ?? 0);
        if (reduced < (least[j] ?? 0)) {
          least[j] = reduced;
          before[j] = column;
        }
        if ((least[j] ?? 0) < delta) {
          delta = least[j] ?? 0;
          next = j;
        }
      }
      for (let j = 0; j <= m; j++) {
        if (used[j]) {
          const its = rowOf[j] ?? 0;
          u[its] = (u[its] ?? 0) + delta;
          v[j] = (v[j] ?? 0) - delta;
        } else least[j] = (least[j] ?? 0) - delta;
      }
      column = next;
    } while (rowOf[column] !== 0);
    while (column !== 0) {
      const earlier = before[column] ?? 0;
      rowOf[column] = rowOf[earlier] ?? 0;
      column = earlier;
    }
  }
  const columns = new Array<number>(n).fill(0);
  for (let j = 1; j <= m; j++) {
    const row = rowOf[j] ?? 0;
    if (row > 0) columns[row - 1] = j - 1;
  }
  return columns;
}
