// Statistics of the adoption index, on what was observed and on what runs showed, over any part of the
// countries: a calibration on nine tenths of them compares nine tenths of both.

import { type Measure, type Parts, stateAt } from "./look.ts";
import { measureMarket } from "./measure-market.ts";
import { pearson, ranks } from "./rank.ts";
import type { Statistic } from "./targets.ts";

/** How a statistic is measured. */
export function measureOf(statistic: Statistic, parts: Parts): Measure {
  const { members: group } = parts;
  const { all, none } = parts.bits;
  const fits = (seen: number): boolean => (seen & all) === all && (seen & none) === 0;
  switch (statistic.kind) {
    case "adopters":
      return ({ adopted, suppliers, at }, over) => {
        let found = 0;
        for (let k = 0; k < over.length; k++) {
          const i = over[k] as number;
          if (group[i] === 1 && adopted[at + i] !== 0 && fits(suppliers[at + i] as number)) found++;
        }
        return found;
      };
    case "adoption_share":
      return ({ adopted, at }, over) => {
        let found = 0;
        let total = 0;
        for (let k = 0; k < over.length; k++) {
          const i = over[k] as number;
          if (group[i] !== 1) continue;
          total++;
          if (adopted[at + i] !== 0) found++;
        }
        return total === 0 ? Number.NaN : found / total;
      };
    case "supplier_share":
      return ({ adopted, suppliers, at }, over) => {
        let found = 0;
        let total = 0;
        for (let k = 0; k < over.length; k++) {
          const i = over[k] as number;
          if (group[i] !== 1 || adopted[at + i] === 0) continue;
          total++;
          if (fits(suppliers[at + i] as number)) found++;
        }
        return total === 0 ? Number.NaN : found / total;
      };
    case "technologies":
      return ({ adopted, segments, at }, over) => {
        let sum = 0;
        let total = 0;
        for (let k = 0; k < over.length; k++) {
          const i = over[k] as number;
          if (adopted[at + i] === 0) continue;
          total++;
          sum += segments[at + i] as number;
        }
        return total === 0 ? Number.NaN : sum / total;
      };
    case "moment": {
      const x = parts.covariates(statistic.covariate);
      return ({ adopted, suppliers, at }, over) => {
        let sum = 0;
        for (let k = 0; k < over.length; k++) {
          const i = over[k] as number;
          if (adopted[at + i] !== 0 && fits(suppliers[at + i] as number)) sum += x[i] as number;
        }
        return sum;
      };
    }
    case "rank_correlation": {
      const x = parts.covariates(statistic.covariate);
      return ({ adopted, suppliers, at }, over) => {
        const adopters = over.filter((i) => adopted[at + i] !== 0);
        return pearson(
          ranks(Float64Array.from(adopters, (i) => x[i] as number)),
          ranks(Float64Array.from(adopters, (i) => (fits(suppliers[at + i] as number) ? 1 : 0))),
        );
      };
    }
    case "correlation": {
      const x = parts.covariates(statistic.covariate);
      return ({ adopted, at }, over) => {
        const known = over.filter((i) => !Number.isNaN(x[i]));
        return pearson(
          Float64Array.from(known, (i) => x[i] as number),
          Float64Array.from(known, (i) => (adopted[at + i] !== 0 ? 1 : 0)),
        );
      };
    }
    case "top_spenders": {
      const x = parts.covariates("military");
      return ({ adopted, at }, over) => {
        const known = [...over].filter((i) => !Number.isNaN(x[i]));
        known.sort((a, b) => (x[b] as number) - (x[a] as number));
        return known.slice(0, statistic.count).filter((i) => adopted[at + i] !== 0).length;
      };
    }
    case "laws": {
      const state = stateAt(statistic.date, parts.frame);
      const k = parts.lawStates.indexOf(state);
      const scale = statistic.jurisdictions / parts.frame.countries;
      return ({ laws, lawAt }) => (laws[lawAt + k] as number) * scale;
    }
    case "signings_share":
    case "link_ratio":
    case "bans":
    case "ban_odds":
      return measureMarket(statistic, parts);
  }
}
