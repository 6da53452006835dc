import { existsSync, readFileSync, rmSync } from "node:fs";
import { endianness } from "node:os";
import type { Frame } from "../../../core/frame.ts";
import type { Settings } from "../../../core/model.ts";
import { MODEL_VERSION } from "../../../core/version.ts";
import type { Design } from "../../../experiments/ensemble.ts";
import { type KernelDesign, kernelDesignOf } from "../../../experiments/kernel-design.ts";
import type { Imputation } from "../../../scenario/imputation.ts";
import { importPlugin } from "../../../scenario/node/plugin.ts";
import type { PluginReference } from "../../../scenario/plugin.ts";
import { designDigest } from "../chunks/design-digest.ts";
import { isDigest } from "./chunk-reference.ts";
import { packFile, readHead } from "./packed-value.ts";
import { PlanError } from "./plan-error.ts";
import { type SharedFolder, sharedPaths } from "./shared-folder.ts";
import { writeBeside } from "./write-beside.ts";

const DESIGN_SCHEMA = "panoptes/design@1";
const WORLD_SCHEMA = "panoptes/world@1";

/** Runs below this give back their holders: all. A design says of how many, a stored one whether of any. */
export const ALL_HOLDERS: number = 2 ** 31;

/** What a file of a design holds. What other designs most likely share lies in files of its own, by digest. */
interface StoredDesign extends Omit<KernelDesign, "frame" | "settings" | "spread"> {
  readonly frame: string;
  /** Different sets of settings, and which of them stand in the design's list. */
  readonly distinct: readonly Settings[];
  readonly places: Uint32Array;
  readonly spread?: Omit<NonNullable<KernelDesign["spread"]>, "imputation"> & {
    readonly imputation: string;
  };
}

/** Files of objects that were written or found by this process: designs share their frame by identity. */
const writtenParts = new WeakMap<object, Map<string, string>>();

/**
 * Stores what a worker must know of a design: its frame once for all designs that share it, the rest under
 * the digest of the design. How many runs are asked for is no part of it. A file that is there is not
 * written again.
 *
 * @returns digest of the design, which names its chunks
 * @throws TypeError for a design that holds what cannot cross threads; what the file system says
 */
export function storeDesign(shared: SharedFolder, design: Design): string {
  const digest = designDigest(design);
  const path = sharedPaths.design(shared.path, digest);
  const { frame, settings, spread, keepHolders = 0, ...rest } = kernelDesignOf(design);
  // A part that was damaged and removed is written again, whether the design is there or not.
  const world = storePart(shared, frame);
  const imputation = spread && storePart(shared, spread.imputation);
  if (existsSync(path)) return digest;
  const distinct = [...new Set(settings)];
  const place = new Map(distinct.map((one, k) => [one, k]));
  const stored: StoredDesign = {
    ...rest,
    keepHolders: keepHolders > 0 ? ALL_HOLDERS : 0,
    frame: world,
    distinct,
    places: Uint32Array.from(settings, (one) => place.get(one) as number),
    ...(spread && imputation !== undefined ? { spread: { ...spread, imputation } } : {}),
  };
  writeBeside(path, packFile(DESIGN_SCHEMA, MODEL_VERSION, stored).pieces);
  return digest;
}

/** Stores a part that designs share; gives back the SHA-256 that names it. */
function storePart(shared: SharedFolder, part: object): string {
  const written = writtenParts.get(part) ?? new Map<string, string>();
  writtenParts.set(part, written);
  const known = written.get(shared.id);
  if (known !== undefined && existsSync(sharedPaths.part(shared.path, known))) return known;
  const { pieces, sha256 } = packFile(WORLD_SCHEMA, MODEL_VERSION, part);
  const path = sharedPaths.part(shared.path, sha256);
  if (!existsSync(path)) writeBeside(path, pieces);
  written.set(shared.id, sha256);
  return sha256;
}

/**
 * Reads a stored design. Its digest is made anew, so that nothing is computed of a design that is not the one
 * that is meant. The arrays of its frame lie in memory that threads share; designs with the same frame
 * share it too, as long as one of them is in use.
 *
 * @param allowed digests of plugins that may be loaded; none unless told
 * @returns the design with one run, or as many as its plan lists: the caller says which are wanted
 * @throws PlanError if it is not there, damaged, of another model or world, or asks for a plugin that is not allowed
 */
