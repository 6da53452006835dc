// What docs/validation.md is made from besides the record of the calibration: kept beside it, so that the page
// can be made again, and checked, without the thousands of runs behind it.

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { MODEL_VERSION } from "../../core/version.ts";
import { type CalibrationRecord, RECORD_FORMAT } from "../../experiments/calibration/record.ts";
import {
  type LoadedTargets,
  targetsFolder,
} from "../../experiments/node/calibration/load-targets.ts";
import { canonicalJson } from "../../results/canonical-json.ts";
import { validationDocument } from "../../results/validation/document.ts";
import type { ValidationInput } from "../../results/validation/validation-input.ts";
import type { ParameterEnsemble } from "../../scenario/ensemble.ts";
import { ensembleFolder } from "../../scenario/node/ensemble.ts";
import { packageRoot } from "../../scenario/node/world.ts";
import type { Scenario } from "../../scenario/scenario.ts";

/** The page, from the root of the package. */
export const DOCUMENT: string = join("docs", "validation.md");
/** Its figures. */
const FIGURES = join("docs", "validation.json");
const FIGURES_FORMAT = "panoptes/validation@1";

/** Figures of the page. */
export interface Figures extends Omit<ValidationInput, "record"> {
  readonly schema: typeof FIGURES_FORMAT;
  /** Digest of what was run. */
  readonly inputs: string;
  /** What the first runs gave for every target, so that a model that gives something else is found out. */
  readonly sample: readonly (readonly (number | null)[])[];
}

/** Runs whose values are kept to be compared. */
export const SAMPLE = 2;

/** The values of the first runs as they are kept: six digits, null where there is none. */
export function sampleOf(measured: Float64Array, targets: number): Figures["sample"] {
  return Array.from({ length: SAMPLE }, (_, run) =>
    Array.from(measured.subarray(run * targets, (run + 1) * targets), kept),
  );
}

function kept(value: number): number | null {
  return Number.isFinite(value) ? Number(value.toPrecision(6)) : null;
}

/** Figures as they are kept: numbers of at most six digits, so that the page is the same from either. */
export function keptFigures(
  figures: Omit<ValidationInput, "record">,
  inputs: string,
  sample: Figures["sample"],
): Figures {
  const short = (_: string, value: unknown): unknown =>
    typeof value === "number" ? kept(value) : value;
  return JSON.parse(JSON.stringify({ schema: FIGURES_FORMAT, inputs, ...figures, sample }, short));
}

/** The figures that are kept; null where there are none of this format. */
export function readFigures(): Figures | null {
  const path = join(packageRoot(), FIGURES);
  if (!existsSync(path)) return null;
  const figures: Figures = JSON.parse(readFileSync(path, "utf8"));
  return figures.schema === FIGURES_FORMAT ? figures : null;
}

/** Writes figures, page and charts; returns the number of charts. */
export function writePage(figures: Figures, record: CalibrationRecord): number {
  const root = packageRoot();
  mkdirSync(join(root, "docs", "images"), { recursive: true });
  writeFileSync(join(root, FIGURES), `${JSON.stringify(figures, null, 1)}\n`);
  const files = pageOf(figures, record);
  for (const [path, text] of files) writeFileSync(join(root, path), text);
  return files.size - 1;
}

/** Files of the page that are not what its figures make of them today. */
export function staleFiles(figures: Figures, record: CalibrationRecord): readonly string[] {
  const root = packageRoot();
  return [...pageOf(figures, record)].flatMap(([path, text]) => {
    const there = existsSync(join(root, path)) ? readFileSync(join(root, path), "utf8") : null;
    return there === text ? [] : [path];
  });
}

/** Texts of the page and its charts, by path from the root of the package. */
function pageOf(figures: Figures, record: CalibrationRecord): ReadonlyMap<string, string> {
  const { text, drawings } = validationDocument({ ...figures, record });
  const charts = drawings.map(({ name, svg }) => [join("docs", "images", name), svg] as const);
  return new Map([[DOCUMENT, text], ...charts]);
}

/** The record of the calibration of a shipped ensemble; null where there is none of this format. */
export function readRecord({ id }: Pick<ParameterEnsemble, "id">): CalibrationRecord | null {
  const path = join(ensembleFolder(), `${id}.record.json`);
  if (!existsSync(path)) return null;
  const record: CalibrationRecord = JSON.parse(readFileSync(path, "utf8"));
  return record.schema === RECORD_FORMAT ? record : null;
}

/** Digest of everything that was run for the figures. */
export function runsDigest(
  { text, tables }: LoadedTargets,
  scenario: Scenario,
  ensemble: ParameterEnsemble,
  record: CalibrationRecord,
  world: string,
): string {
  const { id, parameters, suppliers, mechanisms, interventions, time } = scenario;
  const folds = readFileSync(join(targetsFolder(), "folds.csv"), "utf8");
  const what = { id, parameters, suppliers, mechanisms, interventions, time, ensemble, record };
  const hash = createHash("sha256");
  hash.update(`${MODEL_VERSION}\n${world}\n${text}\n${tables}\n${folds}\n${canonicalJson(what)}`);
  return `sha256:${hash.digest("hex")}`;
}
