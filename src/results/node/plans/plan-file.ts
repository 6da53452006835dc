import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { ChunkReference } from "./chunk-reference.ts";
import { isDigest } from "./chunk-reference.ts";
import { PlanError } from "./plan-error.ts";
import { openShared, type SharedFolder, sharedPaths } from "./shared-folder.ts";
import { writeBeside } from "./write-beside.ts";

/** Layout of a plan's file. */
export const PLAN_SCHEMA = "panoptes/plan@1";

/** An experiment as data: the chunks that it takes, and the command that makes its answer of them. */
export interface ChunkPlan {
  readonly schema: typeof PLAN_SCHEMA;
  /** Of the package, the model and the world's tables that made it. */
  readonly versions: { readonly package: string; readonly model: string; readonly data: string };
  /** Id of the shared folder that holds its designs. */
  readonly shared: string;
  /** Words after `panoptes`, to be repeated when the chunks are merged. */
  readonly command: readonly string[];
  /** Folder in which the command was given, and what the environment said in place of flags. */
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string>>;
  /** What the command read, as messages name it, with a digest of what was in it. */
  readonly inputs: readonly { readonly name: string; readonly digest: string }[];
  /** Measured time of a run, and the time that a chunk was to take. */
  readonly cost: { readonly msPerRun: number; readonly chunkSeconds: number };
  readonly designs: readonly { readonly digest: string; readonly runs: number }[];
  /** Index of the design, first run and number of runs of each chunk. */
  readonly chunks: readonly (readonly [design: number, first: number, count: number])[];
}

/**
 * Writes a plan to `plans/<name>-<short digest>.json`; an equal one has the same name.
 *
 * @param name what stands in front, such as the command and the scenario
 * @returns path of the file
 */
export function writePlan(
  shared: SharedFolder,
  plan: ChunkPlan,
  name: string = plan.command[0] ?? "plan",
): string {
  const { chunks, ...rest } = plan;
  // A line for each chunk: line n of them is chunk n, for eyes and for tools that go by lines.
  const rows = chunks.map((chunk) => `    ${JSON.stringify(chunk)}`).join(",\n");
  const head = JSON.stringify(rest, null, 2).replace(/\n\}$/, "");
  const text = `${head},\n  "chunks": [\n${rows}\n  ]\n}\n`;
  const digest = createHash("sha256").update(text).digest("hex").slice(0, 12);
  const fit = name.replaceAll(/[^A-Za-z0-9._-]+/g, "-").slice(0, 60);
  const path = join(sharedPaths.plans(shared.path), `${fit}-${digest}.json`);
  writeBeside(path, [text]);
  return path;
}

/** A plan that was read, and where its chunks lie. */
export interface PlanPlace {
  readonly plan: ChunkPlan;
  readonly shared: SharedFolder;
  /** Absolute path of the plan's file. */
  readonly path: string;
}

/**
 * Reads a plan.
 *
 * @param folder the shared folder, if it is not the one that holds the plan
 * @throws PlanError if there is none, it is damaged, of another layout, or belongs to another shared folder
 */
export function readPlan(path: string, folder?: string): PlanPlace {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const reason = code === "ENOENT" ? "there is no such file" : message;
    throw new PlanError(
      `the plan "${path}" cannot be read: ${reason}. \`panoptes chunk plan\` prints where it writes one`,
      { cause: error },
    );
  }
  const plan = parsePlan(path, text);
  const shared = openShared(folder ?? dirname(dirname(resolve(path))));
  if (shared.id !== plan.shared) {
    throw new PlanError(
      `the plan "${path}" belongs to shared folder ${plan.shared}, and "${shared.path}" is ${shared.id}: ` +
        "name the folder that it was made in with --shared",
    );
  }
  return { plan, shared, path: resolve(path) };
}

function parsePlan(path: string, text: string): ChunkPlan {
  let plan: ChunkPlan;
  try {
    plan = JSON.parse(text) as ChunkPlan;
  } catch {
    throw new PlanError(`"${path}" is no plan, or damaged: it is not JSON. Plan again`);
  }
  const schema: unknown = (plan as { schema?: unknown } | null)?.schema;
  if (schema !== PLAN_SCHEMA) {
    const isPlan = typeof schema === "string" && schema.startsWith("panoptes/plan@");
    throw new PlanError(
      isPlan
        ? `the plan "${path}" has the layout ${schema}, and this Panoptes reads ${PLAN_SCHEMA}: plan again with ` +
            "this version (finished chunks are found again), or use the one that made it"
        : `"${path}" is no plan: it has no schema ${PLAN_SCHEMA}`,
    );
  }
  if (!isWhole(plan)) throw new PlanError(`the plan "${path}" is damaged: plan again`);
  return plan;
}

/** Whether everything that a plan is asked for is there and of its kind. */
function isWhole(plan: { readonly [field in keyof ChunkPlan]?: unknown }): boolean {
  const { versions, shared, command, cwd, environment, inputs, cost, designs, chunks } = plan;
  return (
    isRecord(versions) &&
    [versions.package, versions.model, versions.data, shared, cwd].every(isText) &&
    Array.isArray(command) &&
    command.every(isText) &&
    isRecord(environment) &&
    Object.values(environment).every(isText) &&
    Array.isArray(inputs) &&
    inputs.every((one) => isRecord(one) && isText(one.name) && isText(one.digest)) &&
    isRecord(cost) &&
    isAmount(cost.msPerRun) &&
    isAmount(cost.chunkSeconds) &&
    Array.isArray(designs) &&
    designs.every((one) => isRecord(one) && isDigest(one.digest) && isWholeNumber(one.runs, 0)) &&
    Array.isArray(chunks) &&
    chunks.every(
      (chunk) =>
        Array.isArray(chunk) &&
        isWholeNumber(chunk[0], 0) &&
        chunk[0] < designs.length &&
        isWholeNumber(chunk[1], 0) &&
        isWholeNumber(chunk[2], 1),
    )
  );
}

function isRecord(value: unknown): value is { readonly [field: string]: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isAmount(value: unknown): value is number {
  return typeof value === "number" && value >= 0;
}

function isWholeNumber(value: unknown, least: number): value is number {
  return Number.isSafeInteger(value) && (value as number) >= least;
}

/**
 * Chunk n of a plan.
 * @throws PlanError if it has none of that number
 */
export function chunkOf({ designs, chunks }: ChunkPlan, n: number): ChunkReference {
  const chunk = chunks[n];
  const design = chunk && designs[chunk[0]];
  if (chunk === undefined || design === undefined) {
    throw new PlanError(
      chunks.length === 0
        ? `there is no chunk ${n}: everything was there when the plan was made, so it has none`
        : `there is no chunk ${n}: the plan has ${chunks.length}, numbered from 0 to ${chunks.length - 1}`,
    );
  }
  return { design: design.digest, first: chunk[1], count: chunk[2] };
}
