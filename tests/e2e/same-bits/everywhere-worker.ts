/// <reference lib="dom" />
import type { Compiled } from "../../../src/scenario/compiled.ts";
import { importPluginModule, type PluginReference } from "../../../src/scenario/plugin.ts";
import type { Member } from "../../golden/fixed-set.ts";
import { type ReadyMember, readyMember } from "../../golden/run-member.ts";

/** What a worker is asked. */
export type Ask =
  | {
      readonly kind: "prepare";
      /** The set without its plugins: what they define does not travel. */
      readonly set: readonly { readonly member: Member; readonly compiled: Compiled }[];
      readonly plugin: PluginReference;
    }
  | { readonly kind: "run"; readonly name: string; readonly first: number; readonly count: number };

/** What it answers. */
export type Answer =
  | { readonly kind: "done"; readonly hashes: readonly string[] }
  | { readonly kind: "failed"; readonly reason: string };

let set: readonly ReadyMember[] = [];

async function answer(ask: Ask): Promise<readonly string[]> {
  if (ask.kind === "run") {
    const ready = set.find(({ member }) => member.name === ask.name);
    if (ready === undefined) throw new Error(`no member ${ask.name}`);
    return ready.hashes(ask.first, ask.count);
  }
  const plugin = await importPluginModule(ask.plugin);
  set = ask.set.map(({ member, compiled }) => {
    const plugins = member.plugin ? [plugin] : [];
    return readyMember(member, { ...compiled, plugins }, plugins);
  });
  return [];
}

self.onmessage = async ({ data }: MessageEvent<Ask>) => {
  let reply: Answer;
  try {
    reply = { kind: "done", hashes: await answer(data) };
  } catch (error) {
    reply = { kind: "failed", reason: String(error) };
  }
  self.postMessage(reply);
};
