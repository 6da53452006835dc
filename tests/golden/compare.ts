import type { Golden, GoldenRun } from "./spine.ts";

/** What differs between two golden files, a line each; nothing if they say the same. */
export function changesBetween(before: Golden, after: Golden): string[] {
  return [
    ...change("model version", before.model, after.model),
    ...change("data version", before.data.version, after.data.version),
    ...change("data digest", before.data.digest, after.data.digest),
    ...eachName(before.scenarios, after.scenarios).flatMap((name) => {
      const was = before.scenarios[name];
      const is = after.scenarios[name];
      if (!was) return [`${name}: new`];
      if (!is) return [`${name}: gone`];
      const runs = Array.from({ length: Math.max(was.runs.length, is.runs.length) }, (_, k) =>
        runChanges(name, was.runs[k], is.runs[k]),
      );
      return [...change(`${name}: result_hash`, was.result_hash, is.result_hash), ...runs.flat()];
    }),
  ];
}

function runChanges(name: string, was: GoldenRun | undefined, is: GoldenRun | undefined): string[] {
  const run = `${name}, seed ${(was ?? is)?.seed}`;
  if (!was) return [`${run}: new`];
  if (!is) return [`${run}: gone`];
  return [
    ...change(`${run}: next seed`, was.seed, is.seed),
    ...change(`${run}: result_hash`, was.result_hash, is.result_hash),
    ...eachName(was.outcomes, is.outcomes).flatMap((outcome) =>
      change(`${run}: ${outcome}`, was.outcomes[outcome], is.outcomes[outcome]),
    ),
  ];
}

function eachName(a: Readonly<Record<string, unknown>>, b: typeof a): readonly string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])];
}

function change<T extends string | number>(what: string, was?: T, is?: T): string[] {
  if (was === is) return [];
  if (typeof was !== "number" || typeof is !== "number") {
    return [`${what} ${was ?? "(not there)"} → ${is ?? "(not there)"}`];
  }
  const share = was === 0 ? "" : `, ${signed(Number((((is - was) / was) * 100).toPrecision(3)))}%`;
  return [`${what} ${was} → ${is} (${signed(Number((is - was).toPrecision(6)))}${share})`];
}

function signed(value: number): string {
  return value > 0 ? `+${value}` : String(value);
}
