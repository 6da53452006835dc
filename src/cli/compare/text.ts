import { MODEL_VERSION } from "../../core/version.ts";
import { formatValue } from "../../results/charts/numbers.ts";
import type { ComparedOutcome, PairedComparison } from "../../results/compare/compare-sides.ts";
import { largestChange } from "../../results/compare/countries.ts";
import type { LeaveOneOut } from "../../results/compare/leave-one-out.ts";
import { isAsked, type ShownComparison } from "../../results/compare/shown.ts";
import {
  conclusionText,
  costText,
  countryPairsText,
  leftOutText,
  partingText,
  setsText,
} from "../../results/compare/words.ts";
import type { SeriesColumn } from "../../results/summary.ts";
import { count, counted, duration, type Scale, scaleFor } from "../format/numbers.ts";
import { sparkline, trendWords } from "../format/sparkline.ts";
import { formatTable } from "../format/table.ts";
import { wrap } from "../format/width.ts";
import type { Look } from "../look.ts";
import { type Block, blocksOf } from "../run/blocks.ts";
import { rankSections } from "./rank-text.ts";

/** Inputs and countries that are listed, at most; the rest is counted. */
const MOST_CHANGES = 8;
const MOST_COUNTRIES = 6;
/** Outcomes whose conclusion is put to the question. */
const MOST_QUESTIONED = 4;

/** A comparison for people, as lines of text. */
export function comparisonLines(shown: ShownComparison, look: Look): string[] {
  const { comparison } = shown;
  const sections = [
    headLines(shown, look),
    ...comparison.pairs.flatMap((pair, k) => pairSections(shown, pair, k, look)),
    ...rankSections(shown, look),
  ];
  const lines = sections
    .filter((section) => section.length > 0)
    .flatMap((section, k) => (k === 0 ? section : ["", ...section]));
  return look.ascii ? lines.map(toAscii) : lines;
}

function headLines({ comparison, sides, seed }: ShownComparison, look: Look): string[] {
  const [first] = comparison.pairs;
  const ids = sides.map(({ scenario }) => scenario.id);
  const facts = [
    `${counted(first?.pairs ?? 0, "pair")} with the same luck, from seed ${seed}`,
    `${first?.periods[0]}${look.signs.dash}${first?.periods.at(-1)}`,
    `model ${MODEL_VERSION}`,
    `data ${sides[0]?.world.version}`,
    duration(comparison.elapsedSeconds),
  ];
  return [
    look.colours.bold(`${ids.slice(1).join(", ")} against ${ids[0]}`),
    look.colours.dim(facts.join(` ${look.signs.dot} `)),
    look.colours.dim("Simulated worlds, not a forecast."),
  ];
}

function pairSections(
  shown: ShownComparison,
  pair: PairedComparison,
  k: number,
  look: Look,
): string[][] {
  const { colours } = look;
  const changes = shown.differences[k] ?? [];
  const listed = changes
    .slice(0, MOST_CHANGES)
    .map(({ path, from, to }) => `${path} ${from ?? "(none)"} → ${to ?? "(none)"}`);
  const more = changes.length - listed.length;
  const differs =
    changes.length === 0
      ? "nothing: the inputs are the same"
      : [...listed, ...(more > 0 ? [`${count(more)} more`] : [])].join(` ${look.signs.dot} `);
  const columns = pair.outcomes.map(({ column }) => column);
  const requests = shown.sides[k + 1]?.scenario.outcomes ?? [];
  const blocks = blocksOf(columns, requests, shown.metric);
  const title = shown.comparison.pairs.length > 1 ? [[colours.bold(`${pair.b.id}:`)]] : [];
  return [
    ...title,
    [
      ...wrap(`Differs in: ${differs}`, look.columns),
      ...[setsText(pair)].filter(Boolean).flatMap((text) => wrap(`Mind: ${text}`, look.columns)),
    ],
    ...blocks.map((block) => blockLines(pair, block, look)),
    clearestLines(shown, pair, blocks, look),
    costLines(shown, pair, look),
    countryLines(shown, pair, look),
    partingLines(pair, look),
    turnLines(shown, pair, k, look),
  ];
}

