/** What a server takes. Counted in country-steps (runs × steps × countries) where work is meant. */
export interface Limits {
  /** Work whose result comes with the request. */
  readonly inline: number;
  /** How long such a request waits before it is answered with a job, s. */
  readonly patience: number;
  /** Work of one job. */
  readonly job: number;
  /** Runs of one job: the values of all at the end are kept in memory. */
  readonly runs: number;
  /** How long a job may take, s; what is finished by then is kept. */
  readonly jobSeconds: number;
  /** Jobs that run at the same time. */
  readonly parallel: number;
  /** Jobs of one sender that wait. */
  readonly queued: number;
  /** Jobs of all senders that wait. */
  readonly queuedByAll: number;
  /** Requests of one sender for work in a minute; null: as many as there are. */
  readonly perMinute: number | null;
  /** Streams of events that are open at the same time. */
  readonly streams: number;
  /** How long jobs that have ended are kept, s. */
  readonly keepJobs: number;
  /** Jobs that are kept; beyond them the oldest that have ended go. */
  readonly mostJobs: number;
  /** How long results are kept, s. */
  readonly keepResults: number;
  /** Results that are kept; beyond them the oldest go. */
  readonly mostResults: number;
}

/** The limits unless told. */
export const standardLimits: Limits = {
  inline: 5e6,
  patience: 10,
  job: 5e9,
  runs: 50_000,
  jobSeconds: 1800,
  parallel: 2,
  queued: 20,
  queuedByAll: 100,
  perMinute: null,
  streams: 500,
  keepJobs: 24 * 3600,
  mostJobs: 1000,
  keepResults: 7 * 24 * 3600,
  mostResults: 1000,
};
