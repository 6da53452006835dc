import type { Vector } from "../core/arrays.ts";
import type { Extension } from "../core/extension.ts";
import type { Frame } from "../core/frame.ts";
import type { Settings } from "../core/model.ts";
import type { SupplierAttribute, SupplierAttributes } from "../core/parameters.ts";
import { type Clock, compileFrame, segmentsOf } from "./compile-frame.ts";
import { compileIntervention, type Setting } from "./compile-intervention.ts";
import type { Compiled, Labels } from "./compiled.ts";
import { countryGroups } from "./country-groups.ts";
import { overrideWorld } from "./override-world.ts";
import { ownOutcomes } from "./own-outcomes.ts";
import { periodLabel } from "./periods.ts";
import type { Plugin } from "./plugin.ts";
import { supplierAttributeIds } from "./registry/suppliers.ts";
import type { Scenario } from "./scenario.ts";
import type { World } from "./world/world.ts";

/**
 * Compiles a checked scenario on its world: ids become indices (countries and suppliers in the order
 * of their ids), dates become steps, covariates become read-only arrays.
 *
 * @param plugins those that the scenario was read with
 * @param known frame and labels of another scenario on the same world of which `sameFrame` is true: most
 * of the work is then done already
 * @throws RangeError if the scenario names a country, supplier, column or outcome that does not exist,
 * which `parseScenario` reports beforehand when it is given the world.
 */
export function compileScenario(
  scenario: Scenario,
  original: World,
  plugins: readonly Plugin[] = [],
  known: Pick<Compiled, "frame" | "labels"> | null = null,
): Compiled {
  const { outcomes, interventions } = requirePlugins(scenario, plugins);
  const world = overrideWorld(original, scenario);
  const { start, end, dt } = scenario.time;
  const steps = Math.round((end - start) / dt);
  // A hair of tolerance: 2011 + k/12 is not exact. And no negative zero.
  const stepAt = (date: number): number => Math.ceil((date - start) / dt - 1e-6) + 0;
  const clock = { start, dt, steps, stepAt };
  const { frame: shared, labels } = known ?? {
    frame: compileFrame(world, clock),
    labels: labelsOf(world, clock),
  };
  const frame: Frame =
    outcomes.length === 0 ? shared : { ...shared, ownOutcomes: ownOutcomes(outcomes) };
  const ownVerbs = new Map(interventions.map((one) => [one.id, one]));
  const setting = { world, frame, labels, clock, ownVerbs };
  return { frame, settings: compileSettings(scenario, original, setting), labels, plugins };
}

/** What plugins define; they have to be those that the scenario was read with. */
function requirePlugins(
  { plugins: read }: Scenario,
  plugins: readonly Plugin[],
): Pick<Extension, "outcomes" | "interventions"> {
  const given = plugins.map(({ digest }) => digest);
  if (given.join() === read.join()) {
    // Reading has checked them together; doing so again would bring the kernel to whoever compiles.
    const definitions = plugins.flatMap((plugin) => plugin.definitions);
    return {
      outcomes: definitions.filter((one) => one.kind === "outcome"),
      interventions: definitions.filter((one) => one.kind === "intervention"),
    };
  }
  const names = plugins.map(({ name }) => name).join(", ");
  throw new RangeError(
    `the scenario was read with ${read.length} plugins (${read.join(", ")}) ` +
      `and is compiled with ${given.length} (${names}): give it the same in the same order`,
  );
}

/** Settings of a scenario on the frame that it shares with the branch it is the trunk of. */
function compileSettings(scenario: Scenario, original: World, setting: Setting): Settings {
  const world = overrideWorld(original, scenario);
  const byId = [...scenario.interventions].sort((a, b) => (a.id < b.id ? -1 : 1));
  const { branch } = scenario;
  return {
    parameters: { ...scenario.parameters },
    suppliers: attributesOf(world),
    mechanisms: { ...scenario.mechanisms },
    ...(scenario.plugins.length === 0 ? {} : { plugins: scenario.plugins }),
    interventions: byId.map((one) => compileIntervention(one, setting)),
    ...(branch === null
      ? {}
      : {
          trunk: {
            settings: compileSettings(branch.trunk, original, setting),
            step: setting.clock.stepAt(branch.at),
          },
        }),
  };
}

/**
 * Settings of a scenario that shares its world and time with one that is compiled, for example the
 * same at another point of a sweep. Far cheaper than compiling it: the frame is there.
 *
 * @throws RangeError if it names what does not exist.
 */
export function settingsOn(
  { frame, labels, plugins }: Pick<Compiled, "frame" | "labels" | "plugins">,
  scenario: Scenario,
  world: World,
): Settings {
  const { start, dt, steps } = frame;
  const stepAt = (date: number): number => Math.ceil((date - start) / dt - 1e-6) + 0;
  const { interventions } = requirePlugins(scenario, plugins);
  const ownVerbs = new Map(interventions.map((one) => [one.id, one]));
  const setting = { world: overrideWorld(world, scenario), frame, labels, ownVerbs };
  return compileSettings(scenario, world, { ...setting, clock: { start, dt, steps, stepAt } });
}

function attributesOf({ suppliers }: World): SupplierAttributes {
  const column = (name: SupplierAttribute): Vector => {
    const values = suppliers.columns[name];
    if (!values) throw new RangeError(`the table of suppliers has no column "${name}"`);
    return values.slice();
  };
  return Object.fromEntries(
    supplierAttributeIds.map((name) => [name, column(name)]),
  ) as unknown as SupplierAttributes;
}

function labelsOf(world: World, { start, dt, steps }: Clock): Labels {
  const rows = Array.from({ length: steps }, (_, s) => s);
  return {
    countries: world.countries.ids,
    countryNames: world.countries.names,
    suppliers: world.suppliers.ids,
    supplierNames: world.suppliers.names,
    segments: segmentsOf(world),
    groups: countryGroups(world).names,
    periods: rows.map((s) => periodLabel(start + s * dt, dt)),
    dates: rows.map((s) => start + (s + 1) * dt),
  };
}
