import type { Frame } from "../core/frame.ts";
import type { Settings } from "../core/model.ts";
import type { GroupNames } from "./country-groups.ts";
import type { Plugin } from "./plugin.ts";

/** Names that turn indices back into what people read. */
export interface Labels {
  /** Country ids in the order of the frame. */
  readonly countries: readonly string[];
  readonly countryNames: readonly string[];
  readonly suppliers: readonly string[];
  readonly supplierNames: readonly string[];
  readonly segments: readonly string[];
  /** Ids of the groups of countries. */
  readonly groups: GroupNames;
  /** Label of each recorded row: "2011Q1" is the state at the end of 2011Q1. [steps] */
  readonly periods: readonly string[];
  /** Decimal year at the end of each recorded row. [steps] */
  readonly dates: readonly number[];
}

/** A scenario on its world, ready to run. */
export interface Compiled {
  readonly frame: Frame;
  readonly settings: Settings;
  readonly labels: Labels;
  /** Plugins that it runs with. */
  readonly plugins: readonly Plugin[];
}
