import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { MODEL_VERSION } from "../../core/version.ts";
import { type PlacedTargets, placeTargets } from "../../experiments/calibration/measure.ts";
import { type CalibrationRecord, RECORD_FORMAT } from "../../experiments/calibration/record.ts";
import type { ChunkResult } from "../../experiments/ensemble.ts";
import { makeDesign } from "../../experiments/make-design.ts";
import {
  type LoadedTargets,
  loadTargets,
  targetsFolder,
} from "../../experiments/node/calibration/load-targets.ts";
import { threadsExecutor } from "../../experiments/node/threads.ts";
import { SEEDS_PER_SET, spreadOver } from "../../experiments/spread.ts";
import { canonicalJson } from "../../results/canonical-json.ts";
import { splitVariance } from "../../results/luck-and-assumptions.ts";
import { seriesColumns } from "../../results/series-columns.ts";
import { inputsOf, validationDocument } from "../../results/validation/document.ts";
import { driversOf, type TargetResult, targetResults } from "../../results/validation/hindcast.ts";
import { type Ends, largestSwings } from "../../results/validation/swings.ts";
import { compileScenario } from "../../scenario/compile.ts";
import type { Compiled } from "../../scenario/compiled.ts";
import type { ParameterEnsemble } from "../../scenario/ensemble.ts";
import { ensembleFolder } from "../../scenario/node/ensemble.ts";
import { packageRoot } from "../../scenario/node/world.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import { ExitCode, Stop, wrongUsage } from "../exit-codes.ts";
import { formatTable } from "../format/table.ts";
import { exitCodeOf, problemsText } from "../format-problems.ts";
import { watchInterrupts } from "../interrupt.ts";
import { remark } from "../look.ts";
import { openScenario } from "../open-scenario.ts";
import { showProgress } from "../progress.ts";
import { type EnsembleFlags, ensembleChoices } from "../run/choices.ts";
import type { Terminal } from "../terminal.ts";
import { assumedAlike, RUNS_PER_END, runAssumptions } from "./assumptions.ts";

/** Flags of `panoptes hindcast`. */
export interface HindcastFlags extends EnsembleFlags {
  readonly targets: string;
  readonly write?: boolean;
  readonly check?: boolean;
}

/** The document that `--write` makes, from the root of the package. */
const DOCUMENT = join("docs", "validation.md");

/**
 * Holds a scenario's ensemble against what was observed, and prints every target; with `--write` also makes
 * docs/validation.md, with `--check` only says whether that is current.
 *
 * @throws Stop for wrong usage, invalid input, or a document that is not current
 */
