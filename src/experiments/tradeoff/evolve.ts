import { latinHypercube } from "../sampling/latin-hypercube.ts";
import { type Uniform, uniformStream } from "../sampling/unit-points.ts";
import { dominates, nonDominated, type Objectives, rankFronts } from "./dominance.ts";
import { referencePoints, survivorsByReference } from "./reference-points.ts";

/** A candidate: a point of the unit cube and what it gives. */
export interface Candidate {
  /** [0,1] for every lever. */
  readonly genes: readonly number[];
  readonly objectives: Objectives;
}

/** One generation of a search. */
export interface Generation {
  readonly number: number;
  /** Candidates evaluated so far. */
  readonly evaluated: number;
  /** What nothing found so far dominates. */
  readonly front: readonly Candidate[];
}

/** Options of `evolve`. */
export interface EvolveOptions {
  /** Number of levers. */
  readonly dimensions: number;
  /** Candidates of a generation, at least 4. */
  readonly population: number;
  /** Candidates to evaluate altogether, at least `population`. */
  readonly evaluations: number;
  readonly seed: string;
  /** Objectives of candidates, in their order; fewer come back if it was stopped. */
  readonly evaluate: (genes: readonly (readonly number[])[]) => Promise<readonly Objectives[]>;
  readonly onGeneration?: (generation: Generation) => void;
}

/** Distribution indices of crossover and mutation (Deb and Agrawal 1995): how near children stay. */
const CROSSOVER = 15;
/** The same with many objectives (Deb and Jain 2014): parents lie far apart there. */
const FAR_CROSSOVER = 30;
/** Objectives from which on candidates are chosen by reference directions. */
const MANY = 4;
const MUTATION = 20;
const CROSSOVER_RATE = 0.9;

/**
 * Searches for what nothing dominates: NSGA-II (Deb et al. 2002) with an archive of all non-dominated
 * candidates, so that none that was found is lost. From four objectives on those that stay are chosen along
 * reference directions (NSGA-III, Deb and Jain 2014). The first generation is a Latin hypercube; the
 * search depends on the seed and the objectives alone.
 *
 * @returns the archive at the end
 * @throws RangeError for a population or budget that makes no sense.
 */
export async function evolve(options: EvolveOptions): Promise<readonly Candidate[]> {
  const { dimensions, population, evaluations, seed, evaluate, onGeneration } = options;
  if (!Number.isSafeInteger(population) || population < 4) {
    throw new RangeError(`the population is ${population}; give a whole number of at least 4`);
  }
  if (!(evaluations >= population)) {
    throw new RangeError(
      `the budget allows ${evaluations} candidates, fewer than the ${population} of one generation`,
    );
  }
  const uniform = uniformStream(`${seed}/search`);
  const first = latinHypercube(population, dimensions, seed).values;
  let wanted = Array.from({ length: population }, (_, k) =>
    Array.from(first.subarray(k * dimensions, (k + 1) * dimensions)),
  );
  let parents: readonly Candidate[] = [];
  let archive: readonly Candidate[] = [];
  let evaluated = 0;
  let directions: readonly Objectives[] | undefined;
  for (let number = 0; wanted.length > 0; number++) {
    const objectives = await evaluate(wanted);
    const own = objectives.map((values, k) => ({ genes: wanted[k] ?? [], objectives: values }));
    evaluated += own.length;
    archive = joined(archive, own);
    onGeneration?.({ number, evaluated, front: archive });
    if (own.length < wanted.length) break;
    const all = [...parents, ...own];
    const many = (own[0]?.objectives.length ?? 0) >= MANY;
    if (many) {
      directions ??= referencePoints(own[0]?.objectives.length ?? 0, population);
      const values = all.map(({ objectives }) => objectives);
      const stay = survivorsByReference(values, population, directions, uniform);
      parents = stay.map((k) => all[k] as Candidate);
    } else parents = survivors(all, population);
    const room = Math.min(population, Math.floor(evaluations) - evaluated);
    wanted = children(parents, Math.max(0, room), { many, uniform });
  }
  return archive;
}

/** The archive with new candidates; what was in it is compared with the new ones only. */
function joined(archive: readonly Candidate[], own: readonly Candidate[]): readonly Candidate[] {
  const best = nonDominated(own.map(({ objectives }) => objectives)).map(
    (k) => own[k] as Candidate,
  );
  const isNew = (one: Candidate): boolean =>
    !archive.some(
      (old) =>
        dominates(old.objectives, one.objectives) ||
        old.objectives.every((value, k) => value === one.objectives[k]),
    );
  const added = best.filter(isNew);
  const kept = archive.filter(
    (old) => !added.some((one) => dominates(one.objectives, old.objectives)),
  );
  return [...kept, ...added];
}

