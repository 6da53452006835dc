import type { Policy, Tradeoff } from "../../results/tradeoff/run-tradeoff.ts";
import { resolvedDocument } from "../../scenario/resolved-document.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import { atPoint } from "../../scenario/uncertainty.ts";

/** The policy nearest to the best of each objective, among those that hold where any does. */
function compromise({ front }: Tradeoff): Policy {
  const holding = front.filter(({ holds }) => holds);
  const all = holding.length > 0 ? holding : front;
  const values = (k: number): number[] => all.map(({ found }) => found[k] ?? Number.NaN);
  const width = all[0]?.found.length ?? 0;
  const distance = ({ found }: Policy): number =>
    Array.from({ length: width }, (_, k) => {
      const [low, high] = [Math.min(...values(k)), Math.max(...values(k))];
      return (((found[k] ?? low) - low) / (high - low || 1)) ** 2;
    }).reduce((sum, square) => sum + square, 0);
  return all.reduce((best, policy) => (distance(policy) < distance(best) ? policy : best));
}

/** That policy as a scenario of its own. */
export function compromiseScenario(scenario: Scenario, tradeoff: Tradeoff): string {
  const { levers } = tradeoff;
  const policy = compromise(tradeoff);
  const point = Object.fromEntries(levers.map(({ name }, k) => [name, policy.levers[k] as number]));
  return resolvedDocument({
    ...atPoint(scenario, point),
    id: `${scenario.id.slice(0, 50)}-compromise`,
    title: `${scenario.title.slice(0, 180)} (compromise)`,
    uncertainty: scenario.uncertainty.filter(({ name }) => !(name in point)),
    expect: [],
    teach: null,
  });
}
