import type { Attribution, MeanInterval } from "../../results/attribution/attribution.ts";
import { count, counted, type Scale, scaleFor } from "../format/numbers.ts";
import { formatTable } from "../format/table.ts";
import type { Look } from "../look.ts";
import type { Asked } from "./attribute.ts";

/** Width of the longest bar. */
const barWidth = 24;
/** Most interactions that are listed; the other formats have all. */
const mostShown = 10;
const right = "right" as const;

/** Lays an attribution out for people. */
export function attributionLines(
  attribution: Attribution,
  about: Asked & { readonly title: string; readonly seed: string },
  look: Look,
): string[] {
  const { bold, dim } = look.colours;
  const { from, to, runs, coalitions, orders, before, after, total } = attribution;
  const scale = scaleOf(attribution, about, look);
  const method =
    orders === null
      ? `Shapley values over ${counted(coalitions, "coalition")}`
      : `Shapley values from ${count(orders)} sampled orders`;
  return [
    bold(about.title),
    dim(`${method}, ${counted(runs, "paired run")} each, seed ${about.seed}`),
    "",
    `${bold(`${about.metric}, end of ${about.at}`)}: ${scale.value(before)} under ${from}, ` +
      `${scale.value(after)} under ${to}, ${scale.difference(total.mean)}`,
    "",
    ...shareLines(attribution, scale, look),
    ...interactionLines(attribution, scale, look),
    ...mechanismLines(attribution, scale, look),
  ];
}

/**
 * How to write the numbers of an attribution: digits that are mostly luck are not shown. What is known best
 * decides, since a small effect of a measure may be known well where the whole is not.
 */
export function scaleOf(
  { before, after, total, measures }: Attribution,
  { unit }: Pick<Asked, "unit">,
  { signs }: Look,
): Scale {
  // A 95 % interval is about four standard errors wide; one without width is of something without effect.
  const errors = [total, ...measures].map(({ low, high }) => (high - low) / 4);
  const error = Math.min(...errors.filter((one) => one > 0));
  const largest = Math.max(Math.abs(before), Math.abs(after));
  return scaleFor(unit, Number.isFinite(error) ? error : 0, largest, signs);
}

function shareLines({ measures, total }: Attribution, scale: Scale, look: Look): string[] {
  const { bold, dim } = look.colours;
  const largest = Math.max(...measures.map(({ mean }) => Math.abs(mean)));
  return [
    bold("What each measure contributes") + dim(" (mean over runs, 95 % interval; they add up)"),
    ...formatTable(
      columns,
      [
        ...[...measures]
          .sort((a, b) => Math.abs(b.mean) - Math.abs(a.mean))
          .map((one) => cells(one.id, one, scale, look, largest)),
        cells("total", total, scale, look, 0),
      ],
      { indent: 2 },
    ),
  ];
}

function interactionLines({ interactions }: Attribution, scale: Scale, look: Look): string[] {
  if (interactions.length === 0) return [];
  const { bold, dim } = look.colours;
  const rest = interactions.length - mostShown;
  return [
    "",
    bold("Two together beyond each alone") + dim(" (below 0 they stand in for each other)"),
    ...formatTable(
      columns,
      [...interactions]
        .sort((a, b) => Math.abs(b.mean) - Math.abs(a.mean))
        .slice(0, mostShown)
        .map((one) => cells(`${one.first} x ${one.second}`, one, scale, look, 0)),
      { indent: 2 },
    ),
    ...(rest > 0 ? [dim(`  and ${count(rest)} more, listed by --json`)] : []),
  ];
}

function mechanismLines(
  { mechanisms, interplay, total }: Attribution,
  scale: Scale,
  look: Look,
): string[] {
  if (interplay === null) return [];
  const { bold, dim } = look.colours;
  const largest = Math.max(...mechanisms.map(({ mean }) => Math.abs(mean)));
  return [
    "",
    bold("How much of it is lost with a mechanism off") + dim(" (off in both scenarios)"),
    ...formatTable(
      columns,
      [
        ...[...mechanisms]
          .sort((a, b) => Math.abs(b.mean) - Math.abs(a.mean))
          .map((one) => cells(one.mechanism, one, scale, look, largest)),
        ["the rest, carried by several", scale.difference(interplay), "", ""],
        cells("total", total, scale, look, 0),
      ],
      { indent: 2 },
    ),
  ];
}

const columns = [
  { title: "", shrink: true },
  { title: "", align: right },
  { title: "", align: right },
  { title: "" },
];

function cells(
  name: string,
  { mean, low, high }: MeanInterval,
  scale: Scale,
  { ascii }: Look,
  largest: number,
): readonly string[] {
  const length = largest > 0 ? Math.round((Math.abs(mean) / largest) * barWidth) : 0;
  const range = Number.isNaN(low) ? "" : `${scale.difference(low)} to ${scale.difference(high)}`;
  return [name, scale.difference(mean), range, (ascii ? "#" : "▇").repeat(length)];
}
