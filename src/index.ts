// The library: what `import { … } from "panoptes"` gives. Everything here is public; a change of it
// is a change of the package's version.

export {
  type Client,
  ClientError,
  createClient,
  type RunChoices,
  type ScenarioSource,
} from "./api/client.ts";
export type { Checkpoint } from "./core/checkpoint.ts";
export { choiceProbabilities } from "./core/choice-probabilities.ts";
export {
  type Definition,
  defineIntervention,
  defineOutcome,
  defineProcess,
  type InterventionDefinition,
  type Own,
  type OwnArray,
  type OwnField,
  type OwnMeasure,
  type OwnOutcomeDefinition,
  type OwnParameter,
  type ProcessDefinition,
} from "./core/definitions.ts";
export type { Frame } from "./core/frame.ts";
export { grantElement, type LoanTerms } from "./core/grant-element.ts";
export type { CountryEvent, EventKind } from "./core/ledger/country-events.ts";
export type { CountryLedger, Decision, Occasion } from "./core/ledger/country-ledger.ts";
export type { HazardKind, HazardTerms } from "./core/ledger/hazard-terms.ts";
export { type LoopId, loopIds } from "./core/ledger/loops.ts";
export { type UtilityTermId, utilityTermIds } from "./core/ledger/utility-terms.ts";
export type { Model } from "./core/model.ts";
export type { Sight } from "./core/outcomes/outcome.ts";
export { outcomeDefinitions } from "./core/outcomes.ts";
export type { ParameterId, Parameters, SupplierAttribute } from "./core/parameters.ts";
export type { State } from "./core/state.ts";
export { type Toolkit, toolkit } from "./core/toolkit.ts";
export type { OutcomeDefinition, Trajectory } from "./core/trajectory.ts";
export { MODEL_VERSION } from "./core/version.ts";

export {
  type CheckpointOptions,
  checkpointRun,
  resumeCheckpoint,
} from "./experiments/checkpoints.ts";
export type { Box, BoxScore, Cases, Limit } from "./experiments/discovery/box.ts";
export { type CartOptions, cart, type Leaf } from "./experiments/discovery/cart.ts";
export {
  chooseStep,
  type PrimOptions,
  type PrimStep,
  prim,
  pruneBox,
  quasiPValues,
} from "./experiments/discovery/prim.ts";
export type {
  ChunkResult,
  Design,
  Executor,
  Progress,
  RunFailure,
  RunOptions,
} from "./experiments/ensemble.ts";
export {
  countryLedgers,
  type LedgerOfRun,
  type LedgerOptions,
} from "./experiments/explain/country-ledgers.ts";
export {
  inlineReplayer,
  type Replay,
  type Replayer,
  type ReplayOf,
  type ReplayResults,
} from "./experiments/explain/replays.ts";
export { type Lever, leverOf } from "./experiments/flip/lever.ts";
export { type InlineOptions, inlineExecutor } from "./experiments/inline.ts";
export { type DesignOptions, makeDesign } from "./experiments/make-design.ts";
export { type ReplayerOptions, threadsReplayer } from "./experiments/node/replay/replayer.ts";
export { type ThreadsOptions, threadsExecutor } from "./experiments/node/threads.ts";
export { type Estimate, estimate, runsNeeded, type Statistic } from "./experiments/precision.ts";
export {
  type Collector,
  type Ending,
  type EnsembleOptions,
  runEnsemble,
} from "./experiments/run-ensemble.ts";
export { runSeed } from "./experiments/run-key.ts";
export { type PlanJob, runPlan } from "./experiments/run-plan.ts";
export type { RunTable } from "./experiments/run-table.ts";
export { crossPoints, drawPoints, type Points } from "./experiments/sampling/draw-points.ts";
export { latinHypercube } from "./experiments/sampling/latin-hypercube.ts";
export { morrisTrajectories } from "./experiments/sampling/morris-trajectories.ts";
export { readPoints } from "./experiments/sampling/read-points.ts";
export { sobolSequence } from "./experiments/sampling/sobol-sequence.ts";
export { type MorrisEffect, morrisEffects } from "./experiments/sensitivity/morris-effects.ts";
export { sobolDesign } from "./experiments/sensitivity/sobol-design.ts";
export { type SobolIndices, sobolIndices } from "./experiments/sensitivity/sobol-indices.ts";
export { type Spread, spreadOver } from "./experiments/spread.ts";
export { runSweep, type SweepOptions, type SweepResult } from "./experiments/sweep.ts";
export {
  hypervolume,
  hypervolumeEstimate,
  nonDominated,
} from "./experiments/tradeoff/dominance.ts";
export { type Candidate, type EvolveOptions, evolve } from "./experiments/tradeoff/evolve.ts";

