import { partName } from "./outcome-name.ts";
import type { ScenarioTrigger } from "./scenario.ts";

/** A trigger in words: "adoption.share.china is above 0.5 for 4 quarters, then 2 quarters later, once". */
export function triggerText({
  metric,
  by,
  of,
  side,
  limit,
  for: quarters,
  delay,
  acts,
}: ScenarioTrigger): string {
  const name = of === null ? metric : `${metric}.${partName(by, of)}`;
  const long = quarters === 1 ? "" : ` for ${quarters} quarters`;
  const later = delay === 0 ? "" : `, then ${delay} ${delay === 1 ? "quarter" : "quarters"} later`;
  return `${name} is ${side} ${limit}${long}${later}, ${acts === "once" ? "once" : "as long as it is"}`;
}