function blockLines(pair: PairedComparison, block: Block, look: Look): string[] {
  // What is left over is said by the total; its difference is the same with the other sign.
  const outcomes = block.lines
    .filter(({ complement }) => !complement)
    .flatMap(({ index, name }) => {
      const one = pair.outcomes[index];
      return one === undefined ? [] : [{ one, name }];
    });
  return tableLines(pair, block.title, outcomes, look);
}

function tableLines(
  pair: PairedComparison,
  title: string,
  outcomes: readonly { readonly one: ComparedOutcome; readonly name: string }[],
  look: Look,
): string[] {
  if (outcomes.length === 0) return [];
  const { colours } = look;
  const narrow = look.columns < 100;
  const rows = outcomes.map(({ one, name }) => {
    const { meanA, meanB, mean, low, high, higher, same, lower, pairs } = one.statistics;
    const scale = scaleOf(one.column, one, look);
    const medians = one.overTime.map(({ median }) => median);
    const span = Math.max(1e-12, ...medians.map(Math.abs));
    const trend = look.ascii
      ? trendWords(medians, 2 * span)
      : colours.cyan(sparkline(medians, -span, span, narrow ? 8 : 12));
    const wins = pairs === same ? "all the same" : `${higher} / ${same} / ${lower}`;
    return [
      name,
      ...(narrow ? [] : [trend]),
      scale.value(meanA),
      scale.value(meanB),
      differenceText(mean, one, scale, look),
      `${differenceText(low, one, scale, look)} to ${differenceText(high, one, scale, look)}`,
      wins,
      one.statistics.direction === "higher" || one.statistics.direction === "lower"
        ? one.statistics.direction
        : colours.dim(one.statistics.direction),
    ];
  });
  return [
    ...wrap(`${title}, end of ${pair.periods[pair.row]}`, look.columns).map(colours.bold),
    ...formatTable(
      [
        { title: "", shrink: look.fixedWidth },
        ...(narrow ? [] : [{ title: "over time" }]),
        { title: pair.a.id.slice(0, 16), align: "right" },
        { title: pair.b.id.slice(0, 16), align: "right" },
        { title: "difference", align: "right" },
        { title: "95 % interval", align: "right" },
        { title: "higher / same / lower", align: "right" },
        { title: "" },
      ],
      rows,
      { indent: 2, width: look.columns, title: colours.dim },
    ),
  ];
}

function scaleOf({ unit }: SeriesColumn, { statistics }: ComparedOutcome, look: Look): Scale {
  const { low, high, meanA, meanB } = statistics;
  // Below half a tenth of a point nothing is left of a difference of shares; keep its tenths.
  const error = unit === "share" ? 0 : (high - low) / 4;
  return scaleFor(unit, error, Math.max(Math.abs(meanA), Math.abs(meanB)), look.signs);
}

/** A difference as the values are written, or, where that leaves nothing of it, in two digits. */
function differenceText(
  value: number,
  { column }: ComparedOutcome,
  scale: Scale,
  look: Look,
): string {
  const text = scale.difference(value);
  if (value === 0 || !Number.isFinite(value) || /[1-9]/.test(text)) return text;
  const points = column.unit === "share";
  const size = Number(Math.abs(points ? 100 * value : value).toPrecision(1));
  return `${value < 0 ? look.signs.minus : "+"}${size}${points ? " pp" : ""}`;
}

/** The clearest differences that no block shows. */
function clearestLines(
  { metric }: ShownComparison,
  pair: PairedComparison,
  blocks: readonly Block[],
  look: Look,
): string[] {
  if (metric !== null) return [];
  const told = new Set(blocks.flatMap(({ lines }) => lines.map(({ index }) => index)));
  const rest = clearest(pair.outcomes.filter((_, index) => !told.has(index))).slice(0, 6);
  return tableLines(
    pair,
    "Clearest of the other outcomes",
    rest.map((one) => ({ one, name: one.column.name })),
    look,
  );
}