export async function hindcastScenario(
  terminal: Terminal,
  name: string,
  flags: HindcastFlags,
): Promise<ExitCode> {
  const choices = ensembleChoices(terminal, flags);
  const opened = await openScenario(terminal, name, flags);
  const { scenario, world: plain, ensemble, plugins } = opened;
  const loaded = await loadTargets(flags.targets, plain);
  if (!loaded.ok) {
    terminal.say(problemsText(loaded.problems, loaded.texts, terminal.sayColours, true));
    throw new Stop(exitCodeOf(loaded.problems), "");
  }
  const targets = loaded.value;
  const record = ensemble === null ? null : readRecord(ensemble);
  const path = join(packageRoot(), DOCUMENT);
  const inputs = inputsDigest(targets, scenario, ensemble, plain.digest);
  if (flags.check) {
    const written = existsSync(path) ? inputsOf(readFileSync(path, "utf8")) : null;
    if (written === inputs) return ExitCode.Done;
    throw new Stop(
      ExitCode.Invalid,
      `${DOCUMENT} is not current: its inputs have changed since it was made.\nRun "panoptes hindcast --write".`,
    );
  }
  if (flags.write && (ensemble === null || record === null)) {
    throw wrongUsage(
      `--write needs parameter sets with the record of their calibration beside them.`,
    );
  }

  const { world } = targets;
  const compiled = compileScenario(scenario, world, plugins);
  const { value: placed, problems } = placeTargets(
    targets.read,
    world,
    compiled.frame,
    compiled.labels,
  );
  if (problems.length > 0) {
    terminal.say(problemsText(problems, loaded.texts, terminal.sayColours, true));
    throw new Stop(exitCodeOf(problems), "");
  }
  const spread = ensemble === null ? {} : spreadOver(ensemble, scenario, world, compiled);
  const everySet = ensemble === null ? scenario.runs.count : SEEDS_PER_SET * ensemble.sets.length;
  const design = makeDesign(compiled, {
    count: choices.runs ?? everySet,
    seed: choices.seed ?? scenario.runs.seed,
    recordHolders: false,
    ...spread,
  });
  const measured = new Float64Array(design.count * placed.targets.length).fill(Number.NaN);
  const names = seriesColumns(compiled.frame, compiled.labels).map((column) => column.name);
  const ends = new Map(
    HEADLINES.map(([id]) => [id, new Float64Array(design.count).fill(Number.NaN)]),
  );
  const executor = threadsExecutor({ jobs: choices.jobs });
  const watch = watchInterrupts(choices.timeout, terminal.say);
  const progress = showProgress(terminal, choices.progress, "Running", flags.ascii === true);
  const swung = new Map<string, Map<string, Ends>>(HEADLINES.map(([id]) => [id, new Map()]));
  let done = 0;
  let whole = true;
  try {
    await executor.run(
      design,
      (chunk) => {
        done += chunk.count;
        measureChunk(chunk, placed, compiled, names, measured);
        for (const [id, values] of ends) readEnds(chunk, names.indexOf(id), compiled, values);
      },
      { signal: watch.signal, onProgress: (one) => progress.update(one) },
    );
    if (flags.write && ensemble !== null && done === design.count) {
      whole = await runAssumptions(
        {
          ensemble,
          scenario,
          world,
          compiled,
          seed: design.seed,
          executor,
          signal: watch.signal,
          onProgress: (some, total) => progress.update({ done: some, total, failed: 0 }),
        },
        (parameter, end, chunk) => {
          for (const [id, ofParameter] of swung) {
            const one = ofParameter.get(parameter) ?? emptyEnds(parameter);
            ofParameter.set(parameter, one);
            readEnds(chunk, names.indexOf(id), compiled, one[end]);
          }
        },
      );
    }
  } finally {
    progress.end();
    watch.end();
    await executor.close();
  }
  if (done < design.count || !whole)
    return watch.reason() === "timeout" ? ExitCode.Limit : ExitCode.Interrupted;

  const results = targetResults(placed, measured, targets.read.file.vintage);
  print(terminal, results, flags);
  if (flags.write && ensemble !== null && record !== null) {
    const sets = ensemble.sets.slice(0, Math.ceil(design.count / SEEDS_PER_SET));
    const { text, drawings } = validationDocument({
      inputs,
      scenario: scenario.id,
      model: MODEL_VERSION,
      data: plain.version,
      sets: sets.length,
      runs: design.count,
      targets: results,
      record,
      drivers: HEADLINES.map(([id, label]) => {
        const values = ends.get(id) ?? new Float64Array(0);
        return {
          outcome: label,
          share: splitVariance(values, SEEDS_PER_SET)?.share ?? null,
          drivers: driversOf(ensemble.parameters, sets, meansBySet(values), 4),
          swings: largestSwings([...(swung.get(id)?.values() ?? [])], values, 4),
        };
      }),
      assumed: { parameters: assumedAlike(ensemble).length, runs: RUNS_PER_END },
    });
    const images = join(packageRoot(), "docs", "images");
    mkdirSync(images, { recursive: true });
    for (const drawing of drawings) writeFileSync(join(images, drawing.name), drawing.svg);
    writeFileSync(path, text);
    remark(terminal, flags, `Wrote ${DOCUMENT} and ${drawings.length} charts`);
  }
  return ExitCode.Done;
}

/** Outcomes whose drivers are told. */
const HEADLINES: readonly (readonly [string, string])[] = [
  ["adoption.countries", "adopters"],
  ["adoption.share.china", "countries with Chinese technology"],
  ["adoption.share.usa", "countries with US technology"],
  ["market.hhi", "market concentration"],
  ["coverage.share", "urban population covered"],
  ["cost.outlay", "outlay"],
];

