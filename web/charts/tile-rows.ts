import { words } from "../strings/words.ts";
import type { Shape, WorldPicture } from "./world-picture.ts";

/** Width of the picture, and the height that it has about, in its own units. */
const width = 960;
const aim = 440;
/** Largest side of a cell; a world of two need not fill the page. */
const largest = 62;
/** Width of a letter of a label. */
const letter = 7;

/** One square for each country, in rows, in the order given: for worlds that do not say where they lie. */
export function tileRows(ids: readonly string[]): WorldPicture {
  const least = Math.ceil(width / largest);
  const columns = Math.max(least, Math.ceil(Math.sqrt((ids.length * width) / aim)));
  const side = width / columns;
  const gap = side / 20;
  const shapes = ids.map((id, k): Shape => {
    const [left, top] = [(k % columns) * side + gap, Math.floor(k / columns) * side + gap];
    const inner = side - 2 * gap;
    return {
      id,
      centre: [tenth(left + inner / 2), tenth(top + inner / 2)],
      path: `M${tenth(left)},${tenth(top)}h${tenth(inner)}v${tenth(inner)}h${tenth(-inner)}Z`,
    };
  });
  const labels = shapes
    .map(({ id, centre: [x, y] }) => ({ x, y: y + 3.5, text: id ?? "" }))
    // Names that do not fit are read at the pointer.
    .filter(({ text }) => text.length * letter <= side);
  return {
    width,
    height: Math.ceil(Math.max(1, Math.ceil(ids.length / columns)) * side),
    shapes,
    dots: [],
    labels,
    note: words.charts.squares,
  };
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
