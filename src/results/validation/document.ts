import { NONE_SHARE } from "../../experiments/calibration/prior.ts";
import { driversText } from "./drivers.ts";
import { contractionTable, learntText, pairsText } from "./learnt.ts";
import { made } from "./made.ts";
import { num } from "./number-text.ts";
import { cannotTell, opening } from "./opening.ts";
import { coverageText, marksOf, targetsTable, targetsText } from "./past.ts";
import { ranksText, unevenRanks } from "./ranks.ts";
import { contractionChart, type Drawing, histograms, targetsChart } from "./svg.ts";
import { unseenPart } from "./unseen.ts";
import type { ValidationInput } from "./validation-input.ts";

/** The document, and its charts. */
export interface ValidationDocument {
  readonly text: string;
  readonly drawings: readonly Drawing[];
}

/** Parameters whose value is disputed: their profiles are drawn. */
const CONTESTED = [
  NONE_SHARE,
  "choice.alignment",
  "opportunity.contagion",
  "opportunity.income",
  "opportunity.affordability",
  "choice.price",
];

/** Writes the document. */
export function validationDocument(input: ValidationInput): ValidationDocument {
  const { record } = input;
  const drawings: Drawing[] = [];
  const chart = (drawing: Drawing): string => {
    drawings.push(drawing);
    return `![${drawing.alternative}](images/${drawing.name})`;
  };
  const parts = [
    "# How far to trust it",
    "<!-- Written by `panoptes hindcast --write`, from validation.json and the record of the calibration. Do not edit. -->",
    opening(input),
    "## What the data cannot tell",
    cannotTell(record),
    "## The past that was observed",
    `${targetsText(input.runs)}\n\n${chart(targetsChart(marksOf(input.targets)))}`,
    targetsTable(input.targets),
    coverageText(input.targets),
    ...(record.scores === null ? [] : unseenPart(record.scores, chart)),
    "## What was learnt of the parameters",
    learntText(record),
    chart(
      contractionChart(
        [...record.contractions]
          .sort((a, b) => b.contraction - a.contraction)
          .map(({ id, contraction }) => ({ label: id, value: contraction })),
      ),
    ),
    contractionTable(record),
    "### Contested parameters",
    "The bars are the density of the fitted sets over that of the prior; the dashed line is the prior. A flat profile means that the data say nothing.",
    chart(
      histograms(
        "validation-profiles.svg",
        "Profiles of contested parameters: fitted density over prior density",
        "fitted density over prior density",
        CONTESTED.flatMap((id) => {
          const one = record.contractions.find((c) => c.id === id);
          return one === undefined
            ? []
            : [
                {
                  title: id,
                  values: one.profile,
                  flat: 1,
                  ends: [num(one.low), num(one.high)] as const,
                },
              ];
        }),
      ),
    ),
    "### Pairs that trade off",
    pairsText(record),
    "## What drives the outcomes",
    driversText(input.drivers, input.assumed),
    "## Does the method find what is there?",
    ranksText(record),
    chart(
      histograms(
        "validation-ranks.svg",
        "Rank histograms of simulation-based calibration",
        "rank of the true value among the sets; the dashed line is a flat histogram",
        [...new Set([...CONTESTED, ...unevenRanks(record)])].flatMap((id) => {
          const one = record.ranks.find((r) => r.id === id);
          if (one === undefined) return [];
          const flat = one.counts.reduce((a, b) => a + b, 0) / one.counts.length;
          return [{ title: id, values: one.counts, flat }];
        }),
      ),
    ),
    "## How it was made",
    made(input),
  ];
  return { text: `${parts.join("\n\n")}\n`, drawings };
}
