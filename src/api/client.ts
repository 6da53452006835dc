import type { ProblemDocument } from "./problem-types.ts";
import { media } from "./route.ts";
import { routes } from "./routes.ts";
import type { ExperimentDocument, WordsDocument } from "./schemas/experiments.ts";
import type { ParameterList, ScenarioList, VersionDocument } from "./schemas/inputs.ts";
import type { ExperimentKind, JobDocument, JobList, ValidationDocument } from "./schemas/jobs.ts";
import type { ResultDocument, TableDocument } from "./schemas/results.ts";

/** An answer, as far as the client looks at it. That of `fetch` fits. */
export interface ClientAnswer {
  readonly status: number;
  json(): Promise<unknown>;
}

/** Sends a request. `fetch` fits; it is passed in because not every host has it. */
export type Send = (
  url: string,
  request: { method: string; headers: Record<string, string>; body?: string },
) => Promise<ClientAnswer>;

/** What to run: a scenario document as text, or the name of a built-in scenario or a share link. */
export type ScenarioSource = { readonly document: string } | { readonly scenario: string };

/** How to run it. */
export interface RunChoices {
  readonly runs?: number;
  readonly seed?: string;
  /** Model version that the answer must come from. */
  readonly model?: string;
}

/** What asking for a run gives: the result, or a job that will have it. */
export type RunAnswer =
  | { readonly kind: "result"; readonly result: ResultDocument }
  | { readonly kind: "job"; readonly job: JobDocument };

/** What an experiment is asked: what its route takes behind the question mark, and its body as text. */
export interface ExperimentQuestion {
  readonly query?: Readonly<Record<string, string | number>>;
  /**
   * A scenario document; for comparisons a list of scenarios as JSON; for sweeps and discoveries also
   * `{ "scenario": …, "table": "…" }` as JSON.
   */
  readonly document?: string;
}

/** What asking for an experiment gives: what was found, or a job that will have it. */
export type ExperimentAnswer =
  | { readonly kind: "result"; readonly result: ExperimentDocument }
  | { readonly kind: "job"; readonly job: JobDocument };

/** Calls the interface of a server. Every method throws ClientError where the server answers a problem. */
export interface Client {
  version(): Promise<VersionDocument>;
  scenarios(): Promise<ScenarioList>;
  /** A built-in scenario as a document. */
  scenario(id: string): Promise<Readonly<Record<string, unknown>>>;
  /**
   * The inputs in which two scenarios differ.
   * @param scenarios each a built-in name, a share link or a document
   */
  diff(
    ...scenarios: readonly [
      from: string | Readonly<Record<string, unknown>>,
      to: string | Readonly<Record<string, unknown>>,
    ]
  ): Promise<TableDocument>;
  parameters(): Promise<ParameterList>;
  /** A table of the shipped world, for example "countries". */
  data(table: string): Promise<TableDocument>;
  validate(source: ScenarioSource, choices?: RunChoices): Promise<ValidationDocument>;
  /** @param asJob get a job even where the result could come at once */
  run(source: ScenarioSource, choices?: RunChoices, asJob?: boolean): Promise<RunAnswer>;
  jobs(): Promise<JobList>;
  /** @param wait answer only once it has ended, or after so many seconds; 0 unless told */
  job(id: string, wait?: number): Promise<JobDocument>;
  cancelJob(id: string): Promise<JobDocument>;
  /** Runs and waits, however long it takes. */
  runToEnd(source: ScenarioSource, choices?: RunChoices): Promise<ResultDocument>;
  result(runId: string): Promise<ResultDocument>;
  /** Asks for an experiment; what is asked goes by its route, for example `{ scenarios: "baseline,beraja" }`. */
  experiment(
    kind: ExperimentKind,
    asked: ExperimentQuestion,
    asJob?: boolean,
  ): Promise<ExperimentAnswer>;
  /** Makes an experiment and waits, however long it takes. */
  experimentToEnd(kind: ExperimentKind, asked: ExperimentQuestion): Promise<ExperimentDocument>;
  experimentResult(runId: string): Promise<ExperimentDocument>;
  resultRows(runId: string): Promise<TableDocument>;
  /** What was found as a paragraph, where there are words for it; of medium length unless told. */
  resultWords(runId: string, length?: WordsDocument["length"]): Promise<WordsDocument>;
  /** Quantiles over time, of one outcome or of all. */
  resultSeries(runId: string, outcome?: string): Promise<TableDocument>;
  resultCountry(runId: string, iso3: string): Promise<TableDocument>;
  /** @param at period at whose end to read; the last unless told */
  resultMap(runId: string, at?: string): Promise<TableDocument>;
  resultRuns(runId: string): Promise<TableDocument>;
  resultOutcomes(runId: string): Promise<TableDocument>;
}

/** A problem that a server answered. */
export class ClientError extends Error {
  readonly problem: ProblemDocument;

  /** @param problem what the server said */
  constructor(problem: ProblemDocument) {
    super(`${problem.title}: ${problem.detail}`);
    this.name = "ClientError";
    this.problem = problem;
  }
}

/** Seconds that one request waits for a job. */
const WAIT = 30;

