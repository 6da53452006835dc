import { formatValue } from "../../src/results/charts/numbers.ts";
import type {
  DecisionMean,
  Explanation,
  StripEntry,
} from "../../src/results/explain/explanation.ts";
import { signedText } from "../charts/waterfall.ts";
import type { Cell, Column, Row } from "../explore/search-table.tsx";

/** A table of an explanation. */
export interface ExplanationTable {
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}

const word = (text: string): Cell => ({ text });

/** What happened until the period looked at. */
export function eventTable({ strip, runs }: Explanation): ExplanationTable {
  return {
    caption:
      runs === 1
        ? "What happened in this run."
        : "What happened, in how many runs, and when first: the median of these runs with the range of 8 in 10.",
    columns: [
      { heading: "Event" },
      { heading: "Runs", numeric: true },
      { heading: "First", whole: true },
      { heading: "8 in 10 between", whole: true },
    ],
    rows: strip.map((one) => ({
      key: [one.kind, one.segment, one.supplier, one.tier, one.treaty].join(" "),
      cells: [
        word(eventText(one)),
        { text: `${one.runs} of ${runs}`, order: one.runs },
        word(one.median),
        word(one.low === one.high ? "" : `${one.low} and ${one.high}`),
      ],
    })),
  };
}

function eventText({ kind, segment, supplier, tier, treaty }: StripEntry): string {
  const where = segment === null ? "" : `, ${segment}`;
  const texts: Readonly<Record<StripEntry["kind"], string>> = {
    signed: `Contract with ${supplier}${where}`,
    renewed: `Renewed with ${supplier}${where}`,
    switched: `Switched to ${supplier}${where}`,
    dropped: `Contract with ${supplier} ran out${where}`,
    declined: `Procurement that chose nothing${where}`,
    cancelled: `Contract with ${supplier} cancelled${where}`,
    removed: `Contract with ${supplier} removed by a ban${where}`,
    law: "Data-protection law",
    "tier up": `Safeguards raised to tier ${tier}`,
    "tier down": `Safeguards lowered to tier ${tier}`,
    moratorium: "Moratorium",
    "moratorium ended": "Moratorium ended",
    ban: `Ban of ${supplier}`,
    "ban imposed": `Ban of ${supplier} by an intervention`,
    joined: `Joined ${treaty}`,
    left: `Left ${treaty}`,
  };
  return texts[kind];
}

/** Peers by how strongly they pushed. */
export function neighbourRows(
  { neighbours, decisions }: DecisionMean,
  open: (country: string) => void,
): readonly Row[] {
  return neighbours.map(({ country, name, push, share, decisions: used }) => ({
    key: country ?? "all others",
    cells: [
      country === null ? word(name) : { text: name, open: () => open(country) },
      { text: signedText(push), order: push },
      { text: formatValue(share, "share"), order: share },
      country === null
        ? { text: "–", order: Number.NaN }
        : { text: `${used} of ${decisions}`, order: used },
    ],
  }));
}

const hazardNames: Readonly<Record<Explanation["hazards"][number]["kind"], string>> = {
  opportunity: "A procurement opens",
  law: "Data-protection law",
  rules: "Safeguards a tier up",
  rollback: "Safeguards a tier down",
  ban: "Ban of",
  treaty: "Joining",
};

/** How likely decisions were in the last quarter, against the average country. */
export function hazardTable({ hazards, runs }: Explanation): ExplanationTable {
  return {
    caption:
      "Rates in the quarter looked at, against those of the average country, and what raised or lowered them most.",
    columns: [
      { heading: "Decision" },
      { heading: "A year", numeric: true },
      { heading: "Average country", numeric: true },
      { heading: "Open in runs", numeric: true },
      { heading: "Because of" },
    ],
    rows: hazards.map(({ kind, subject, hazard, average, runs: open, terms }) => {
      const said = [...terms]
        .filter(({ value }) => Math.abs(value) >= 0.05)
        .sort((a, b) => Math.abs(b.value) - Math.abs(a.value))
        .slice(0, 3)
        .map(({ term, value }) => `${term} × ${Math.exp(value).toFixed(2)}`);
      return {
        key: `${kind} ${subject ?? ""}`,
        cells: [
          word(subject === null ? hazardNames[kind] : `${hazardNames[kind]} ${subject}`),
          { text: hazard.toPrecision(2), order: hazard },
          { text: average.toPrecision(2), order: average },
          { text: `${open} of ${runs}`, order: open },
          word(said.join(", ")),
        ],
      };
    }),
  };
}
