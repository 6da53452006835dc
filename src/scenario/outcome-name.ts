import { endLabel } from "./time.ts";

/** Name under which an outcome without one is reported: `adoption.share.china@2035Q4`. */
export function outcomeName(
  metric: string,
  by: "none" | "supplier" | "segment",
  of: string | null,
  at: number | null,
): string {
  const part = of !== null ? `.${of}` : by === "none" ? "" : ` by ${by}`;
  return `${metric}${part}${at === null ? "" : `@${endLabel(at)}`}`;
}
