// The definitions of plugins put together with what is built in. Without plugins everything here is
// empty, and a run pays nothing for it.

import { definitionFaults } from "./check-definitions.ts";
import type {
  Definition,
  InterventionDefinition,
  OwnOutcomeDefinition,
  ProcessDefinition,
} from "./definitions.ts";
import { ownPurpose } from "./own-purpose.ts";
import { type ScheduledProcess, schedule } from "./schedule.ts";

/** Definitions by kind, in the order given. */
export interface Extension {
  readonly processes: readonly ProcessDefinition[];
  readonly outcomes: readonly OwnOutcomeDefinition[];
  readonly interventions: readonly InterventionDefinition[];
}

/** What there is without plugins. */
export const noExtension: Extension = { processes: [], outcomes: [], interventions: [] };

/**
 * Sorts definitions by kind.
 *
 * @throws RangeError that lists everything wrong with them.
 */
export function extensionOf(definitions: readonly Definition[]): Extension {
  if (definitions.length === 0) return noExtension;
  const faults = definitionFaults(definitions);
  if (faults.length > 0) throw new RangeError(faults.join("\n"));
  return {
    processes: definitions.filter((one) => one.kind === "process"),
    outcomes: definitions.filter((one) => one.kind === "outcome"),
    interventions: definitions.filter((one) => one.kind === "intervention"),
  };
}

/** The schedule with the processes of an extension in their places; several at one place in their order. */
export function scheduleWith({ processes }: Extension): readonly ScheduledProcess[] {
  if (processes.length === 0) return schedule;
  const placed = (place: "before" | "after" | "instead", id: string): ScheduledProcess[] =>
    processes.filter((one) => one[place] === id).map(scheduled);
  return schedule.flatMap((builtIn) => {
    const instead = placed("instead", builtIn.id);
    return [
      ...placed("before", builtIn.id),
      ...(instead.length > 0 ? instead : [builtIn]),
      ...placed("after", builtIn.id),
    ];
  });
}

function scheduled(definition: ProcessDefinition): ScheduledProcess {
  const { id } = definition;
  const purpose = ownPurpose(id);
  return {
    id,
    run(model, state) {
      const own = state.own[id];
      own.draws.aim(purpose, state.step);
      definition.run(model, state, own);
    },
  };
}
