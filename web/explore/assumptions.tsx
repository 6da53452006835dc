import type { JSX } from "preact";
import type { ParameterGroup } from "../../src/scenario/registry/definition.ts";
import { parameterIds, parameterRegistry } from "../../src/scenario/registry/parameters.ts";
import { words } from "../strings/words.ts";
import { LeverControl } from "./lever.tsx";
import { leverGroups, parameterLever } from "./levers.ts";
import { usePage } from "./page.ts";

const titles: Readonly<Record<ParameterGroup, string>> = {
  cost: words.groups.cost,
  opportunity: words.groups.openings,
  choice: words.groups.choice,
  contract: words.groups.contracts,
  coverage: words.groups.coverage,
  research: words.groups.research,
  race: words.groups.race,
  incident: words.groups.incidents,
  reputation: words.groups.reputation,
  backlash: words.groups.backlash,
  law: words.groups.laws,
  rules: words.groups.safeguards,
  moratorium: words.groups.moratoria,
  ban: words.groups.bans,
  norms: words.groups.norms,
  treaty: words.groups.treaties,
  unrest: words.groups.unrest,
  security: words.groups.security,
  rights: words.groups.rights,
  peers: words.groups.peers,
  observation: words.groups.observation,
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
