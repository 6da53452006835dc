import { writeFile } from "node:fs/promises";
import { snakeKeys } from "../../results/snake-keys.ts";
import { buildPeers } from "../../scenario/network/build-peers.ts";
import { networkGexf } from "../../scenario/network/export-gexf.ts";
import { measureNetwork, type NetworkMeasure } from "../../scenario/network/measure-network.ts";
import { cannotWrite } from "../cannot-write.ts";
import { count, fixed } from "../format/numbers.ts";
import { formatTable } from "../format/table.ts";
import { wrap } from "../format/width.ts";
import { type Look, lookOf, remark } from "../look.ts";
import { type FormatFlags, formatOf } from "../print-rows.ts";
import type { Terminal } from "../terminal.ts";
import { openWorld } from "./open-world.ts";

/** Flags of `panoptes world network`. */
export interface NetworkFlags extends FormatFlags {
  readonly gexf?: string;
}

/**
 * Prints what the network of peers is like, and writes it as GEXF where asked.
 * @throws Stop when the world cannot be read (invalid) or the file not written (usage)
 */
export async function showNetwork(
  terminal: Terminal,
  folder: string | undefined,
  flags: NetworkFlags,
): Promise<void> {
  const format = formatOf(terminal, flags, ["table", "json"], "json");
  const world = await openWorld(terminal, folder);
  const lists = buildPeers(world);
  if (flags.gexf !== undefined) {
    try {
      await writeFile(flags.gexf, networkGexf(world, lists));
    } catch (error) {
      throw cannotWrite(flags.gexf, error);
    }
    remark(terminal, flags, `Wrote ${flags.gexf}`);
  }
  const measure = measureNetwork(world, lists);
  if (format === "json") terminal.print(`${JSON.stringify(snakeKeys(measure), null, 2)}\n`);
  else terminal.print(`${networkLines(measure, lookOf(terminal, flags)).join("\n")}\n`);
}

/** Most influential countries that are listed. */
const mostShown = 12;

function networkLines(measure: NetworkMeasure, look: Look): string[] {
  const { bold, dim } = look.colours;
  const { signs } = look;
  const right = "right" as const;
  const percent = (share: number) => `${fixed(share * 100, 0, signs)}${signs.percent}`;
  const { maxDegree, isolated } = measure;
  return [
    bold("Who looks to whom"),
    `  ${count(measure.countries)} countries, ${count(measure.ties)} ties, ` +
      `${fixed(measure.meanDegree, 1, signs)} peers each ` +
      `(most: ${maxDegree.id} with ${maxDegree.degree}), ${percent(measure.reciprocity)} mutual`,
    `  without any peer: ${isolated.length === 0 ? "none" : isolated.join(" ")}`,
    "",
    bold("Kinds of peers"),
    ...formatTable(
      [
        { title: "kind" },
        { title: "ties", align: right },
        { title: "countries", align: right },
        { title: "peers each", align: right },
      ],
      measure.kinds.map((one) => [
        one.kind,
        count(one.ties),
        count(one.countries),
        fixed(one.meanDegree, 1, signs),
      ]),
      { indent: 2, title: dim },
    ),
    "",
    bold("Share of influence beyond the lists of strongest ties"),
    `  distance ${percent(measure.cut.geography)}, trade ${percent(measure.cut.trade)}, ` +
      `prestige ${percent(measure.cut.prestige)}`,
    "",
    bold(`Groups (modularity ${fixed(measure.modularity, 2, signs)})`),
    ...measure.communities.flatMap((ids) =>
      wrap(`${ids.length}: ${ids.join(" ")}`, look.columns - 6).map((line, k) =>
        k === 0 ? `  ${line}` : `      ${line}`,
      ),
    ),
    "",
    bold("Most influential"),
    ...formatTable(
      [
        { title: "id" },
        { title: "name", shrink: true },
        { title: "strength", align: right },
        { title: "followers", align: right },
        { title: "pagerank", align: right },
      ],
      measure.influencers
        .slice(0, mostShown)
        .map((one) => [
          one.id,
          one.name,
          fixed(one.strength, 1, signs),
          count(one.followers),
          fixed(one.pagerank, 3, signs),
        ]),
      { indent: 2, title: dim, width: look.columns },
    ),
  ];
}
