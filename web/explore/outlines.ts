import { readColumn, writeColumn } from "../../src/scenario/packed/columns.ts";
import { numberReader, numberWriter } from "../../src/scenario/packed/number-coder.ts";
import type { WorldPicture } from "../charts/world-picture.ts";
import { fromBase64, toBase64 } from "./base64.ts";

/** The projected world in few bytes: rings of whole numbers. */
export interface PackedOutlines {
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly {
    readonly id: string | null;
    readonly centre: readonly [number, number];
    /** Corners of each of its rings. */
    readonly rings: readonly number[];
  }[];
  readonly dots: WorldPicture["dots"];
  readonly body: string;
}

/** Units per pixel of the picture: a third of a pixel cannot be seen. */
const grain = 3;

/** Packs a drawn world. */
export function packOutlines(picture: WorldPicture): PackedOutlines {
  const xs: number[] = [];
  const ys: number[] = [];
  const shapes = picture.shapes.map(({ id, centre, path }) => {
    const rings = path
      .split("M")
      .slice(1)
      .map((ring) => {
        const corners = ring
          .replace("Z", "")
          .split("L")
          .map((corner) => corner.split(",").map((at) => Math.round(Number(at) * grain)));
        const kept = corners.filter(
          ([x, y], k) => k === 0 || x !== corners[k - 1]?.[0] || y !== corners[k - 1]?.[1],
        );
        for (const [x = 0, y = 0] of kept) {
          xs.push(x);
          ys.push(y);
        }
        return kept.length;
      });
    return { id, centre: [Math.round(centre[0]), Math.round(centre[1])] as const, rings };
  });
  const writer = numberWriter();
  writeColumn(writer, xs, xs.length);
  writeColumn(writer, ys, ys.length);
  const { width, height, dots } = picture;
  return { width, height, shapes, dots, body: toBase64(writer.finish()) };
}

/** The world as it is drawn. */
export function unpackOutlines(packed: PackedOutlines): WorldPicture {
  const read = numberReader(fromBase64(packed.body));
  const corners = packed.shapes.reduce(
    (sum, { rings }) => sum + rings.reduce((all, count) => all + count, 0),
    0,
  );
  const xs = readColumn(read, corners, corners);
  const ys = readColumn(read, corners, corners);
  let at = 0;
  const shapes = packed.shapes.map(({ id, centre, rings }) => {
    let path = "";
    for (const count of rings) {
      for (let k = 0; k < count; k++, at++) {
        path += `${k === 0 ? "M" : "L"}${tenth(xs[at])},${tenth(ys[at])}`;
      }
      path += "Z";
    }
    return { id, centre, path };
  });
  const { width, height, dots } = packed;
  return { width, height, shapes, dots };
}

/** A coordinate in pixels of the picture. */
function tenth(units: number | undefined): number {
  return Math.round(((units ?? 0) / grain) * 10) / 10;
}
