import type { ParameterId, SupplierAttribute } from "../../src/core/parameters.ts";
import type { Scenario } from "../../src/scenario/scenario.ts";
import type { Uncertainty } from "../../src/scenario/uncertainty.ts";

/** A lever that an experiment varies, evenly over a range. */
export interface Varied {
  /** Id of a parameter, or `suppliers.china.price`. */
  readonly key: string;
  readonly label: string;
  readonly low: number;
  readonly high: number;
}

/** The scenario with these levers free and nothing else. */
export function withVaried(scenario: Scenario, varied: readonly Varied[]): Scenario {
  return { ...scenario, outcomes: [], uncertainty: varied.map(quantityOf) };
}

function quantityOf({ key, label, low, high }: Varied): Uncertainty {
  const [section, supplier = "", attribute = ""] = key.split(".");
  return {
    name: key,
    role: "lever",
    label,
    distribution: { kind: "uniform", low, high },
    target:
      section === "suppliers"
        ? { kind: "supplier", supplier, attribute: attribute as SupplierAttribute }
        : { kind: "parameter", id: key as ParameterId },
    because: null,
    source: null,
  };
}
