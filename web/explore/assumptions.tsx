import type { JSX } from "preact";
import type { ParameterGroup } from "../../src/scenario/registry/definition.ts";
import { parameterIds, parameterRegistry } from "../../src/scenario/registry/parameters.ts";
import { LeverControl } from "./lever.tsx";
import { leverGroups, parameterLever } from "./levers.ts";
import { usePage } from "./page.ts";

const titles: Readonly<Record<ParameterGroup, string>> = {
  cost: "Cost",
  opportunity: "Openings",
  choice: "Choice of supplier",
  contract: "Contracts",
  coverage: "Coverage",
  research: "Research",
  race: "Race between suppliers",
  incident: "Incidents",
  reputation: "Reputation",
  backlash: "Backlash",
  law: "Data-protection laws",
  rules: "Safeguards",
  moratorium: "Moratoria",
  ban: "Bans",
  norms: "Norms",
  treaty: "Treaties",
  unrest: "Unrest",
  security: "Security",
  rights: "Rights",
  peers: "Peers",
  observation: "What the index sees",
};

const inFront = new Set(leverGroups.flatMap(({ levers }) => levers.map(({ key }) => key)));
const groups = (Object.keys(titles) as ParameterGroup[]).map((group) => ({
  group,
  ids: parameterIds.filter((id) => parameterRegistry[id].group === group && !inFront.has(id)),
}));

/** Every other parameter of the registry, by the process of the model that it belongs to. */
export function Assumptions(): JSX.Element {
  const { store } = usePage();
  const { values } = store.choice.value;
  return (
    <div class="assumptions">
      {groups.map(({ group, ids }) => {
        const changed = ids.filter((id) => id in values).length;
        return (
          <details key={group} open={changed > 0}>
            <summary>
              {titles[group]} {changed > 0 && <span class="badge">{changed}</span>}
            </summary>
            {ids.map((id) => (
              <LeverControl key={id} lever={parameterLever(id)} />
            ))}
          </details>
        );
      })}
    </div>
  );
}
