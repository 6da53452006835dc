import { verbOf } from "../actions.ts";
import { SINGLE } from "../ensemble.ts";
import { overrideWorld } from "../override-world.ts";
import type { Problem } from "../problem.ts";
import type { Scenario, ScenarioIntervention } from "../scenario.ts";
import { quote } from "../source/limits.ts";
import { problem } from "../source/problems.ts";
import { find, type Mapping, type Path, placeOf, scalarAt } from "../source/tree.ts";
import { endLabel, monthsOf, startLabel, stepLengths, stepName } from "../time.ts";
import type { World } from "../world/world.ts";
import { dateAt, spanOf } from "./time.ts";

const AT: Path = ["branch", "at"];

/** Checks the date of a branch: inside the run, at the start of a step (E281). */
export function checkBranchDate(tree: Mapping): Problem[] {
  const at = dateAt(tree, AT);
  if (!at) return [];
  const { start, end, step } = spanOf(tree);
  const place = placeOf(tree, AT);
  if (end > start && (at.start <= start || at.start >= end)) {
    const message = `the branch at ${startLabel(at.start)} lies outside the run`;
    const hint = `after ${startLabel(start)}, up to ${endLabel(end)}`;
    return [problem("E281", message, AT, place, { hint })];
  }
  if (monthsOf(at.start) % Math.round(stepLengths[step] * 12) === 0) return [];
  const message = `the branch begins ${startLabel(at.start)}, which is not the start of a ${step}`;
  return [problem("E281", message, AT, place, { hint: `step is ${step}` })];
}

/**
 * Checks that a scenario can go on from its trunk's run: the same world, steps and start, and a run
 * that is long enough (E281, E282). Warns of interventions that are dated before the branch and that
 * the trunk does not have (W305), and of a trunk whose runs are spread over other parameter sets (W306).
 */
export function checkTrunk(
  scenario: Scenario,
  trunk: Scenario,
  tree: Mapping,
  worlds: { readonly own: World | null; readonly trunk: World | null },
): Problem[] {
  const at = dateAt(tree, AT)?.start ?? scenario.time.start;
  const problems: Problem[] = [];
  const misfit = (message: string, hint: string): void => {
    const path: Path = ["branch", "from"];
    problems.push(problem("E282", message, path, placeOf(tree, path), { hint }));
  };
  const [own, its] = [scenario.time, trunk.time];
  if (own.start !== its.start) {
    misfit(
      `${quote(trunk.id)} starts ${startLabel(its.start)} and this ${startLabel(own.start)}`,
      "a branch shares the beginning of its trunk",
    );
  }
  if (own.dt !== its.dt) {
    misfit(
      `${quote(trunk.id)} has steps of a ${stepName(its.dt)} and this of a ${stepName(own.dt)}`,
      "write the same time.step",
    );
  }
  const place = placeOf(tree, AT);
  if (its.end < at) {
    const message = `${quote(trunk.id)} ends ${endLabel(its.end)}, before the branch`;
    problems.push(problem("E281", message, AT, place));
  }
  if (worlds.own && worlds.trunk) {
    if (worlds.own.digest !== worlds.trunk.digest) {
      misfit(`${quote(trunk.id)} is about another world`, "a branch keeps the world of its trunk");
    } else if (!sameCountries(scenario, trunk)) {
      misfit(
        `${quote(trunk.id)} has other values of countries`,
        "a branch keeps its trunk's `countries`; move them by interventions",
      );
    } else if (!sameSuppliers(scenario, trunk, worlds.own)) {
      misfit(
        `${quote(trunk.id)} has other suppliers, homes or rivals`,
        "a branch keeps its trunk's suppliers; their values may differ",
      );
    }
  }
  return [
    ...problems,
    ...lateBeginnings(scenario, trunk, tree, at),
    ...otherSets(scenario.parameterSets.from, trunk, tree, at),
  ];
}

/** A trunk of a single set keeps its own values; one that is spread over sets can only take the run's. */
function otherSets(own: string, trunk: Scenario, tree: Mapping, at: number): Problem[] {
  const its = trunk.parameterSets.from;
  if (its === own || its === SINGLE) return [];
  const until = `until ${startLabel(at)} its runs are used here`;
  const message =
    own === SINGLE
      ? `${quote(trunk.id)} is spread over parameter sets, and ${until} with one set only`
      : `${quote(trunk.id)} is spread over other parameter sets; ${until} under ${quote(own)}`;
  const path: Path = ["branch", "from"];
  const hint = `to go on from them as they are, write parameter_sets: { from: ${its} }`;
  return [problem("W306", message, path, placeOf(tree, path), { hint })];
}

function sameCountries(a: Scenario, b: Scenario): boolean {
  return spelt(a.countries) === spelt(b.countries);
}

function sameSuppliers(a: Scenario, b: Scenario, world: World): boolean {
  const of = (one: Scenario): string => {
    const { ids, homes, rivals } = overrideWorld(world, one).suppliers;
    return JSON.stringify({ ids, homes, rivals });
  };
  return of(a) === of(b);
}

/** The values of countries in one spelling. */
function spelt(countries: Scenario["countries"]): string {
  const sorted = <T>(record: Readonly<Record<string, T>>): [string, T][] =>
    Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(
    sorted(countries)
      .filter(([, cells]) => Object.keys(cells).length > 0)
      .map(([id, cells]) => [id, sorted(cells)]),
  );
}

function lateBeginnings(
  { interventions }: Scenario,
  trunk: Scenario,
  tree: Mapping,
  at: number,
): Problem[] {
  const section = find(tree, ["interventions"]);
  const items = section?.kind === "list" ? section.items : [];
  const known = new Set(trunk.interventions.map(nameOf));
  return interventions
    .filter((one) => one.when === null && one.from < at && !known.has(nameOf(one)))
    .map((one) => {
      const k = items.findIndex((item) => scalarAt(item, ["id"]) === one.id);
      const path: Path = ["interventions", k, "at"];
      const over = one.to !== null && one.to <= at;
      const message = over
        ? `intervention ${quote(one.id)} is over before the branch and never acts`
        : `intervention ${quote(one.id)} begins with the branch, ${startLabel(at)}`;
      const note = `${quote(trunk.id)}, whose run it is until then, does not have it`;
      return problem("W305", message, path, placeOf(tree, path), { note });
    });
}

/** What tells an intervention of the trunk from one that is new: as the core does. */
function nameOf({ id, action }: ScenarioIntervention): string {
  return `${verbOf(action)} ${id}`;
}
