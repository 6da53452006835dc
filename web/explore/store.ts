import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { ParameterId } from "../../src/core/parameters.ts";
import { formatExact } from "../../src/results/charts/numbers.ts";
import type { Scenario } from "../../src/scenario/scenario.ts";
import { type Choice, scenarioOf, untouched, withValue } from "./choice.ts";
import { doStep, endGesture, type History, redo, startHistory, undo } from "./history.ts";
import type { Lever } from "./levers.ts";
import type { ShippedScenario } from "./scenarios.ts";

/** Attributes of the world's suppliers: values by supplier and attribute. */
export type SupplierValues = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** A choice with the scenarios that it is held against: both take part in every step. */
export interface Chosen {
  readonly choice: Choice;
  readonly others: readonly Choice[];
}

/** What a reader has chosen, with the steps that led there. */
export interface Store {
  readonly history: ReadonlySignal<History<Chosen>>;
  readonly choice: ReadonlySignal<Choice>;
  /** What the present choice is compared with: the first is what all are held against. */
  readonly others: ReadonlySignal<readonly Choice[]>;
  /** The scenario that the choice stands for. */
  readonly scenario: ReadonlySignal<Scenario>;
  /** The scenario that its changes stand on. */
  readonly base: ReadonlySignal<Scenario>;
  readonly shipped: Signal<readonly ShippedScenario[]>;
  /** Attributes of the world's suppliers. */
  readonly suppliers: SupplierValues;
  /** Does a step that can be undone; steps of one gesture count as one. */
  act(name: string, next: Choice, gesture?: string): void;
  /** Does a step that changes what is compared, and the present choice with it where one is given. */
  hold(name: string, others: readonly Choice[], choice?: Choice): void;
  /** Ends a gesture, as when a slider is let go. */
  endGesture(): void;
  /** Puts another choice in place, without a step: a link that was opened. */
  open(choice: Choice, others?: readonly Choice[]): void;
  undo(): void;
  redo(): void;
  /** The value of a lever in a scenario. */
  read(lever: Pick<Lever, "key">, scenario: Scenario): number;
  /** Moves a lever; the base's own value takes the change away. */
  move(lever: Lever, value: number, gesture?: string): void;
}

/** Makes the store of a page. */
export function createStore(
  first: Choice,
  all: readonly ShippedScenario[],
  suppliers: SupplierValues,
): Store {
  const shipped = signal(all);
  const history = signal(startHistory<Chosen>({ choice: first, others: [] }));
  const choice = computed(() => history.value.present.choice);
  const others = computed(() => history.value.present.others);
  const scenario = computed(() => scenarioOf(choice.value, shipped.value));
  const baseId = computed(() => choice.value.base);
  const base = computed(() => scenarioOf(untouched(baseId.value), shipped.value));

  const read: Store["read"] = ({ key }, { parameters, suppliers: own }) => {
    const [section = "", id = "", attribute = ""] = key.split(".");
    if (section !== "suppliers") return parameters[key as ParameterId];
    const attributes: Readonly<Record<string, number>> = own[id]?.attributes ?? {};
    return attributes[attribute] ?? suppliers[id]?.[attribute] ?? Number.NaN;
  };
  const act: Store["act"] = (name, next, gesture) => {
    const now = history.peek();
    history.value = doStep(now, name, { ...now.present, choice: next }, gesture ?? null);
  };
  return {
    history,
    choice,
    others,
    scenario,
    base,
    shipped,
    suppliers,
    act,
    read,
    hold(name, held, next = choice.peek()) {
      history.value = doStep(history.peek(), name, { choice: next, others: held });
    },
    endGesture() {
      history.value = endGesture(history.peek());
    },
    open(opened, held = []) {
      history.value = startHistory<Chosen>({ choice: opened, others: held });
    },
    undo() {
      history.value = undo(history.peek());
    },
    redo() {
      history.value = redo(history.peek());
    },
    move(lever, value, gesture) {
      const own = read(lever, base.peek());
      const now = read(lever, scenario.peek());
      if (value === now) return;
      // A gesture is named by where it began.
      const last = history.peek().past.at(-1);
      const goesOn = gesture !== undefined && last?.gesture === gesture;
      const before = goesOn ? (last.state.choice.values[lever.key] ?? own) : now;
      const changed = value === own ? null : value;
      const name = `${lever.label} ${formatExact(Number(before))} → ${formatExact(value)}`;
      act(name, withValue(choice.peek(), lever.key, changed), gesture);
    },
  };
}