export {
  type AttributionInput,
  type AttributionOptions,
  attributeScenario,
} from "./results/attribution/attribute-scenario.ts";
export type {
  Attribution,
  Interaction,
  MeanInterval,
  MeasureShare,
  MechanismShare,
} from "./results/attribution/attribution.ts";
export { type AttributionReport, attributionPage } from "./results/attribution/report.ts";
export { type Calibration, calibrationNote, calibrationOf, isMet } from "./results/calibration.ts";
export { influenceGexf } from "./results/cascades/influence-gexf.ts";
export { type CascadeReport, cascadePage } from "./results/cascades/report.ts";
export {
  type CascadeOptions,
  type CascadeResult,
  type InfluenceCount,
  type PivotalCountry,
  runCascades,
} from "./results/cascades/run-cascades.ts";
export {
  type CollectOptions,
  type EnsembleResult,
  endValues,
  ensembleCollector,
} from "./results/collect-ensemble.ts";
export {
  type CompareOptions,
  type Comparison,
  type Contender,
  compareScenarios,
} from "./results/compare/compare-scenarios.ts";
export type { ComparedOutcome, PairedComparison } from "./results/compare/compare-sides.ts";
export { compareStored } from "./results/compare/compare-stored.ts";
export type { LeaveOneOut, LeftOut } from "./results/compare/leave-one-out.ts";
export { type PairedStatistics, pairedStatistics } from "./results/compare/paired-statistics.ts";
export { findParting, type Parting } from "./results/compare/parting.ts";
export type { Goal, Standing } from "./results/compare/regret.ts";
export { rankScenarios } from "./results/compare/regret.ts";
export { comparisonPage } from "./results/compare/report.ts";
export { boxScenario } from "./results/discovery/box-scenario.ts";
export { casesOf, type Discovery, findBoxes } from "./results/discovery/find-boxes.ts";
export { discoveryPage } from "./results/discovery/report.ts";
export { type ExplainOptions, explainCountry } from "./results/explain/explain-country.ts";
export type {
  AlternativeMean,
  DecisionMean,
  Explanation,
  HazardMean,
  HolderCount,
  Neighbour,
  StripEntry,
  TermMean,
  Without,
} from "./results/explain/explanation.ts";
export { type ExplanationReport, explanationPage } from "./results/explain/report.ts";
export { utilityTermNames } from "./results/explain/term-names.ts";
export {
  explainWithout,
  type WithoutInput,
  type WithoutOptions,
} from "./results/explain/without.ts";
export {
  type FlipInput,
  type FlipOptions,
  type FlipQuestion,
  type FoundFlip,
  findFlip,
  type RunsWith,
} from "./results/flip/find-flip.ts";
export { type FlipReport, flipPage } from "./results/flip/report.ts";
export { type RunInputs, runId } from "./results/identity.ts";
export {
  type Course,
  type LoopCourse,
  type LoopInteraction,
  type LoopsOverTime,
  loopNames,
  type Spread as LoopSpread,
} from "./results/loops/loops.ts";
export { type LoopsReport, loopsPage } from "./results/loops/report.ts";
export { type LoopOptions, runLoops } from "./results/loops/run-loops.ts";
export { splitVariance, type VarianceSplit } from "./results/luck-and-assumptions.ts";
export {
  type Reuse,
  type StoringExecutor,
  type StoringOptions,
  storingExecutor,
} from "./results/node/chunks/storing-executor.ts";
export {
  type ExperimentStore,
  openExperiment,
} from "./results/node/experiment-store.ts";
export { type FoundResults, findResults, verifyResults } from "./results/node/find-results.ts";
export type { Manifest } from "./results/node/manifest.ts";
export { type Database, openDatabase } from "./results/node/query.ts";
export { writePage, writeReport } from "./results/node/report.ts";
export { openStore, type Store, type StoreOptions } from "./results/node/store.ts";
export type { Page } from "./results/page.ts";
export { type PairedDifference, pairedDifference } from "./results/paired-difference.ts";
export type { ReportInput } from "./results/report-input.ts";
export { sensitivityPage } from "./results/sensitivity/report.ts";
export {
  runSensitivity,
  type Sensitivity,
  type SensitivityOptions,
} from "./results/sensitivity/run-sensitivity.ts";
export {
  type EnsembleSummary,
  type IndexStatistic,
  probabilities,
  type SeriesColumn,
} from "./results/summary.ts";
export { type Prepared, prepareSweep } from "./results/sweep/prepare-sweep.ts";
export { sweepPage } from "./results/sweep/report.ts";
export { type PointSummary, summarisePoints } from "./results/sweep/summarise-points.ts";
export { tradeoffPage } from "./results/tradeoff/report.ts";
export {
  runTradeoff,
  type Tradeoff,
  type TradeoffOptions,
} from "./results/tradeoff/run-tradeoff.ts";
export { type AttributionWording, attributionWords } from "./results/words/attribution-words.ts";
export { cascadeWords } from "./results/words/cascade-words.ts";
export { explanationWords, withoutWords } from "./results/words/explanation-words.ts";
export { flipWords } from "./results/words/flip-words.ts";
export { loopsWords, type NumberWording } from "./results/words/loops-words.ts";
export { type WordLength, wordLengths } from "./results/words/phrases.ts";
export { runWords, type SaidOutcome, type SaidRun } from "./results/words/run-words.ts";

