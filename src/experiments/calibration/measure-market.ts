// Statistics of contracts signed abroad and of bans. The model's contracts are for segments and its suppliers
// are blocs: what other sources count (agreements of a firm, deals of all firms) can be compared by shares and
// ratios only.

import { type Look, type Measure, type Parts, stateAt } from "./look.ts";
import type { Statistic, StatisticKind } from "./targets.ts";

/** Statistics that look at contracts or bans at a date. */
export type MarketStatistic = Extract<
  Statistic,
  { readonly kind: "signings_share" | "link_ratio" | "bans" | "ban_odds" }
>;

/** Whether a statistic looks at contracts or bans. */
export function isOfMarket(kind: StatisticKind): boolean {
  return (
    kind === "signings_share" || kind === "link_ratio" || kind === "bans" || kind === "ban_odds"
  );
}

/** How a statistic of the market is measured. */
export function measureMarket(statistic: MarketStatistic, parts: Parts): Measure {
  const { countries: n, suppliers: J, home } = parts.frame;
  const { supplier, other, members: group, allies } = parts;
  const k = parts.marketStates.indexOf(stateAt(statistic.date, parts.frame));
  // A date beyond the run's end has no state.
  if (k < 0) return () => Number.NaN;
  const signed = ({ market, marketAt }: Look, i: number, j: number): number => {
    if (home[i * J + j] === 1) return 0;
    return market.signings[((marketAt + k) * n + i) * J + j] ?? Number.NaN;
  };
  const bans = ({ market, marketAt }: Look, i: number): boolean =>
    ((market.bans[(marketAt + k) * n + i] as number) & (1 << supplier)) !== 0;
  switch (statistic.kind) {
    case "signings_share":
      return (look, over) => {
        let all = 0;
        let inGroup = 0;
        for (const i of over) {
          const count = signed(look, i, supplier);
          all += count;
          if (group[i] === 1) inGroup += count;
        }
        return all > 0 ? inGroup / all : Number.NaN;
      };
    case "link_ratio":
      return (look, over) => {
        let ours = 0;
        let theirs = 0;
        for (const i of over) {
          if (signed(look, i, supplier) > 0) ours++;
          if (signed(look, i, other) > 0) theirs++;
        }
        return theirs > 0 ? ours / theirs : Number.NaN;
      };
    case "bans":
      return (look, over) => {
        let count = 0;
        for (const i of over) if (group[i] === 1 && bans(look, i)) count++;
        return count;
      };
    case "ban_odds":
      return (look, over) => {
        // Half a country in every cell, so that the odds exist where nobody bans (Haldane 1956).
        const cells = [0.5, 0.5, 0.5, 0.5];
        for (const i of over) {
          if (home[i * J + supplier] === 1) continue;
          const cell = (allies[i] === 1 ? 0 : 2) + (bans(look, i) ? 0 : 1);
          cells[cell] = (cells[cell] as number) + 1;
        }
        const [allied = 0, alliedNot = 0, rest = 0, restNot = 0] = cells;
        return allied / alliedNot / (rest / restNot);
      };
  }
}
