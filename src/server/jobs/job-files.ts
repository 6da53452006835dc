import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import type { ProblemDocument } from "../../api/problem-types.ts";
import type { JobState } from "../../api/schemas/jobs.ts";
import type { Work } from "./work.ts";

/** A job as it is kept on disk. */
export interface JobRecord {
  readonly schema: "panoptes/job@2";
  readonly id: string;
  readonly state: JobState;
  /** Version of the model that it was asked of. */
  readonly model: string;
  readonly work: Work;
  readonly done: number;
  readonly failed: number;
  readonly created: string;
  readonly started: string | null;
  readonly ended: string | null;
  /** Run id of its result, or null. */
  readonly result: string | null;
  readonly problem: ProblemDocument | null;
  /** Number of its last event. */
  readonly lastEvent: number;
}

/** Jobs on disk, a file each. */
export interface JobFiles {
  /** All that can be read, the oldest first. */
  readonly read: () => readonly JobRecord[];
  /** Writes a job beside its file and renames, so that no file is ever half a job. */
  readonly write: (record: JobRecord) => void;
  readonly remove: (id: string) => void;
}

/**
 * Opens the jobs of a store.
 * @param folder is made with the first job
 */
export function openJobFiles(folder: string): JobFiles {
  const place = (id: string) => join(folder, `${id}.json`);
  return {
    read() {
      if (!existsSync(folder)) return [];
      const records: JobRecord[] = [];
      for (const entry of readdirSync(folder)) {
        if (!/^job_[0-9a-z]+\.json$/.test(entry)) continue;
        try {
          const record = JSON.parse(readFileSync(join(folder, entry), "utf8")) as JobRecord;
          if (record.schema === "panoptes/job@2") records.push(record);
        } catch {
          // Not one of ours, or damaged: it is left where it is, for whoever wants to look at it.
        }
      }
      return records.sort((a, b) => (a.created < b.created ? -1 : 1));
    },
    write(record) {
      mkdirSync(folder, { recursive: true });
      const beside = `${place(record.id)}.part`;
      writeFileSync(beside, JSON.stringify(record));
      renameSync(beside, place(record.id));
    },
    remove(id) {
      rmSync(place(id), { force: true });
    },
  };
}
