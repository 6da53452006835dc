import { documents } from "virtual:lessons";
import { buildFromDocuments } from "../../src/scenario/build-from-documents.ts";
import type { Teaching } from "../../src/scenario/teaching.ts";
import { chainOf } from "../explore/choice.ts";
import type { ShippedScenario } from "../explore/scenarios.ts";
import type { Size } from "./attempt.ts";

/** A lesson, read from its file. */
export interface Lesson {
  readonly scenario: ShippedScenario;
  readonly teach: Teaching;
  readonly size: Size;
}

/** All lessons in the order in which they are taught, over the scenarios that they stand on. */
export function lessonList(shipped: readonly ShippedScenario[]): readonly Lesson[] {
  return documents.flatMap((document) => {
    const { id, title, summary, ...own } = document;
    const scenario: ShippedScenario = {
      id: String(id),
      title: String(title),
      summary: String(summary),
      document: own,
      // It is no built-in one, so links take it along whole.
      linked: true,
    };
    const chain = chainOf([...shipped, scenario], scenario.id);
    const { teach, runs } = buildFromDocuments(chain.map((one) => one.document));
    if (teach === null) return [];
    const size = { runs: runs.count, seed: runs.seed };
    const { teach: _, ...plain } = own;
    return [{ scenario: { ...scenario, document: plain }, teach, size }];
  });
}
