/// <reference lib="dom" />
// The page that runs the fixed set with 1 to 8 workers and posts what came out to whoever served it.

import { importPluginModule, type PluginReference } from "../../../src/scenario/plugin.ts";
import { checkWorld } from "../../../src/scenario/world/check-world.ts";
import { fixedSet, setRuns } from "../../golden/fixed-set.ts";
import { readySet } from "../../golden/run-member.ts";
import type { Answer, Ask } from "./everywhere-worker.ts";

/** All that the set is made of. */
export interface Texts {
  /** Text of each table by its file's name. */
  readonly world: Readonly<Record<string, string>>;
  /** Text of each built-in scenario by its name. */
  readonly scenarios: Readonly<Record<string, string>>;
  readonly plugin: PluginReference;
}

/** What the page posts. */
export type Posted =
  /** Hashes of the runs of each member in order, by number of workers. */
  | {
      readonly kind: "done";
      readonly runs: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
    }
  | { readonly kind: "failed"; readonly reason: string };

const most = 8;

/** A worker that answers one question after the other. */
function startWorker(): (ask: Ask) => Promise<readonly string[]> {
  const worker = new Worker(new URL("./everywhere-worker.ts", import.meta.url), { type: "module" });
  return (ask) =>
    new Promise((fulfil, reject) => {
      worker.onmessage = ({ data }: MessageEvent<Answer>) => {
        if (data.kind === "done") fulfil(data.hashes);
        else reject(new Error(data.reason));
      };
      worker.onerror = ({ message }) => reject(new Error(`the worker failed: ${message}`));
      worker.postMessage(ask);
    });
}

async function everywhere(): Promise<Posted> {
  const texts = (await (await fetch("/texts.json")).json()) as Texts;
  const workers = Array.from({ length: most }, startWorker);
  const world = checkWorld(new Map(Object.entries(texts.world)), "world");
  if (!world.ok) throw new Error(world.problems.map(({ message }) => message).join("\n"));
  const plugin = await importPluginModule(texts.plugin);
  const set = (await readySet(world.value, texts.scenarios, plugin)).map(
    ({ member, compiled }) => ({
      member,
      compiled: { ...compiled, plugins: [] },
    }),
  );
  const prepare: Ask = { kind: "prepare", set, plugin: texts.plugin };
  await Promise.all(workers.map((ask) => ask(prepare)));
  const runs: Record<string, Record<string, readonly string[]>> = {};
  for (let count = 1; count <= most; count++) {
    const own: Record<string, readonly string[]> = {};
    for (const { name } of fixedSet) {
      const parts = workers.slice(0, count).map((ask, k) => {
        const first = Math.floor((k * setRuns) / count);
        const end = Math.floor(((k + 1) * setRuns) / count);
        return ask({ kind: "run", name, first, count: end - first });
      });
      own[name] = (await Promise.all(parts)).flat();
    }
    runs[count] = own;
  }
  return { kind: "done", runs };
}

const posted = await everywhere().catch(
  (error): Posted => ({ kind: "failed", reason: String(error) }),
);
await fetch("/posted", { method: "POST", body: JSON.stringify(posted) });
