import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import type { Design, Executor } from "../../src/experiments/ensemble.ts";
import { inlineExecutor } from "../../src/experiments/inline.ts";
import { poolExecutor } from "../../src/experiments/pool.ts";
import { orderDesk } from "../../src/experiments/worker-orders.ts";
import { loadPlugin } from "../../src/scenario/node/plugin.ts";
import { laboratory } from "../support/laboratory.ts";

/** A pool of workers that are not: orders are cloned, as a message would be, and answered here. */
function desks(jobs: number): Executor {
  return poolExecutor({
    jobs,
    start: (answer) => {
      const desk = orderDesk(() => 0);
      return {
        post: (order) => {
          void desk(structuredClone(order)).then((reply) => answer(structuredClone(reply)));
        },
        end: () => {},
      };
    },
  });
}

async function hashesOf(design: Design, executor: Executor): Promise<string[]> {
  const all: string[] = [];
  await executor.run(design, ({ hashes, failures }) => {
    expect(failures).toEqual([]);
    all.push(...hashes);
  });
  return all;
}

const path = fileURLToPath(new URL("../verification/closed-forms.mjs", import.meta.url));

test("workers import the plugins of their design, and answer in the order of their orders", async () => {
  const plugin = await loadPlugin(path);
  const setup = { countries: 8, suppliers: 2, steps: 6, definitions: plugin.definitions };
  const { frame, settings } = laboratory(setup);
  const parameters = { ...settings.parameters, "voter.share": 0.5 };
  const design: Design = {
    frame,
    settings: [{ ...settings, parameters }],
    plugins: [plugin],
    seed: "desk",
    first: 0,
    count: 30,
    recordHolders: true,
  };
  const inline = await hashesOf(design, inlineExecutor());
  expect(new Set(inline).size).toBe(30);
  for (const jobs of [1, 3]) expect(await hashesOf(design, desks(jobs))).toEqual(inline);
  // A plugin that is nowhere to be imported from ends the ensemble with the reason.
  const lost = { ...design, plugins: [{ ...plugin, url: null }] };
  await expect(hashesOf(lost, desks(1))).rejects.toThrow(/was put together in the main thread/);
});
