import type { WorldPicture } from "../charts/world-picture.ts";
import type { Tie } from "./neighbourhood.ts";

/** A place on the picture. */
export type Place = readonly [x: number, y: number];

/** Where countries lie on the map. */
export function mapPlaces(world: WorldPicture): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  for (const { id, centre } of world.shapes) {
    if (id !== null && !places.has(id)) places.set(id, centre);
  }
  for (const { id, x, y } of world.dots) places.set(id, [x, y]);
  return places;
}

const ROUNDS = 250;

/**
 * Places that show how countries are tied: ties pull, all push each other away. It begins at the places on
 * the map, so that the same network always gives the same picture.
 */
export function forcePlaces(
  start: readonly Place[],
  ties: readonly Tie[],
  indexOf: ReadonlyMap<number, number>,
  { width, height }: { readonly width: number; readonly height: number },
): readonly Place[] {
  const xs = start.map(([x]) => x);
  const ys = start.map(([, y], k) => y + k * 0.01);
  const ideal = Math.sqrt((width * height) / Math.max(1, start.length)) * 0.8;
  for (let round = 0; round < ROUNDS; round++) {
    const heat = (1 - round / ROUNDS) * 14;
    const dx = new Float64Array(xs.length);
    const dy = new Float64Array(xs.length);
    const move = (k: number, x: number, y: number): void => {
      dx[k] = (dx[k] ?? 0) + x;
      dy[k] = (dy[k] ?? 0) + y;
    };
    for (let a = 0; a < xs.length; a++) {
      for (let b = a + 1; b < xs.length; b++) {
        const x = (xs[a] ?? 0) - (xs[b] ?? 0);
        const y = (ys[a] ?? 0) - (ys[b] ?? 0);
        const push = (ideal * ideal) / Math.max(1, x * x + y * y);
        move(a, x * push, y * push);
        move(b, -x * push, -y * push);
      }
    }
    for (const { source, target, weight } of ties) {
      const [a, b] = [indexOf.get(source) ?? 0, indexOf.get(target) ?? 0];
      const x = (xs[b] ?? 0) - (xs[a] ?? 0);
      const y = (ys[b] ?? 0) - (ys[a] ?? 0);
      const pull = (Math.hypot(x, y) / ideal) * (0.2 + 2 * weight);
      move(a, x * pull, y * pull);
      move(b, -x * pull, -y * pull);
    }
    for (let k = 0; k < xs.length; k++) {
      // What is tied to nothing else would drift away.
      move(k, 0.12 * (width / 2 - (xs[k] ?? 0)), 0.25 * (height / 2 - (ys[k] ?? 0)));
      const [x, y] = [dx[k] ?? 0, dy[k] ?? 0];
      const size = Math.hypot(x, y) || 1;
      const step = Math.min(heat, size);
      xs[k] = (xs[k] ?? 0) + (x / size) * step;
      ys[k] = (ys[k] ?? 0) + (y / size) * step;
    }
  }
  return fitted(xs, ys, width, height);
}

/** Stretches places to a picture, with room for names at its rim. */
function fitted(
  xs: readonly number[],
  ys: readonly number[],
  width: number,
  height: number,
): readonly Place[] {
  const along = (values: readonly number[], size: number, margin: number) => {
    const low = Math.min(...values);
    const span = Math.max(...values) - low || 1;
    return (value: number): number => margin + ((value - low) / span) * (size - 2 * margin);
  };
  const [x, y] = [along(xs, width, 50), along(ys, height, 26)];
  return xs.map((value, k) => [x(value), y(ys[k] ?? 0)] as const);
}

/** A part of the picture. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The part of a picture that holds all places, with some room, in the picture's own proportions. */
export function boxAround(
  places: readonly Place[],
  { width, height }: { readonly width: number; readonly height: number },
): Box {
  const xs = places.map(([x]) => x);
  const ys = places.map(([, y]) => y);
  const [left, right] = [Math.min(...xs) - 40, Math.max(...xs) + 40];
  const [top, bottom] = [Math.min(...ys) - 26, Math.max(...ys) + 20];
  const wide = Math.min(
    width,
    Math.max(right - left, ((bottom - top) * width) / height, width / 5),
  );
  const high = (wide * height) / width;
  const within = (start: number, size: number, whole: number): number =>
    Math.min(whole - size, Math.max(0, start));
  return {
    x: within((left + right - wide) / 2, wide, width),
    y: within((top + bottom - high) / 2, high, height),
    width: wide,
    height: high,
  };
}