export { type CatalogueEntry, explainCode } from "./scenario/catalogue.ts";
export { compileScenario } from "./scenario/compile.ts";
export type { Compiled, Labels } from "./scenario/compiled.ts";
export { diffScenarios } from "./scenario/diff.ts";
export type { ParameterEnsemble } from "./scenario/ensemble.ts";
export { formatProblem, formatProblems } from "./scenario/format-problem.ts";
export { decodeLink, isLink, versionProblems } from "./scenario/link/decode.ts";
export { linkDocument } from "./scenario/link/document.ts";
export { encodeLink, placeInLink } from "./scenario/link/encode.ts";
export {
  type Deflate,
  type Inflate,
  type JsonObject,
  type LinkedScenario,
  LONGEST_SHARED,
  type ShareLink,
} from "./scenario/link/link.ts";
export { buildPeers } from "./scenario/network/build-peers.ts";
export { networkCsv } from "./scenario/network/export-csv.ts";
export { networkGexf } from "./scenario/network/export-gexf.ts";
export {
  type MeasureOptions,
  measureNetwork,
  measureRows,
  type NetworkMeasure,
  type RowsMeasure,
} from "./scenario/network/measure-network.ts";
export { newScenario } from "./scenario/new-scenario.ts";
export { nodeDeflate, nodeInflate } from "./scenario/node/link.ts";
export { loadPlugin } from "./scenario/node/plugin.ts";
export {
  type BuiltinScenario,
  builtinScenarios,
  type LoadOptions,
  loadScenario,
} from "./scenario/node/scenario.ts";
export { builtinWorld, loadWorld } from "./scenario/node/world.ts";
export { type ParsedScenario, type ParseOptions, parseScenario } from "./scenario/parse.ts";
export {
  importPluginModule,
  inlinePlugin,
  type Plugin,
  PluginError,
  type PluginReference,
  pluginOfModule,
} from "./scenario/plugin.ts";
export type { Checked, Problem } from "./scenario/problem.ts";
export type { ParameterDefinition } from "./scenario/registry/definition.ts";
export { parameterIds, parameterRegistry } from "./scenario/registry/parameters.ts";
export { resolvedDocument } from "./scenario/resolved-document.ts";
export type { Change, Scenario, ScenarioIntervention } from "./scenario/scenario.ts";
export {
  atPoint,
  centralValue,
  type Distribution,
  edgesOf,
  type Label,
  type SamplingPlan,
  type Uncertainty,
  valuesOf,
  writtenValue,
} from "./scenario/uncertainty.ts";
export { type Vocabulary, vocabularyOf } from "./scenario/vocabulary.ts";
export { type WorldFacts, worldFacts } from "./scenario/world/facts.ts";
export {
  type GenerationPart,
  generateWorld,
  type RecipeOptions,
  worldRecipe,
} from "./scenario/world/generate/generate-world.ts";
export type { NetworkKind, WorldRecipe } from "./scenario/world/generate/recipe.ts";
export type { World } from "./scenario/world/world.ts";
