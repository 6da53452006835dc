// Runs on a worker thread: one replay of a design per task.

import { importPlugin } from "../../../scenario/node/plugin.ts";
import { makeReplay } from "../../explain/replays.ts";
import { type Kernel, openKernel } from "../../kernel.ts";
import type { ReplayReply, ReplayTask } from "./tasks.ts";

let known: { readonly id: number; readonly kernel: Kernel } | null = null;

/** Makes the replay of a task. */
export default async function work({ designId, design, replay }: ReplayTask): Promise<ReplayReply> {
  try {
    if (known?.id !== designId) {
      if (!design) return { kind: "unknown-design" };
      const plugins = await Promise.all((design.plugins ?? []).map(importPlugin));
      known = { id: designId, kernel: openKernel(design, plugins) };
    }
    return { kind: "done", result: makeReplay(known.kernel, replay) };
  } catch (error) {
    return { kind: "failed", reason: error instanceof Error ? error.message : String(error) };
  }
}