function measureChunk(
  chunk: ChunkResult,
  { targets, reference, lawStates }: PlacedTargets,
  { frame }: Compiled,
  names: readonly string[],
  into: Float64Array,
): void {
  const { countries, steps, vintages } = frame;
  const laws = names.indexOf("rules.law_share");
  const counts = new Float64Array(lawStates.length);
  for (let k = 0; k < chunk.count; k++) {
    if (chunk.hashes[k] === "") continue;
    const series = (k * names.length + laws) * steps;
    lawStates.forEach((state, s) => {
      counts[s] = (chunk.columns[series + state - 1] as number) * countries;
    });
    const run = chunk.first + k;
    targets.forEach(({ vintageIndex, measure }, t) => {
      const at = (k * vintages.length + Math.max(0, vintageIndex)) * countries;
      const { seenSuppliers: suppliers, seenSegments: segments } = chunk;
      const look = { adopted: suppliers, suppliers, segments, at, laws: counts, lawAt: 0 };
      into[run * targets.length + t] = measure(look, reference);
    });
  }
}

function readEnds(
  chunk: ChunkResult,
  column: number,
  { frame }: Compiled,
  into: Float64Array,
): void {
  if (column < 0) return;
  const width = chunk.columns.length / Math.max(1, chunk.count);
  for (let k = 0; k < chunk.count; k++) {
    into[chunk.first + k] = chunk.columns[k * width + (column + 1) * frame.steps - 1] as number;
  }
}

function emptyEnds(parameter: string): Ends {
  const none = () => new Float64Array(RUNS_PER_END).fill(Number.NaN);
  return { parameter, low: none(), high: none() };
}

function meansBySet(values: Float64Array): Float64Array {
  return Float64Array.from({ length: Math.ceil(values.length / SEEDS_PER_SET) }, (_, s) => {
    const own = values.subarray(s * SEEDS_PER_SET, (s + 1) * SEEDS_PER_SET);
    return own.reduce((sum, value) => sum + value, 0) / own.length;
  });
}

function readRecord({ id }: ParameterEnsemble): CalibrationRecord | null {
  const path = join(ensembleFolder(), `${id}.record.json`);
  if (!existsSync(path)) return null;
  const record: CalibrationRecord = JSON.parse(readFileSync(path, "utf8"));
  return record.schema === RECORD_FORMAT ? record : null;
}

/** Digest of what the document is made from. */
function inputsDigest(
  { text }: LoadedTargets,
  scenario: Scenario,
  ensemble: ParameterEnsemble | null,
  world: string,
): string {
  const { id, parameters, suppliers, mechanisms, interventions, time } = scenario;
  const record = ensemble === null ? null : readRecord(ensemble);
  const folds = readFileSync(join(targetsFolder(), "folds.csv"), "utf8");
  const what = { id, parameters, suppliers, mechanisms, interventions, time, ensemble, record };
  const hash = createHash("sha256");
  hash.update(`${MODEL_VERSION}\n${world}\n${text}\n${folds}\n${canonicalJson(what)}`);
  return `sha256:${hash.digest("hex")}`;
}

function print(terminal: Terminal, results: readonly TargetResult[], flags: HindcastFlags): void {
  if (flags.json || flags.format === "json") {
    terminal.print(`${JSON.stringify(results, null, 2)}\n`);
    return;
  }
  const num = (x: number): string => String(Number(x.toPrecision(3)));
  const rows = results.map((one) => [
    one.id,
    one.label,
    one.role,
    `${num(one.observed)} (${num(one.tolerance)})`,
    num(one.mean),
    `${num(one.low)} to ${num(one.high)}`,
    one.met ? "yes" : "no",
  ]);
  const columns = [
    { title: "" },
    { title: "" },
    { title: "role" },
    { title: "observed (tolerance)", align: "right" as const },
    { title: "mean", align: "right" as const },
    { title: "9 in 10 runs", align: "right" as const },
    { title: "met" },
  ];
  terminal.print(`${formatTable(columns, rows).join("\n")}\n`);
}
