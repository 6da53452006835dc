import { formatValue } from "../../src/results/charts/numbers.ts";
import type {
  DecisionMean,
  Explanation,
  StripEntry,
} from "../../src/results/explain/explanation.ts";
import { signedText } from "../charts/waterfall.ts";
import type { Cell, Column, Row } from "../explore/search-table.tsx";
import { words } from "../strings/words.ts";

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
    caption: runs === 1 ? words.country.inThisRun : words.country.inManyRuns,
    columns: [
      { heading: words.country.event },
      { heading: words.shared.runs, numeric: true },
      { heading: words.country.first, whole: true },
      { heading: words.country.between, whole: true },
    ],
    rows: strip.map((one) => ({
      key: [one.kind, one.segment, one.supplier, one.tier, one.treaty].join(" "),
      cells: [
        word(eventText(one)),
        { text: words.shared.of(one.runs, runs), order: one.runs },
        word(one.median),
        word(one.low === one.high ? "" : words.country.and(one.low, one.high)),
      ],
    })),
  };
}

function eventText({ kind, segment, ...of }: StripEntry): string {
  // Each kind of event has what its sentence names.
  const { supplier, tier, treaty } = {
    supplier: of.supplier ?? "",
    tier: of.tier ?? 0,
    treaty: of.treaty ?? "",
  };
  const where = segment === null ? "" : `, ${segment}`;
  const texts: Readonly<Record<StripEntry["kind"], string>> = {
    signed: words.country.signed(supplier, where),
    renewed: words.country.renewed(supplier, where),
    switched: words.country.switched(supplier, where),
    dropped: words.country.dropped(supplier, where),
    declined: words.country.declined(where),
    cancelled: words.country.cancelled(supplier, where),
    removed: words.country.removed(supplier, where),
    law: words.country.law,
    "tier up": words.country.tierUp(tier),
    "tier down": words.country.tierDown(tier),
    moratorium: words.country.moratorium,
    "moratorium ended": words.country.moratoriumEnded,
    ban: words.country.ban(supplier),
    "ban imposed": words.country.banImposed(supplier),
    joined: words.country.joined(treaty),
    left: words.country.left(treaty),
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
        : { text: words.shared.of(used, decisions), order: used },
    ],
  }));
}

const hazardNames: Readonly<Record<Explanation["hazards"][number]["kind"], string>> = {
  opportunity: words.country.opens,
  law: words.country.law,
  rules: words.country.rulesUp,
  rollback: words.country.rulesDown,
  ban: words.country.banOf,
  treaty: words.country.joining,
};

/** How likely decisions were in the last quarter, against the average country. */
export function hazardTable({ hazards, runs }: Explanation): ExplanationTable {
  return {
    caption: words.country.rates,
    columns: [
      { heading: words.country.decision },
      { heading: words.country.aYear, numeric: true },
      { heading: words.country.average, numeric: true },
      { heading: words.country.openIn, numeric: true },
      { heading: words.country.because },
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
          { text: words.shared.of(open, runs), order: open },
          word(said.join(", ")),
        ],
      };
    }),
  };
}
