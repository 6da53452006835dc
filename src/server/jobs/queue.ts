import { randomBytes } from "node:crypto";
import type { ProblemDocument } from "../../api/problem-types.ts";
import type { JobDocument, JobState } from "../../api/schemas/jobs.ts";
import { MODEL_VERSION } from "../../core/version.ts";
import type { Limits } from "../limits.ts";
import { problemDocument } from "../problems.ts";
import { Refusal } from "../refusal.ts";
import { type JobEvent, openEvents, type Stop } from "./events.ts";
import type { JobFiles, JobRecord } from "./job-files.ts";
import type { Speed } from "./speed.ts";
import type { Watch, Work, WorkEnding } from "./work.ts";

/** What a queue needs. */
export interface QueueOptions {
  readonly limits: Limits;
  readonly files: JobFiles;
  readonly speed: Speed;
  /** Does a piece of work; may be stopped, and then keeps what is finished. */
  readonly perform: (work: Work, watch: Watch) => Promise<WorkEnding>;
  /** Told of what should not have happened. */
  readonly report: (id: string, error: unknown) => void;
}

/** Jobs that wait, run and have ended. */
export interface JobQueue {
  /**
   * Adds work, or joins the job that does the same already.
   * @param owner who asks, for the limit on waiting jobs
   * @throws Refusal (queue-full)
   */
  submit(work: Work, owner: string): JobDocument;
  find(id: string): JobDocument | null;
  /** The newest first, at most 100. */
  list(): readonly JobDocument[];
  cancel(id: string): JobDocument | null;
  /** Resolves when a job has ended or the time is up. */
  settled(id: string, seconds: number): Promise<void>;
  /** Told of a job's events after a number; null where there is no such job. */
  listen(id: string, after: number, listener: (event: JobEvent) => void): Stop | null;
  /** Forgets jobs that ended long ago. */
  sweep(now: number): void;
  /** Stops what runs. Jobs that have not ended go on when a server next opens the same store. */
  close(): Promise<void>;
}

/** Whether nothing more will happen to a job. */
export function isFinal(state: JobState): boolean {
  return ["cancelled", "succeeded", "partial", "failed"].includes(state);
}

interface Job {
  record: JobRecord;
  readonly owner: string;
  readonly abort: AbortController;
  readonly events: ReturnType<typeof openEvents>;
  etaSeconds: number | null;
  /** Why it is being stopped. */
  stop: "cancel" | "time" | "close" | null;
}

/**
 * Opens a queue with the jobs of its files: those that had not ended begin anew.
 */
