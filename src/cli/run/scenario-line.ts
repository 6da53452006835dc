import type { Scenario } from "../../scenario/scenario.ts";
import { startLabel } from "../../scenario/time.ts";
import { counted } from "../format/numbers.ts";

/** A checked scenario in one line: how much the scenario changes and what it stands on. */
export function scenarioLine(scenario: Scenario): string {
  const under = (part: string) =>
    scenario.changes.filter(({ path }) => path === part || path.startsWith(`${part}.`)).length;
  const parts = [
    some(under("parameters"), "parameter", "parameters", "changed"),
    some(under("suppliers"), "supplier value", "supplier values", "changed"),
    some(under("countries"), "country value", "country values", "changed"),
    some(under("mechanisms"), "mechanism", "mechanisms", "switched"),
    some(scenario.interventions.length, "intervention", "interventions", ""),
    scenario.parents.length > 0 ? `extends ${scenario.parents[0]}` : "",
    scenario.branch === null
      ? ""
      : `branches off ${scenario.branch.trunk.id} at ${startLabel(scenario.branch.at)}`,
  ].filter((part) => part !== "");
  return `${scenario.id}: ${parts.length === 0 ? "nothing changed" : parts.join(", ")}`;
}

function some(number: number, one: string, many: string, verb: string): string {
  return number === 0 ? "" : `${counted(number, one, many)}${verb === "" ? "" : ` ${verb}`}`;
}