/**
 * A client of a server of Panoptes.
 *
 * @param address of the server, for example "http://127.0.0.1:8240"
 * @param send `fetch`, or something that does the same
 * @param token where the server has one
 * @example
 * const client = createClient("http://127.0.0.1:8240", fetch);
 * const result = await client.runToEnd({ scenario: "baseline" }, { runs: 1000 });
 * console.log(result.result_hash, result.outcomes["adoption.share"]);
 */
export function createClient(address: string, send: Send, token: string | null = null): Client {
  type Name = keyof typeof routes;
  type Asked = {
    readonly params?: Readonly<Record<string, string>>;
    readonly query?: Readonly<Record<string, string | number | undefined>>;
    readonly headers?: Record<string, string>;
    readonly body?: string;
  };

  const ask = async <T>(name: Name, { params = {}, query = {}, headers, body }: Asked = {}) => {
    const { method, path } = routes[name];
    const filled = path.replaceAll(/\{(\w+)\}/g, (_, key: string) =>
      encodeURIComponent(params[key] ?? ""),
    );
    const pairs = Object.entries(query)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => `${key}=${encodeURIComponent(String(value))}`);
    const answer = await send(
      `${address.replace(/\/$/, "")}${filled}${pairs.length === 0 ? "" : `?${pairs.join("&")}`}`,
      {
        method,
        headers: {
          accept: media.json,
          ...(token === null ? {} : { authorization: `Bearer ${token}` }),
          ...(body === undefined ? {} : { "content-type": media.yaml }),
          ...headers,
        },
        ...(body === undefined ? {} : { body }),
      },
    );
    const document = await answer.json();
    if (answer.status >= 400) throw new ClientError(document as ProblemDocument);
    return { status: answer.status, document: document as T };
  };
  const get = async <T>(name: Name, asked?: Asked): Promise<T> =>
    (await ask<T>(name, asked)).document;
  const asWork = (source: ScenarioSource, choices: RunChoices): Asked =>
    "document" in source
      ? { body: source.document, query: { ...choices } }
      : { query: { ...choices, scenario: source.scenario } };
  const ofResult = (name: Name, runId: string, asked: Asked = {}): Promise<TableDocument> =>
    get(name, { ...asked, params: { ...asked.params, run_id: runId } });

  /** Run id of the result that a job ends with. */
  const resultOf = async (begun: JobDocument): Promise<string> => {
    let job = begun;
    while (job.ended === null) job = await client.job(job.id, WAIT);
    if (job.result !== null) {
      return decodeURIComponent(job.result.slice(job.result.lastIndexOf("/") + 1));
    }
    throw job.problem === null
      ? new Error(`the job ${job.id} is ${job.state} and has no result`)
      : new ClientError(job.problem);
  };

  const client: Client = {
    version: () => get("version"),
    scenarios: () => get("scenarios"),
    scenario: (id) => get("scenario", { params: { id } }),
    diff: (...scenarios) =>
      get("diff", {
        body: JSON.stringify({ scenarios }),
        headers: { "content-type": media.json },
      }),
    parameters: () => get("parameters"),
    data: (table) => get("data", { params: { table } }),
    validate: (source, choices = {}) => get("validate", asWork(source, choices)),
    async run(source, choices = {}, asJob = false) {
      const headers: Record<string, string> = asJob ? { prefer: "respond-async" } : {};
      const { status, document } = await ask("run", { ...asWork(source, choices), headers });
      return status === 202
        ? { kind: "job", job: document as JobDocument }
        : { kind: "result", result: document as ResultDocument };
    },
    jobs: () => get("jobs"),
    job: (id, wait = 0) =>
      get("job", { params: { id }, headers: wait > 0 ? { prefer: `wait=${wait}` } : {} }),
    cancelJob: (id) => get("cancelJob", { params: { id } }),
    async runToEnd(source, choices = {}) {
      const answer = await client.run(source, choices);
      return answer.kind === "result" ? answer.result : client.result(await resultOf(answer.job));
    },
    async experiment(kind, { query = {}, document: body }, asJob = false) {
      const headers: Record<string, string> = {
        ...(asJob ? { prefer: "respond-async" } : {}),
        ...(kind === "comparison" && body !== undefined ? { "content-type": media.json } : {}),
      };
      const { status, document } = await ask(kind, {
        query,
        headers,
        ...(body === undefined ? {} : { body }),
      });
      return status === 202
        ? { kind: "job", job: document as JobDocument }
        : { kind: "result", result: document as ExperimentDocument };
    },
    async experimentToEnd(kind, asked) {
      const answer = await client.experiment(kind, asked);
      return answer.kind === "result"
        ? answer.result
        : client.experimentResult(await resultOf(answer.job));
    },
    experimentResult: (runId) => get("result", { params: { run_id: runId } }),
    resultRows: (runId) => ofResult("resultRows", runId),
    resultWords: (runId, length) =>
      get("resultWords", { params: { run_id: runId }, query: { length } }),
    result: (runId) => get("result", { params: { run_id: runId } }),
    resultSeries: (runId, outcome) => ofResult("resultSeries", runId, { query: { outcome } }),
    resultCountry: (runId, iso3) => ofResult("resultCountry", runId, { params: { iso3 } }),
    resultMap: (runId, at) => ofResult("resultMap", runId, { query: { at } }),
    resultRuns: (runId) => ofResult("resultRuns", runId),
    resultOutcomes: (runId) => ofResult("resultOutcomes", runId),
  };
  return client;
}