export function openQueue(options: QueueOptions): JobQueue {
  const { limits, files, speed, perform, report } = options;
  const jobs = new Map<string, Job>();
  const waiting: Job[] = [];
  const running = new Set<Promise<void>>();
  let closed = false;

  const add = (record: JobRecord, owner: string): Job => {
    const events = openEvents(record.lastEvent);
    const abort = new AbortController();
    const job: Job = { record, owner, abort, events, etaSeconds: null, stop: null };
    jobs.set(record.id, job);
    return job;
  };

  const change = (job: Job, changes: Partial<JobRecord>): void => {
    job.record = { ...job.record, ...changes };
    if (isFinal(job.record.state)) job.etaSeconds = null;
    const { state, result } = job.record;
    const last = job.events.send(
      isFinal(state) ? "done" : "state",
      isFinal(state) ? { state, result: addressOf(result) } : { state },
    );
    job.record = { ...job.record, lastEvent: last };
    // A closing server leaves the job on disk as it will be found: waiting.
    files.write(job.record);
    if (isFinal(state)) job.events.end();
  };

  const end = (job: Job, state: JobState, changes: Partial<JobRecord> = {}): void => {
    change(job, { ...changes, state, ended: new Date().toISOString() });
    for (const [id, { record }] of jobs) {
      if (jobs.size <= limits.mostJobs) break;
      if (isFinal(record.state)) forget(id);
    }
  };

  const forget = (id: string): void => {
    jobs.delete(id);
    files.remove(id);
  };

  const pump = (): void => {
    while (!closed && running.size < limits.parallel) {
      const job = waiting.shift();
      if (job === undefined) return;
      const run = work(job)
        .catch((error) => report(job.record.id, error))
        .finally(() => {
          running.delete(run);
          pump();
        });
      running.add(run);
    }
  };

  const work = async (job: Job): Promise<void> => {
    change(job, { state: "running", started: new Date().toISOString() });
    const begun = performance.now();
    const timer = setTimeout(() => {
      job.stop ??= "time";
      job.abort.abort();
    }, limits.jobSeconds * 1000);
    try {
      const ending = await perform(job.record.work, {
        signal: job.abort.signal,
        onPartial: job.events.partial,
        onProgress(progress) {
          const seconds = (performance.now() - begun) / 1000;
          job.record = { ...job.record, done: progress.done, failed: progress.failed };
          job.etaSeconds = (seconds / progress.done) * (progress.total - progress.done);
          job.events.progress({ ...progress, eta_s: round(job.etaSeconds) });
        },
      });
      const { work } = job.record;
      speed.learn((work.cost * job.record.done) / work.count, (performance.now() - begun) / 1000);
      finish(job, ending);
    } catch (error) {
      const refusal =
        error instanceof Refusal
          ? error
          : new Refusal("internal", `the log of the server has more on the job ${job.record.id}`);
      if (refusal !== error) report(job.record.id, error);
      end(job, "failed", { problem: problemDocument(refusal, job.record.id) });
    } finally {
      clearTimeout(timer);
    }
  };

  const finish = (job: Job, { result, stopped, failures }: WorkEnding): void => {
    if (stopped && job.stop === "close") {
      change(job, { state: "queued", started: null, done: 0, failed: 0 });
      return;
    }
    const id = result?.runId ?? null;
    if (stopped && job.stop === "cancel") end(job, "cancelled", { result: id });
    else if (stopped || failures) end(job, "partial", { result: id });
    else end(job, "succeeded", { result: id });
  };

  for (const record of files.read()) {
    const job = add(record, "");
    if (isFinal(record.state)) {
      job.events.end();
    } else if (record.state === "cancelling") {
      end(job, "cancelled");
    } else if (record.model === MODEL_VERSION) {
      job.record = { ...record, state: "queued", started: null, done: 0, failed: 0 };
      waiting.push(job);
    } else {
      const detail = `it was asked of model ${record.model}, and this is ${MODEL_VERSION}`;
      const refusal = new Refusal("model-unavailable", detail);
      end(job, "failed", { problem: problemDocument(refusal, record.id) });
    }
  }
  pump();

  return {
    submit(asked, owner) {
      for (const job of jobs.values()) {
        const same = job.record.work.runId === asked.runId;
        if (same && !isFinal(job.record.state) && job.stop === null) return documentOf(job);
      }
      const own = waiting.filter((job) => job.owner === owner).length;
      if (waiting.length >= limits.queuedByAll || own >= limits.queued) {
        const detail = `${own} of your jobs wait already, and ${waiting.length} in all`;
        throw new Refusal("queue-full", detail, [], { "retry-after": "10" });
      }
      const record = newRecord(asked);
      files.write(record);
      const job = add(record, owner);
      waiting.push(job);
      pump();
      return documentOf(job);
    },
    find(id) {
      const job = jobs.get(id);
      return job === undefined ? null : documentOf(job);
    },
    list: () => [...jobs.values()].slice(-100).reverse().map(documentOf),
    cancel(id) {
      const job = jobs.get(id);
      if (job === undefined) return null;
      const { state } = job.record;
      if (state === "queued") {
        waiting.splice(waiting.indexOf(job), 1);
        end(job, "cancelled");
      } else if (state === "running") {
        job.stop ??= "cancel";
        change(job, { state: "cancelling" });
        job.abort.abort();
      }
      return documentOf(job);
    },
    settled(id, seconds) {
      const job = jobs.get(id);
      return job === undefined ? Promise.resolve() : job.events.ended(seconds);
    },
    listen: (id, after, listener) => jobs.get(id)?.events.listen(after, listener) ?? null,
    sweep(now) {
      for (const [id, { record }] of jobs) {
        if (record.ended === null || now - Date.parse(record.ended) < limits.keepJobs * 1000) {
          continue;
        }
        forget(id);
      }
    },
    async close() {
      closed = true;
      for (const job of jobs.values()) {
        if (isFinal(job.record.state) || job.record.state === "queued") continue;
        job.stop ??= "close";
        job.abort.abort();
      }
      await Promise.all(running);
      for (const job of jobs.values()) job.events.end();
    },
  };
}

function newRecord(work: Work): JobRecord {
  return {
    schema: "panoptes/job@2",
    id: newId(),
    state: "queued",
    model: MODEL_VERSION,
    work,
    done: 0,
    failed: 0,
    created: new Date().toISOString(),
    started: null,
    ended: null,
    result: null,
    problem: null,
    lastEvent: 0,
  };
}

/** An id that sorts by time and cannot be guessed. */
function newId(): string {
  const time = Date.now().toString(36).padStart(9, "0");
  return `job_${time}${randomBytes(6).toString("hex")}`;
}

function documentOf({ record, etaSeconds }: Job): JobDocument {
  const { id, state, work, done, failed, created, started, ended, result, problem } = record;
  const self = `/v1/jobs/${id}`;
  return {
    id,
    kind: work.kind,
    state,
    scenario: work.scenario.id,
    run_id: work.runId,
    done,
    total: work.count,
    failed,
    eta_s: etaSeconds === null ? null : round(etaSeconds),
    cost: work.cost,
    created,
    started,
    ended,
    result: addressOf(result),
    problem: problem satisfies ProblemDocument | null,
    links: { self, events: `${self}/events`, cancel: `${self}/cancel` },
  };
}

function addressOf(runId: string | null): string | null {
  return runId === null ? null : `/v1/results/${runId}`;
}

function round(seconds: number): number {
  return Math.round(seconds * 10) / 10;
}
