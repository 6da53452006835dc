import { formatValue } from "../../results/charts/numbers.ts";
import type { ShownComparison } from "../../results/compare/shown.ts";
import { formatTable } from "../format/table.ts";
import type { Look } from "../look.ts";

/** How scenarios stand by each goal, as lines of text: best mean rank first. */
export function rankSections({ comparison, sides }: ShownComparison, look: Look): string[][] {
  return comparison.ranks.map(({ name, unit, goal, standings }) => {
    const rows = standings
      .map((standing, k) => ({ standing, id: sides[k]?.scenario.id ?? "" }))
      .sort((a, b) => a.standing.rank - b.standing.rank)
      .map(({ standing: { mean, rank, best, regret }, id }) => [
        id,
        formatValue(mean, unit, 1),
        rank.toFixed(2),
        formatValue(best, "share"),
        formatValue(regret.mean, unit, 1),
        formatValue(regret.p90, unit, 1),
        formatValue(regret.most, unit, 1),
      ]);
    return [
      look.colours.bold(
        `${goal === "minimise" ? "Lowest" : "Highest"} ${name} under the same luck`,
      ),
      ...formatTable(
        [
          { title: "", shrink: look.fixedWidth },
          { title: "mean", align: "right" },
          { title: "mean rank", align: "right" },
          { title: "best in", align: "right" },
          { title: "regret, mean", align: "right" },
          { title: "9 in 10 below", align: "right" },
          { title: "worst", align: "right" },
        ],
        rows,
        { indent: 2, width: look.columns, title: look.colours.dim },
      ),
    ];
  });
}