export async function loadDesign(
  shared: SharedFolder,
  digest: string,
  allowed: readonly string[] = [],
): Promise<Design> {
  const path = sharedPaths.design(shared.path, digest);
  const {
    frame,
    distinct,
    places,
    spread,
    plugins = [],
    ...rest
  } = readPacked(path, DESIGN_SCHEMA, own, `design ${digest.slice(0, 12)}`) as StoredDesign;
  // Both are read before either is refused, so that what is damaged is found at once.
  const read = await Promise.allSettled([
    loadPart<Frame>(shared, frame),
    spread === undefined ? null : loadPart<Imputation>(shared, spread.imputation),
  ]);
  const [world, imputation] = read.map((one) => {
    if (one.status === "rejected") throw one.reason;
    return one.value;
  }) as [Frame, Imputation | null];
  // Sets that were told apart stay apart, even if they are equal: the runs of each have a world of their own.
  const sets = distinct.map((one) => ({ ...one }));
  const design: Design = {
    ...rest,
    frame: world,
    settings: Array.from(places, (place) => sets[place] as Settings),
    ...(spread && imputation ? { spread: { ...spread, imputation } } : {}),
    plugins: await Promise.all(plugins.map((one) => allowedPlugin(one, allowed))),
    first: 0,
    count: rest.plan?.seeds.length ?? 1,
  };
  const made = designDigest(design);
  if (made !== digest) {
    throw new PlanError(
      `design ${digest.slice(0, 12)}… makes digest ${made.slice(0, 12)}… here: this Panoptes is not the one that ` +
        `stored it, though both say model ${MODEL_VERSION}. Use the same version on all machines, and plan again`,
    );
  }
  return design;
}

function allowedPlugin(reference: PluginReference, allowed: readonly string[]) {
  const { name, digest } = reference;
  if (!allowed.includes(digest)) {
    throw new PlanError(
      `the design wants plugin ${name}, and this worker runs no code that it was not told to. Look at the module ` +
        `and, if you trust it, start the worker with --allow-plugin ${digest}`,
    );
  }
  return importPlugin(reference);
}

/** Parts in use, by path. */
const loadedParts = new Map<string, WeakRef<object>>();

async function loadPart<T extends object>(shared: SharedFolder, digest: string): Promise<T> {
  // It becomes a path, of a file that is removed if it is damaged.
  if (!isDigest(digest)) throw new PlanError(`"${digest}" names no part of a design: plan again`);
  const path = sharedPaths.part(shared.path, digest);
  const known = loadedParts.get(path)?.deref();
  if (known !== undefined) return known as T;
  const part = readPacked(path, WORLD_SCHEMA, sharedMemory, `world ${digest.slice(0, 12)}`, digest);
  loadedParts.set(path, new WeakRef(part));
  return part as T;
}

const own = (bytes: number): ArrayBuffer => new ArrayBuffer(bytes);

/**
 * Memory that threads share. The core's types say `ArrayBuffer`, because arrays on shared memory cannot be
 * transferred and must not be written by two threads; a frame is neither transferred nor written once it is made.
 */
const sharedMemory = (bytes: number): ArrayBuffer =>
  new SharedArrayBuffer(bytes) as unknown as ArrayBuffer;

function readPacked(
  path: string,
  schema: string,
  room: (bytes: number) => ArrayBuffer,
  name: string,
  digest?: string,
): object {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new PlanError(
      code === "ENOENT"
        ? `${name}… is not in the shared folder: there is no "${path}". If this machine sees the folder of the ` +
            "others, plan again: that stores it anew"
        : `${name}… cannot be read: ${message}`,
      { cause: error },
    );
  }
  const file = readHead(bytes);
  if (file === null || (digest !== undefined && file.head.sha256 !== digest)) {
    // What is removed is written again by whoever plans next; what stays would be found again.
    rmSync(path, { force: true });
    throw new PlanError(
      `${name}… was damaged ("${path}", now removed): plan or start the experiment again, which stores it anew; ` +
        "finished chunks stay",
    );
  }
  const { head } = file;
  if (head.schema !== schema) {
    throw new PlanError(
      `${name}… has the layout ${head.schema}, and this Panoptes reads ${schema}: use one version everywhere`,
    );
  }
  if (head.model !== MODEL_VERSION) {
    throw new PlanError(
      `${name}… is for model ${head.model}, and this Panoptes has model ${MODEL_VERSION}: install the same version ` +
        "on all machines, or plan again",
    );
  }
  if (head.bytes !== endianness()) {
    throw new PlanError(
      `${name}… was stored on a machine with another order of bytes: plan on one like this`,
    );
  }
  return file.unpack(room) as object;
}
