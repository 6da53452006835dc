import type { Settings } from "../../core/model.ts";
import type { ParameterId } from "../../core/parameters.ts";
import type { Labels } from "../../scenario/compiled.ts";
import { constantOf, type SettingPath } from "../../scenario/ensemble.ts";
import { isParameterId } from "../../scenario/registry/parameters.ts";

/** One parameter set: values by path. Whatever it does not name stays as the scenario has it. */
export type ParameterValues = Readonly<Record<SettingPath, number>>;

/**
 * Settings with the values of a parameter set put in.
 *
 * @throws RangeError for a path that names no parameter and no supplier's constant.
 */
export function withValues(
  settings: Settings,
  labels: Pick<Labels, "suppliers">,
  values: ParameterValues,
): Settings {
  const parameters: Record<string, number> = {};
  const constant = settings.suppliers.constant.slice();
  for (const [path, value] of Object.entries(values)) {
    if (isParameterId(path)) {
      parameters[path] = value;
      continue;
    }
    const supplier = labels.suppliers.indexOf(constantOf(path) ?? "");
    if (supplier < 0) throw new RangeError(`a parameter set cannot write "${path}"`);
    constant[supplier] = value;
  }
  return {
    ...settings,
    parameters: { ...settings.parameters, ...parameters },
    suppliers: { ...settings.suppliers, constant },
  };
}

/** The value that settings have at a path; NaN where there is no such place. */
export function valueAt(
  settings: Settings,
  labels: Pick<Labels, "suppliers">,
  path: SettingPath,
): number {
  if (isParameterId(path)) return settings.parameters[path as ParameterId];
  const supplier = labels.suppliers.indexOf(constantOf(path) ?? "");
  return supplier < 0 ? Number.NaN : (settings.suppliers.constant[supplier] ?? Number.NaN);
}
