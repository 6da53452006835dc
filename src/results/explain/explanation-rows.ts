import type { Row } from "../row.ts";
import type { Explanation, Without } from "./explanation.ts";

/**
 * An explanation as rows of one shape, for CSV and NDJSON. `part` says what a row is: holder, event,
 * term (utils, summing to the margin), alternative and its terms, neighbour (utils), hazard (1/yr) or
 * hazard_term, or without: the share of runs with a holder where an intervention is taken away, against that with it.
 */
export function explanationRows(
  explanation: Explanation,
  without: readonly Without[] = [],
): readonly Row[] {
  const { country, at, runs, holders, strip, decision, hazards } = explanation;
  const row = (part: string, name: string, of: string, rest: Partial<Row>): Row => ({
    country,
    at,
    part,
    name,
    of,
    value: null,
    reference: null,
    runs,
    ...rest,
  });
  const pair = decision === null ? "" : `${decision.chosen} over ${decision.over}`;
  return [
    ...holders.map((one) =>
      row("holder", one.alternative, "", { value: one.runs / runs, runs: one.runs }),
    ),
    ...strip.map((one) => {
      const { kind, segment, supplier, tier, treaty } = one;
      const of = [segment, supplier, tier, treaty].filter((part) => part !== null).join(" ");
      return row("event", kind, of, { value: one.times, reference: one.median, runs: one.runs });
    }),
    ...(decision === null
      ? []
      : [
          ...decision.terms.map(({ term, value }) =>
            row("term", term, pair, { value, runs: decision.runs }),
          ),
          row("term", "margin", pair, { value: decision.margin, runs: decision.runs }),
          ...decision.alternatives.flatMap(({ alternative, value, terms }) =>
            Number.isNaN(value)
              ? []
              : [
                  row("alternative", alternative, pair, { value, runs: decision.runs }),
                  ...terms.map((one) =>
                    row("alternative_term", one.term, alternative, {
                      value: one.value,
                      runs: decision.runs,
                    }),
                  ),
                ],
          ),
          ...decision.neighbours.map(({ country: who, push, share }) =>
            row("neighbour", who ?? "all others", pair, {
              value: push,
              reference: share,
              runs: decision.runs,
            }),
          ),
        ]),
    ...without.flatMap(({ intervention, runs: all, holders: others }) =>
      others.map((one) => {
        const before = holders.find(({ alternative }) => alternative === one.alternative)?.runs;
        const shares = { value: one.runs / all, reference: (before ?? 0) / all };
        return row("without", one.alternative, intervention, { ...shares, runs: one.runs });
      }),
    ),
    ...hazards.flatMap(({ kind, subject, hazard, average, terms, runs: acting }) => {
      const name = subject === null ? kind : `${kind} ${subject}`;
      return [
        row("hazard", name, "", { value: hazard, reference: average, runs: acting }),
        ...terms.map(({ term, value }) => row("hazard_term", term, name, { value, runs: acting })),
      ];
    }),
  ];
}
