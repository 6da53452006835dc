import { sameFrame } from "../../scenario/same-frame.ts";
import type { Scenario } from "../../scenario/scenario.ts";

/** One thing in which a scenario differs from another. */
export interface Measure {
  /** Id of an intervention, or the path of a value such as `parameters.choice.price`. */
  readonly id: string;
  readonly kind: "intervention" | "parameter" | "mechanism" | "supplier";
}

/**
 * The things in which two scenarios differ and that change a run: interventions that only one has or
 * that differ, parameters, mechanisms, and the attributes of a supplier, each supplier's as one.
 *
 * @throws RangeError where they differ in something that cannot be taken in parts
 */
export function measuresBetween(from: Scenario, to: Scenario): readonly Measure[] {
  const whole = indivisible(from, to);
  if (whole !== null) {
    throw new RangeError(
      `"${to.id}" and "${from.id}" differ in ${whole}, which cannot be shared out; ` +
        "compare with a scenario that has the same",
    );
  }
  const measures: Measure[] = [];
  const mine = new Map(to.interventions.map((one) => [one.id, JSON.stringify(one)]));
  const its = new Map(from.interventions.map((one) => [one.id, JSON.stringify(one)]));
  for (const id of union(mine.keys(), its.keys())) {
    if (mine.get(id) !== its.get(id)) measures.push({ id, kind: "intervention" });
  }
  const parts = [
    ["parameter", from.parameters, to.parameters],
    ["mechanism", from.mechanisms, to.mechanisms],
    ["supplier", from.suppliers, to.suppliers],
  ] as const;
  for (const [kind, a, b] of parts) {
    const [one, other] = [new Map(Object.entries(a)), new Map(Object.entries(b))];
    for (const key of union(one.keys(), other.keys())) {
      const measure = { id: `${kind}s.${key}`, kind };
      const text = (scenario: Scenario, value: unknown) =>
        JSON.stringify([
          value ?? null,
          scenario.parameterSets.pinned.filter((path) => pins(measure, path)),
        ]);
      if (text(from, one.get(key)) !== text(to, other.get(key))) measures.push(measure);
    }
  }
  return measures;
}

/**
 * The first scenario with some of the measures of the second.
 * @param has whether measure k is among them
 */
export function withMeasures(
  from: Scenario,
  to: Scenario,
  measures: readonly Measure[],
  has: (k: number) => boolean,
): Scenario {
  const taken = new Set(measures.filter((_, k) => has(k)).map(({ id, kind }) => `${kind} ${id}`));
  const pick = <T>(
    kind: Measure["kind"],
    a: Readonly<Record<string, T>>,
    b: Readonly<Record<string, T>>,
  ): Record<string, T> => {
    const [one, other] = [new Map(Object.entries(a)), new Map(Object.entries(b))];
    return Object.fromEntries(
      union(one.keys(), other.keys()).flatMap((key) => {
        const value = (taken.has(`${kind} ${kind}s.${key}`) ? other : one).get(key);
        return value === undefined ? [] : [[key, value]];
      }),
    );
  };
  const names = union(
    from.interventions.map(({ id }) => id),
    to.interventions.map(({ id }) => id),
  );
  const moved = (path: string) => measures.some((one, k) => has(k) && pins(one, path));
  const pinned = [
    ...from.parameterSets.pinned.filter((path) => !moved(path)),
    ...to.parameterSets.pinned.filter(moved),
  ];
  const known = new Set(to.uncertainty.map(({ name }) => name));
  return {
    ...from,
    interventions: names.flatMap((id) => {
      const { interventions } = taken.has(`intervention ${id}`) ? to : from;
      return interventions.filter((one) => one.id === id);
    }),
    parameters: pick("parameter", from.parameters, to.parameters) as Scenario["parameters"],
    mechanisms: pick("mechanism", from.mechanisms, to.mechanisms) as Scenario["mechanisms"],
    suppliers: pick("supplier", from.suppliers, to.suppliers),
    parameterSets: { ...from.parameterSets, pinned },
    uncertainty: [...to.uncertainty, ...from.uncertainty.filter(({ name }) => !known.has(name))],
  };
}

/** Whether a measure is what a pinned value of a parameter set is about. */
function pins({ id, kind }: Measure, path: string): boolean {
  if (kind === "parameter") return id === `parameters.${path}` || id === path;
  return kind === "supplier" && path.startsWith(`${id}.`);
}

/** What differs that no part of can be taken alone, in words; null if nothing does. */
function indivisible(from: Scenario, to: Scenario): string | null {
  const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
  if (from.world !== to.world) return "their world";
  if (!sameFrame(from, to)) return "time, countries, or who the suppliers are";
  if (!same(from.branch, to.branch)) return "what they branch off from";
  if (!same(from.plugins, to.plugins)) return "their plugins";
  const [a, b] = [from.parameterSets, to.parameterSets];
  if (a.from !== b.from || a.only !== b.only) return "their parameter sets";
  return null;
}

/** All of both, each once, in alphabetical order. */
function union(a: Iterable<string>, b: Iterable<string>): string[] {
  return [...new Set([...a, ...b])].sort();
}
