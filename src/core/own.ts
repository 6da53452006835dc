// What the processes and interventions of plugins have of their own in a run: parameters, arrays and
// draws.

import type { Vector } from "./arrays.ts";
import type { Own, OwnArray } from "./definitions.ts";
import { Draws, type RunKey } from "./draws.ts";
import type { Frame } from "./frame.ts";
import type { OwnIntervention } from "./intervention.ts";
import type { Model } from "./model.ts";
import { ownPurpose } from "./own-purpose.ts";
import type { State } from "./state.ts";

/** Own in the making: its parameters follow the model of the run. */
type Held = { -readonly [K in keyof Own]: Own[K] };

/** What the definitions of an extension have of their own, by id, to be reset for each run. */
export function createOwn({ frame, extension }: Model): Readonly<Record<string, Own>> {
  return Object.fromEntries(
    [...extension.processes, ...extension.interventions].map(({ id, arrays = {} }) => [
      id,
      {
        parameters: {},
        arrays: Object.fromEntries(
          Object.entries(arrays).map(([name, { per }]) => [
            name,
            new Float64Array(lengthOf(frame, per)),
          ]),
        ),
        draws: new Draws(),
      },
    ]),
  );
}

function lengthOf({ countries, suppliers, segments }: Frame, per: OwnArray["per"]): number {
  switch (per) {
    case "world":
      return 1;
    case "country":
      return countries;
    case "supplier":
      return suppliers;
    case "deployment":
      return segments * countries;
    case "cell":
      return countries * suppliers;
  }
}

/** Puts what definitions have of their own to the start of a run. */
export function resetOwn({ extension, settings }: Model, state: State, key: RunKey): void {
  // Own parameters stand among the others, under the ids that scenarios know them by.
  const values = settings.parameters as unknown as Readonly<Record<string, number | undefined>>;
  for (const { id, parameters = {}, arrays = {} } of [
    ...extension.processes,
    ...extension.interventions,
  ]) {
    const own: Held = state.own[id];
    own.parameters = Object.fromEntries(
      Object.entries(parameters).map(([name, one]) => [
        name,
        values[`${id}.${name}`] ?? one.default,
      ]),
    );
    fill(own.arrays, arrays);
    own.draws.start(key);
  }
}

function fill(
  arrays: Readonly<Record<string, Vector>>,
  shapes: Readonly<Record<string, OwnArray>>,
): void {
  for (const [name, { initial }] of Object.entries(shapes)) arrays[name].fill(initial);
}

/** Clears what interventions of an extension have put in force, before all are applied anew. */
export function clearOwnInterventions({ extension }: Model, state: State): void {
  for (const { id, arrays = {} } of extension.interventions) fill(state.own[id].arrays, arrays);
}

/** Puts an intervention of an extension in force. */
export function applyOwn(
  model: Model,
  state: State,
  intervention: OwnIntervention,
  growth: number,
  first: boolean,
): void {
  const { verb, numbers, indices, countries } = intervention;
  const definition = model.extension.interventions.find(({ id }) => id === verb);
  if (!definition) throw new RangeError(`no plugin defines the intervention "${verb}"`);
  const own = state.own[verb];
  own.draws.aim(ownPurpose(verb), state.step);
  definition.apply(model, state, own, { numbers, indices, countries, growth, first });
}
