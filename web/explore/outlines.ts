import {
  type NumberReader,
  type NumberWriter,
  numberModel,
  numberReader,
  numberWriter,
} from "../../src/scenario/packed/number-coder.ts";
import type { WorldPicture } from "../charts/world-picture.ts";
import { fromBase64, toBase64 } from "./base64.ts";

/** The projected world in few bytes. A border that two countries share is written once. */
export interface PackedOutlines {
  readonly width: number;
  readonly height: number;
  /** Countries of the shapes in their order; null for a disputed area. */
  readonly shapes: readonly (string | null)[];
  /** Countries of the dots in their order. */
  readonly dots: readonly string[];
  readonly body: string;
}

/** Units per pixel of the picture: a third of a pixel cannot be seen. */
const grain = 3;
/** Shared corners from which on it takes less to say where they were than what they are. */
const leastShared = 3;

type Corner = readonly [x: number, y: number];

/** Some corners of a ring. */
interface Part {
  /** Where the first stands among all corners before, the others standing backwards from there; null: they are new. */
  readonly from: number | null;
  readonly corners: readonly Corner[];
}

/** Models of what is written, in both directions. */
function models(): Readonly<
  Record<"counts" | "parts" | "places" | "x" | "y", ReturnType<typeof numberModel>>
> {
  return {
    counts: numberModel(),
    parts: numberModel(),
    places: numberModel(),
    x: numberModel(),
    y: numberModel(),
  };
}

/** Packs a drawn world. */
export function packOutlines({ width, height, shapes, dots }: WorldPicture): PackedOutlines {
  const writer = numberWriter();
  const known: Corner[] = [];
  const model = models();
  for (const { centre, path } of shapes) {
    writer.write(Math.round(centre[0]), model.places);
    writer.write(Math.round(centre[1]), model.places);
    const rings = ringsOf(path);
    writer.write(rings.length, model.counts);
    for (const ring of rings) writeRing(writer, ring, known, model);
  }
  const places = numberModel();
  for (const { x, y } of dots) {
    writer.write(Math.round(x * 10), places);
    writer.write(Math.round(y * 10), places);
  }
  return {
    width,
    height,
    shapes: shapes.map(({ id }) => id),
    dots: dots.map(({ id }) => id),
    body: toBase64(writer.finish()),
  };
}

/** The rings of a path in whole units, without corners that fall together. */
function ringsOf(path: string): Corner[][] {
  return path
    .split("M")
    .slice(1)
    .map((ring) =>
      ring
        .replace("Z", "")
        .split("L")
        .map((corner): Corner => {
          const [x = 0, y = 0] = corner.split(",").map((at) => Math.round(Number(at) * grain));
          return [x, y];
        })
        .filter(([x, y], k, all) => k === 0 || x !== all[k - 1]?.[0] || y !== all[k - 1]?.[1]),
    );
}

function writeRing(
  writer: NumberWriter,
  ring: readonly Corner[],
  known: Corner[],
  model: ReturnType<typeof models>,
): void {
  const parts = partsOf(ring, known);
  writer.write(parts.length, model.counts);
  for (const { from, corners } of parts) {
    // The sign says which kind it is.
    writer.write(from === null ? corners.length : -corners.length, model.parts);
    if (from !== null) writer.write(known.length - from, model.places);
    for (const [x, y] of corners) {
      const [lastX, lastY] = known.at(-1) ?? [0, 0];
      if (from === null) {
        writer.write(x - lastX, model.x);
        writer.write(y - lastY, model.y);
      }
      known.push([x, y]);
    }
  }
}

/** Splits a ring into what earlier rings hold, in the other direction, and what is new. */
function partsOf(ring: readonly Corner[], known: readonly Corner[]): readonly Part[] {
  const places = new Map<string, number[]>();
  known.forEach((corner, at) => {
    places.set(corner.join(), [...(places.get(corner.join()) ?? []), at]);
  });
  const parts: Part[] = [];
  let fresh: Corner[] = [];
  for (let k = 0; k < ring.length; ) {
    const corner = ring[k] as Corner;
    let best = 0;
    let from = 0;
    for (const at of places.get(corner.join()) ?? []) {
      let length = 0;
      while (same(ring[k + length], known[at - length])) length += 1;
      if (length > best) [best, from] = [length, at];
    }
    if (best < leastShared) {
      fresh.push(corner);
      k += 1;
      continue;
    }
    if (fresh.length > 0) parts.push({ from: null, corners: fresh });
    fresh = [];
    parts.push({ from, corners: ring.slice(k, k + best) });
    k += best;
  }
  if (fresh.length > 0) parts.push({ from: null, corners: fresh });
  return parts;
}

function same(one: Corner | undefined, other: Corner | undefined): boolean {
  return one !== undefined && one[0] === other?.[0] && one[1] === other[1];
}

/** The world as it is drawn. */
export function unpackOutlines(packed: PackedOutlines): WorldPicture {
  const read = numberReader(fromBase64(packed.body));
  const known: Corner[] = [];
  const model = models();
  const shapes = packed.shapes.map((id) => {
    const centre = [read(model.places), read(model.places)] as const;
    const rings = read(model.counts);
    let path = "";
    for (let ring = 0; ring < rings; ring++) path += readRing(read, known, model);
    return { id, centre, path };
  });
  const places = numberModel();
  const dots = packed.dots.map((id) => ({ id, x: read(places) / 10, y: read(places) / 10 }));
  const { width, height } = packed;
  return { width, height, shapes, dots };
}

function readRing(read: NumberReader, known: Corner[], model: ReturnType<typeof models>): string {
  const corners: string[] = [];
  const parts = read(model.counts);
  for (let part = 0; part < parts; part++) {
    const count = read(model.parts);
    const from = count < 0 ? known.length - read(model.places) : 0;
    for (let k = 0; k < Math.abs(count); k++) {
      const [lastX, lastY] = known.at(-1) ?? [0, 0];
      const corner: Corner =
        count < 0 ? (known[from - k] ?? [0, 0]) : [lastX + read(model.x), lastY + read(model.y)];
      known.push(corner);
      corners.push(`${tenth(corner[0])},${tenth(corner[1])}`);
    }
  }
  return `M${corners.join("L")}Z`;
}

/** A coordinate in pixels of the picture. */
function tenth(units: number): number {
  return Math.round((units / grain) * 10) / 10;
}
