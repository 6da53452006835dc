import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import type { Sightings } from "../../calibration/simulator.ts";

/**
 * Keeps what finished runs showed, so that an interrupted calibration goes on where it was. A part is
 * found again by the digest of everything that made it: a file that answers is always the right one.
 */
export interface StageStore {
  /** What the runs at these places showed, if it was kept. */
  find(places: Float64Array, first: number): Sightings | null;
  keep(places: Float64Array, sightings: Sightings): void;
}

/** Sizes of what a run shows. */
export interface SightingSize {
  /** Vintages times countries. */
  readonly looks: number;
  readonly lawStates: number;
}

/**
 * A store in a folder, which is made if it is not there.
 *
 * @param inputs text that names everything besides places and index of the runs: model, world, settings
 */
export function stageStore(folder: string, inputs: string, size: SightingSize): StageStore {
  mkdirSync(folder, { recursive: true });
  const nameOf = (places: Float64Array, first: number): string => {
    const hash = createHash("sha256").update(inputs).update(`\n${first}\n`);
    hash.update(new Uint8Array(places.buffer, places.byteOffset, places.byteLength));
    return join(folder, `${hash.digest("hex").slice(0, 32)}.runs`);
  };
  return {
    find(places, first) {
      const path = nameOf(places, first);
      if (!existsSync(path)) return null;
      const bytes = readFileSync(path);
      const count = bytes.length / (5 * size.looks + 8 * size.lawStates);
      if (!Number.isInteger(count)) return null;
      const copy = new Uint8Array(bytes).buffer;
      const lawsAt = 4 * count * size.looks;
      const segmentsAt = lawsAt + 8 * count * size.lawStates;
      return {
        first,
        count,
        suppliers: new Uint32Array(copy.slice(0, lawsAt)),
        laws: new Float64Array(copy.slice(lawsAt, segmentsAt)),
        segments: new Uint8Array(copy.slice(segmentsAt)),
      };
    },
    keep(places, { first, suppliers, segments, laws }) {
      const path = nameOf(places, first);
      const part = `${path}.part`;
      writeFileSync(part, new Uint8Array(suppliers.buffer));
      writeFileSync(part, new Uint8Array(laws.buffer), { flag: "a" });
      writeFileSync(part, segments, { flag: "a" });
      renameSync(part, path);
    },
  };
}

/** Takes the runs of a store away once its calibration is done; leaves everything else in the folder. */
export function clearStages(folder: string): void {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    if (/^[0-9a-f]{32}\.runs(\.part)?$/.test(name)) rmSync(join(folder, name));
  }
  if (readdirSync(folder).length === 0) rmdirSync(folder);
}
