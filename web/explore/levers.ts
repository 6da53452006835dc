import type { ParameterId, SupplierAttribute } from "../../src/core/parameters.ts";
import type { Interval, SourceFlag } from "../../src/scenario/registry/definition.ts";
import { parameterRegistry } from "../../src/scenario/registry/parameters.ts";
import { supplierRegistry } from "../../src/scenario/registry/suppliers.ts";
import { words } from "../strings/words.ts";

/** A value that can be moved, by the dotted key that links and `--set` know it by. */
export interface Lever {
  readonly key: string;
  readonly label: string;
  readonly unit: string;
  /** Values worth trying: the ends of its slider. */
  readonly range: Interval;
  /** Values outside are refused. */
  readonly limits: Interval;
  readonly source: SourceFlag;
  readonly citation: string;
}

/** The lever of a parameter of the model. */
export function parameterLever(id: ParameterId): Lever {
  return { key: id, ...parameterRegistry[id] };
}

/** The lever of an attribute of one supplier. */
export function supplierLever(supplier: string, name: string, attribute: SupplierAttribute): Lever {
  const { label, ...definition } = supplierRegistry[attribute];
  return { key: `suppliers.${supplier}.${attribute}`, ...definition, label: `${label}, ${name}` };
}

/** The levers that stand in front, by the pressure of the model that they belong to. */
export const leverGroups: readonly { readonly title: string; readonly levers: readonly Lever[] }[] =
  [
    {
      title: words.levers.cost,
      levers: [
        supplierLever("china", words.levers.china, "price"),
        parameterLever("choice.price"),
        parameterLever("choice.lock_in"),
      ],
    },
    {
      title: words.levers.alignment,
      levers: [
        parameterLever("choice.alignment"),
        parameterLever("opportunity.contagion"),
        parameterLever("norms.supplier"),
      ],
    },
    {
      title: words.levers.regulation,
      levers: [parameterLever("choice.regulation"), parameterLever("rules.base")],
    },
  ];

/** What a source flag says, in a word or two. */
export const sourceWords: Readonly<Record<SourceFlag, string>> = {
  V: words.levers.sourceSeen,
  V2: words.levers.sourceSecondHand,
  D: words.levers.sourceComputed,
  L: words.levers.sourceLiterature,
  A: words.levers.sourceAssumed,
  fit: words.levers.sourceFitted,
};

/**
 * Step of a lever's slider: a hundredth of its range, rounded to 1, 2 or 5 of a decimal place, so that
 * values read well and both ends and the base can be reached.
 */
export function stepOfLever({ range: [low, high] }: Pick<Lever, "range">): number {
  const rough = (high - low) / 100;
  const scale = 10 ** Math.floor(Math.log10(rough));
  const nice = [1, 2, 5, 10].find((factor) => factor * scale >= rough * 0.999) ?? 10;
  return Number((nice * scale).toPrecision(1));
}

/** A value moved by so many steps, kept within the slider's ends and free of binary dust. */
export function stepped(lever: Lever, value: number, steps: number): number {
  const step = stepOfLever(lever);
  const moved = value + steps * step;
  const digits = Math.max(0, -Math.floor(Math.log10(step)) + 4);
  const [low, high] = lever.range;
  return Number(Math.min(high, Math.max(low, moved)).toFixed(digits));
}