/** The best candidates by front, within the last front those that stand most alone. */
function survivors(all: readonly Candidate[], count: number): readonly Candidate[] {
  const kept: Candidate[] = [];
  for (const front of rankFronts(all.map(({ objectives }) => objectives))) {
    const own = front.map((k) => all[k] as Candidate);
    if (kept.length + own.length <= count) {
      kept.push(...own);
      continue;
    }
    kept.push(...leastCrowded(own, count - kept.length));
    break;
  }
  return kept;
}

/** Takes the most crowded away one by one, which spreads what is left better than all at once. */
function leastCrowded(front: readonly Candidate[], count: number): readonly Candidate[] {
  const left = [...front];
  while (left.length > count) {
    const crowding = crowdingOf(left);
    let most = 0;
    for (let k = 1; k < left.length; k++) {
      if ((crowding[k] as number) < (crowding[most] as number)) most = k;
    }
    left.splice(most, 1);
  }
  return left;
}

/** Crowding distance: the perimeter of the box between the nearest neighbours; infinite at the ends. */
function crowdingOf(front: readonly Candidate[]): Float64Array {
  const crowding = new Float64Array(front.length);
  const width = front[0]?.objectives.length ?? 0;
  for (let k = 0; k < width; k++) {
    const value = (at: number): number => front[at]?.objectives[k] ?? Number.NaN;
    const order = Array.from(front.keys()).sort((a, b) => value(a) - value(b));
    const span = value(order.at(-1) ?? 0) - value(order[0] ?? 0);
    for (const [place, at] of order.entries()) {
      const [before, after] = [order[place - 1], order[place + 1]];
      const gap =
        before === undefined || after === undefined
          ? Number.POSITIVE_INFINITY
          : (value(after) - value(before)) / (span || 1);
      crowding[at] = (crowding[at] as number) + gap;
    }
  }
  return crowding;
}

/** New candidates from parents chosen by tournaments of two, or any where all are about as good, none twice. */
function children(
  parents: readonly Candidate[],
  count: number,
  { many, uniform }: { readonly many: boolean; readonly uniform: Uniform },
): number[][] {
  const fronts = rankFronts(parents.map(({ objectives }) => objectives));
  const rank = new Map(fronts.flatMap((front, level) => front.map((k) => [k, level] as const)));
  const crowding = crowdingOf(parents);
  const pick = (): readonly number[] => {
    if (many) return parents[Math.floor(uniform() * parents.length)]?.genes ?? [];
    const [a, b] = [uniform(), uniform()].map((u) => Math.floor(u * parents.length));
    const [first, second] = [a as number, b as number];
    const better =
      rank.get(first) !== rank.get(second)
        ? (rank.get(first) as number) < (rank.get(second) as number)
        : (crowding[first] as number) >= (crowding[second] as number);
    return parents[better ? first : second]?.genes ?? [];
  };
  const near = many ? FAR_CROSSOVER : CROSSOVER;
  const known = new Set(parents.map(({ genes }) => genes.join()));
  const made: number[][] = [];
  // Where levers have few values everything may be known already: then twins are let in.
  for (let tries = 0; made.length < count; tries++) {
    const child = mutated(crossed(pick(), pick(), { near, uniform }), uniform);
    const key = child.join();
    if (known.has(key) && tries < 20 * count) continue;
    known.add(key);
    made.push(child);
  }
  return made;
}

/** One child of simulated binary crossover. */
function crossed(
  a: readonly number[],
  b: readonly number[],
  { near, uniform }: { readonly near: number; readonly uniform: Uniform },
): number[] {
  if (uniform() > CROSSOVER_RATE) return [...a];
  return a.map((x, k) => {
    const y = b[k] as number;
    if (uniform() < 0.5 || Math.abs(x - y) < 1e-14) return x;
    const u = uniform();
    const spread = u <= 0.5 ? (2 * u) ** (1 / (near + 1)) : (1 / (2 * (1 - u))) ** (1 / (near + 1));
    const sign = uniform() < 0.5 ? 1 : -1;
    return clamped(0.5 * (x + y + sign * spread * (x - y)));
  });
}

/** Polynomial mutation of one gene in the mean. */
function mutated(genes: readonly number[], uniform: Uniform): number[] {
  const rate = 1 / genes.length;
  return genes.map((x) => {
    if (uniform() >= rate) return x;
    const u = uniform();
    const delta =
      u < 0.5
        ? (2 * u + (1 - 2 * u) * (1 - x) ** (MUTATION + 1)) ** (1 / (MUTATION + 1)) - 1
        : 1 - (2 * (1 - u) + (2 * u - 1) * x ** (MUTATION + 1)) ** (1 / (MUTATION + 1));
    return clamped(x + delta);
  });
}

function clamped(x: number): number {
  return Math.min(1, Math.max(0, x));
}
