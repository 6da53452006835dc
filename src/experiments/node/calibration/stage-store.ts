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
import type { Experiment, Sightings } from "../../calibration/simulator.ts";

/**
 * Keeps what finished runs showed, so that an interrupted calibration goes on where it was. A part is
 * found again by the digest of everything that made it: a file that answers is always the right one.
 */
export interface StageStore {
  /** What the runs at these places showed, if it was kept. */
  find(places: Float64Array, first: number): Sightings | null;
  /** Whether something is kept of them, without reading it. */
  has(places: Float64Array, first: number): boolean;
  keep(places: Float64Array, sightings: Sightings): void;
  /** How many runs it has given back or taken in since it was opened. */
  runs(): number;
}

/** Numbers that a run leaves behind, by the array that they stand in. */
export interface SightingSize {
  readonly suppliers: number;
  readonly segments: number;
  readonly laws: number;
  readonly signings: number;
  readonly bans: number;
}

/** What each run of an experiment leaves behind. */
export function sightingSize({ frame, lawStates, marketStates }: Experiment): SightingSize {
  const { countries, suppliers, vintages } = frame;
  const looks = vintages.length * countries;
  const bans = marketStates.length * countries;
  const laws = lawStates.length;
  return { suppliers: looks, segments: looks, laws, signings: bans * suppliers, bans };
}

/**
 * A store in a folder, which is made if it is not there.
 *
 * @param inputs text that names everything besides places and index of the runs: model, world, settings
 */
export function stageStore(folder: string, inputs: string, size: SightingSize): StageStore {
  mkdirSync(folder, { recursive: true });
  let runs = 0;
  const nameOf = (places: Float64Array, first: number): string => {
    const hash = createHash("sha256").update(inputs).update(`\n${first}\n`);
    hash.update(new Uint8Array(places.buffer, places.byteOffset, places.byteLength));
    return join(folder, `${hash.digest("hex").slice(0, 32)}.runs`);
  };
  return {
    has: (places, first) => existsSync(nameOf(places, first)),
    find(places, first) {
      const path = nameOf(places, first);
      if (!existsSync(path)) return null;
      const bytes = readFileSync(path);
      const count = bytes.length / bytesPerRun(size);
      if (!Number.isInteger(count)) return null;
      runs += count;
      const copy = new Uint8Array(bytes).buffer;
      let at = 0;
      const take = (length: number): ArrayBuffer => {
        at += length;
        return copy.slice(at - length, at);
      };
      return {
        first,
        count,
        suppliers: new Uint32Array(take(4 * count * size.suppliers)),
        laws: new Float64Array(take(8 * count * size.laws)),
        segments: new Uint8Array(take(count * size.segments)),
        market: {
          bans: new Uint32Array(take(4 * count * size.bans)),
          signings: new Uint8Array(take(count * size.signings)),
        },
      };
    },
    keep(places, { first, count, suppliers, laws, segments, market }) {
      const path = nameOf(places, first);
      const part = `${path}.part`;
      writeFileSync(part, "");
      for (const { buffer } of [suppliers, laws, segments, market.bans, market.signings]) {
        writeFileSync(part, new Uint8Array(buffer), { flag: "a" });
      }
      renameSync(part, path);
      runs += count;
    },
    runs: () => runs,
  };
}

function bytesPerRun({ suppliers, segments, laws, signings, bans }: SightingSize): number {
  return 4 * suppliers + segments + 8 * laws + signings + 4 * bans;
}

/** Takes the runs of a store away once its calibration is done; leaves everything else in the folder. */
export function clearStages(folder: string): void {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    if (/^[0-9a-f]{32}\.runs(\.part)?$/.test(name)) rmSync(join(folder, name));
  }
  if (readdirSync(folder).length === 0) rmdirSync(folder);
}

/** Takes the folder of a store away if there is nothing in it. */
export function clearIfEmpty(folder: string): void {
  if (existsSync(folder) && readdirSync(folder).length === 0) rmdirSync(folder);
}