/** Outcomes that clearly differ, by how many of their intervals they lie from 0. */
function clearest(outcomes: readonly ComparedOutcome[]): ComparedOutcome[] {
  const clarity = ({ statistics: { mean, low, high } }: ComparedOutcome): number =>
    high > low ? Math.abs(mean) / (high - low) : 0;
  return outcomes
    .filter(({ statistics: { direction } }) => direction === "higher" || direction === "lower")
    .sort((a, b) => clarity(b) - clarity(a));
}

function costLines({ metric }: ShownComparison, pair: PairedComparison, look: Look): string[] {
  const text = metric === null ? costText(pair) : "";
  return text === "" ? [] : [look.colours.bold("What it costs"), ...indented(text, look)];
}

function countryLines({ country }: ShownComparison, pair: PairedComparison, look: Look): string[] {
  const share = (value: number): string => formatValue(value, "share");
  const rows =
    country === null
      ? pair.countries
          .slice(0, MOST_COUNTRIES)
          .filter((one) => largestChange(one).size > 0)
          .map((one) => {
            const { id, a, b } = largestChange(one);
            return [one.name, id ?? "anybody", share(a), share(b)];
          })
      : pair.countries
          .filter(({ id }) => id === country)
          .flatMap((one) => [
            ...one.suppliers.map(({ id, a, b }) => [one.name, id, share(a), share(b)]),
            [one.name, "anybody", share(one.a), share(one.b)],
          ]);
  if (rows.length === 0) return [];
  return [
    look.colours.bold(
      [
        `Countries, share of pairs with a contract, end of ${pair.periods[pair.row]}`,
        countryPairsText(pair),
      ]
        .filter(Boolean)
        .join(", ") + (country === null ? ": most changed" : ""),
    ),
    ...formatTable(
      [
        { title: "", shrink: look.fixedWidth },
        { title: "with" },
        { title: pair.a.id.slice(0, 16), align: "right" },
        { title: pair.b.id.slice(0, 16), align: "right" },
      ],
      rows,
      { indent: 2, width: look.columns, title: look.colours.dim },
    ),
  ];
}

function partingLines(pair: PairedComparison, look: Look): string[] {
  const names = Object.fromEntries(pair.countries.map(({ id, name }) => [id, name]));
  const text = partingText(pair, names);
  if (text === "") return [];
  return [look.colours.bold("Where the worlds part"), ...indented(text, look)];
}

function turnLines(
  { metric, comparison }: ShownComparison,
  pair: PairedComparison,
  k: number,
  look: Look,
): string[] {
  const asked = pair.outcomes.filter((one) => isAsked(one, metric));
  const clear = clearest(asked).slice(0, MOST_QUESTIONED);
  const shown = clear.length > 0 ? clear : asked.slice(0, metric === null ? 1 : MOST_QUESTIONED);
  const { median } = pair.gain;
  const gain = Number.isFinite(median)
    ? `Pairing: without shared luck the same precision would take ${median.toFixed(1)} times as many runs (median over outcomes).`
    : "";
  return [
    look.colours.bold("What would change the conclusion"),
    ...shown.flatMap((one) => indented(conclusionText(one, pair), look)),
    ...leftOutLines(pair, comparison.leftOut[k], shown, look),
    ...(gain === "" ? [] : indented(gain, look)),
  ];
}

/** What is left of the differences told without each single cause. */
function leftOutLines(
  pair: PairedComparison,
  left: LeaveOneOut | undefined,
  shown: readonly ComparedOutcome[],
  look: Look,
): string[] {
  if (left === undefined) return [];
  if (left.reason !== null) return indented(`Nothing was left out: ${left.reason}.`, look);
  return shown.flatMap((one) =>
    left.variants.flatMap((variant) =>
      indented(leftOutText(variant, one, pair.outcomes.indexOf(one)), look),
    ),
  );
}

function indented(text: string, look: Look): string[] {
  return wrap(text, look.columns - 2).map((line) => `  ${line.replaceAll("\u00a0", " ")}`);
}

/** Signs of the shared texts in ASCII. */
function toAscii(line: string): string {
  return line
    .replaceAll("→", "->")
    .replaceAll("−", "-")
    .replaceAll("±", "+-")
    .replaceAll("×", "x")
    .replaceAll("–", "-")
    .replaceAll("·", "|")
    .replaceAll("\u00a0", " ");
}
