import type { Explanation } from "../../src/results/explain/explanation.ts";
import type { ExplainAnswer } from "../lab/explain-task.ts";
import { words } from "../strings/words.ts";

/** The explanation with names in place of the ids of suppliers and segments, for sentences. */
export function named({
  explanation,
  suppliers,
  supplierNames,
}: Pick<ExplainAnswer, "explanation" | "suppliers" | "supplierNames">): Explanation {
  const nameOf = (id: string): string => supplierNames[suppliers.indexOf(id)] ?? id;
  const { decision, hazards, holders, strip, segment } = explanation;
  const side = (id: string): string => (id === "none" ? words.country.buyingNothing : nameOf(id));
  return {
    ...explanation,
    at: spaced(explanation.at),
    segment: segment === null ? null : segmentName(segment),
    holders: holders.map((one) => ({
      ...one,
      alternative: one.alternative === "none" ? "none" : nameOf(one.alternative),
    })),
    strip: strip.map((one) => ({
      ...one,
      supplier: one.supplier === null ? null : nameOf(one.supplier),
      segment: one.segment === null ? null : segmentName(one.segment),
      median: spaced(one.median),
      low: spaced(one.low),
      high: spaced(one.high),
    })),
    hazards: hazards.map((one) => ({
      ...one,
      subject: one.subject === null ? null : nameOf(one.subject),
    })),
    decision:
      decision === null
        ? null
        : { ...decision, chosen: side(decision.chosen), over: side(decision.over) },
  };
}

const segmentNames: Readonly<Record<string, string>> = {
  public_space: words.country.publicSpace,
  transport_hub: words.country.transportHubs,
  residential: words.country.residential,
};

/** What a segment is called. */
export function segmentName(id: string): string {
  return segmentNames[id] ?? id;
}

function spaced(period: string): string {
  return period.replace(/^(\d{4})(Q\d)$/, "$1 $2");
}
