import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ExperimentDocument } from "../../api/schemas/experiments.ts";
import type { ExperimentKind } from "../../api/schemas/jobs.ts";
import { MODEL_VERSION } from "../../core/version.ts";
import { digestOf } from "../../results/identity.ts";
import type { ExperimentWork, Watch, WorkEnding, Workshop } from "../jobs/work.ts";
import { Refusal } from "../refusal.ts";
import { RESULT_FILE } from "../results/write-result.ts";
import { attribution } from "./attribution.ts";
import { cascade } from "./cascade.ts";
import { comparison } from "./comparison.ts";
import { discovery } from "./discovery.ts";
import type { Made, ServedExperiment } from "./experiment.ts";
import { explanation } from "./explanation.ts";
import { flip } from "./flip.ts";
import { loops } from "./loops.ts";
import { writeRows } from "./rows-file.ts";
import { sensitivity } from "./sensitivity.ts";
import { sweep } from "./sweep.ts";
import { tradeoff } from "./tradeoff.ts";
import { writeWords } from "./words-file.ts";

/** Every kind of experiment that is served. */
export const served: Readonly<Record<ExperimentKind, ServedExperiment<unknown>>> = {
  comparison,
  sweep,
  sensitivity,
  discovery,
  tradeoff,
  explanation,
  attribution,
  flip,
  cascade,
  loops,
};

/** Makes an experiment and keeps what was found. One that is stopped is kept as what it is: partial. */
export async function makeExperiment(
  work: ExperimentWork,
  workshop: Workshop,
  watch: Watch,
): Promise<WorkEnding> {
  const made = await orRefused(() => served[work.kind].make(work, workshop, watch));
  const failures = made.failed > 0;
  if (made.answer === null) return { result: null, stopped: made.stopped, failures };
  const document = documentOf(work, made, workshop);
  const result = workshop.results.add(document, (folder) => {
    mkdirSync(folder, { recursive: true });
    writeRows(folder, made.rows);
    if (made.words !== undefined) writeWords(folder, made.words);
    const path = join(folder, RESULT_FILE);
    writeFileSync(`${path}.part`, JSON.stringify(document));
    renameSync(`${path}.part`, path);
  });
  return { result, stopped: made.stopped, failures };
}

/** What a design refuses because of what was asked for is no fault of the server. */
async function orRefused<T>(make: () => Promise<T>): Promise<T> {
  try {
    return await make();
  } catch (error) {
    if (error instanceof RangeError) throw new Refusal("invalid-request", error.message);
    throw error;
  }
}

function documentOf(
  { kind, runId, seed, command }: ExperimentWork,
  { scenarios, answer, resultHash, done, failed, stopped, words }: Made,
  { world, version }: Workshop,
): ExperimentDocument {
  // What was stopped is another result than the whole, which may still be made.
  const run_id = stopped ? digestOf({ part_of: runId, done, resultHash }) : runId;
  const self = `/v1/results/${run_id}`;
  // How long it took is no part of a result, which never changes.
  const { elapsed_seconds: _, ...found } = answer as Record<string, unknown>;
  return {
    schema: "panoptes/experiment-result@1",
    kind,
    run_id,
    result_hash: resultHash,
    status: stopped ? "partial" : "complete",
    scenarios: scenarios.map(({ id, title }) => ({ id, title })),
    versions: {
      panoptes: version,
      model: MODEL_VERSION,
      data: world.version,
      data_digest: world.digest,
    },
    seed,
    runs: { done, failed },
    answer: found,
    note: "Simulated worlds, not a forecast.",
    reproduce: command,
    links: {
      ...{ self, rows: `${self}/rows` },
      ...(words === undefined ? {} : { words: `${self}/words` }),
    },
  };
}
