import { kthSmallest } from "../order-statistic.ts";
import { groupSplits } from "../totals.ts";
import { Grouped, groupMeans, type Outcome } from "./outcome.ts";

/** What adoption does: to rights, security, opinion. Both indices are value judgements in their weights. */
export const consequenceOutcomes: readonly Outcome[] = [
  {
    id: "rights.erosion",
    definition: "Rights-erosion index, mean over countries",
    unit: "0-100",
    by: "none",
    measure: ({ totals, model }, out, at) => {
      out[at] = totals.erosion / model.frame.countries;
    },
  },
  ...groupSplits.map(
    (by, split): Outcome => ({
      id: "rights.erosion",
      definition: `Rights-erosion index, mean over the countries of the ${by} group`,
      unit: "0-100",
      by,
      measure: (sight, out, at) => groupMeans(sight, split, Grouped.Erosion, 1, out, at),
    }),
  ),
  {
    id: "rights.erosion_weighted",
    definition: "Rights-erosion index, mean weighted by urban population",
    unit: "0-100",
    by: "none",
    measure: ({ totals }, out, at) => {
      out[at] = totals.erosionOfPersons / totals.urban;
    },
  },
  {
    id: "rights.erosion_p90",
    definition:
      "Rights-erosion index that nine countries in ten stay at or below, at the last year's end",
    unit: "0-100",
    by: "none",
    measure: ({ state, totals, model }, out, at) => {
      if (totals.yearEnd) {
        const rank = Math.ceil(0.9 * model.frame.countries) - 1;
        totals.ranked.set(state.erosion);
        totals.erosionP90 = kthSmallest(totals.ranked, rank);
      }
      out[at] = totals.erosionP90;
    },
  },
  {
    id: "rights.exposure",
    definition: "Component: coverage by rights weights, mean over countries",
    unit: "share",
    by: "none",
    measure: ({ totals, model }, out, at) => {
      out[at] = totals.exposed / model.frame.countries;
    },
  },
  {
    id: "rights.relief",
    definition: "Component: share of erosion prevented by enforced rules, mean over countries",
    unit: "share",
    by: "none",
    measure: ({ totals, model }, out, at) => {
      out[at] =
        ((model.settings.parameters["rights.enforcement"] / 3) * totals.enforced) /
        model.frame.countries;
    },
  },
  {
    id: "security.benefit",
    definition: "Share of crime reduced, mean over countries",
    unit: "share",
    by: "none",
    measure: ({ totals, model }, out, at) => {
      out[at] = totals.security / model.frame.countries;
    },
  },
  {
    id: "security.benefit_weighted",
    definition: "Share of crime reduced, mean weighted by urban population",
    unit: "share",
    by: "none",
    measure: ({ totals }, out, at) => {
      out[at] = totals.securityOfPersons / totals.urban;
    },
  },
  {
    id: "security.exposure",
    definition: "Component: working coverage by security weights, mean over countries",
    unit: "share",
    by: "none",
    measure: ({ totals, model }, out, at) => {
      out[at] = totals.secured / model.frame.countries;
    },
  },
  {
    id: "security.per_erosion",
    definition:
      "Security-rights frontier: crime reduced per point of rights erosion, both weighted by urban population; 0 without erosion",
    unit: "share per point",
    by: "none",
    measure: ({ totals }, out, at) => {
      const erosion = totals.erosionOfPersons;
      out[at] = erosion > 0 ? totals.securityOfPersons / erosion : 0;
    },
  },
  {
    id: "incidents.count",
    definition: "Incidents in the step",
    unit: "incidents",
    by: "none",
    measure: ({ state }, out, at) => {
      out[at] = state.incidents;
    },
  },
  {
    id: "incidents.known",
    definition: "Incidents in the step that became known",
    unit: "incidents",
    by: "none",
    measure: ({ state }, out, at) => {
      out[at] = state.knownIncidents;
    },
  },
  {
    id: "backlash.mean",
    definition: "Backlash, mean over countries",
    unit: "severity units",
    by: "none",
    measure: ({ totals, model }, out, at) => {
      out[at] = totals.backlash / model.frame.countries;
    },
  },
  {
    id: "unrest.mean",
    definition: "Unrest, mean over countries",
    unit: "SD",
    by: "none",
    measure: ({ totals, model }, out, at) => {
      out[at] = totals.unrest / model.frame.countries;
    },
  },
  {
    id: "unrest.countries",
    definition:
      "Countries with unrest more than one SD above the mean: where protests are to be expected",
    unit: "countries",
    by: "none",
    measure: ({ totals }, out, at) => {
      out[at] = totals.restive;
    },
  },
];
