import type { RunKey } from "./draws.ts";
import type { Model } from "./model.ts";
import type { State } from "./state.ts";
import type { TrajectoryArrays } from "./trajectory.ts";

/** What to keep of a run besides its outcomes. */
export interface Recording {
  /**
   * Keep who held contracts with whom, and the tier of safeguards, at each step; [steps × country]
   * words and bytes.
   */
  readonly holders: boolean;
}

/** A run under way: everything that its next steps read, and what it has recorded so far. */
export interface Run extends TrajectoryArrays {
  readonly model: Model;
  readonly state: State;
  readonly key: RunKey;
  readonly recordsHolders: boolean;
  /** Steps done. */
  step: number;
  /** Vintages of the index that have been taken. */
  vintage: number;
}
