import { writeFile } from "node:fs/promises";
import type { PeerLists } from "../../core/frame.ts";
import { snakeKeys } from "../../results/snake-keys.ts";
import { buildPeers } from "../../scenario/network/build-peers.ts";
import { networkCsv } from "../../scenario/network/export-csv.ts";
import { MOST_FOR_GEXF, networkGexf } from "../../scenario/network/export-gexf.ts";
import { measureNetwork, type NetworkMeasure } from "../../scenario/network/measure-network.ts";
import type { World } from "../../scenario/world/world.ts";
import { cannotWrite } from "../cannot-write.ts";
import { wrongUsage } from "../exit-codes.ts";
import { count, fixed } from "../format/numbers.ts";
import { formatTable } from "../format/table.ts";
import { wrap } from "../format/width.ts";
import { type Look, lookOf, remark } from "../look.ts";
import { csv, type FormatFlags, formatOf } from "../print-rows.ts";
import type { Terminal } from "../terminal.ts";
import { openWorld } from "./open-world.ts";

/** Flags of `panoptes world network`. */
export interface NetworkFlags extends FormatFlags {
  readonly gexf?: string;
  readonly edges?: string;
}

/**
 * Prints what the network of peers is like, and writes it as GEXF or as a list of edges where asked.
 * @throws Stop when the world cannot be read (invalid), is too large for a file, or one cannot be written (usage)
 */
export async function showNetwork(
  terminal: Terminal,
  folder: string | undefined,
  flags: NetworkFlags,
): Promise<void> {
  const format = formatOf(terminal, flags, ["table", "json", "csv"], "json");
  const world = await openWorld(terminal, folder);
  const lists = buildPeers(world);
  await writeFiles(terminal, flags, world, lists);
  const measure = measureNetwork(world, lists);
  if (format === "json") terminal.print(`${JSON.stringify(snakeKeys(measure), null, 2)}\n`);
  else if (format === "csv") terminal.print(csv(measure.influencers.map((one) => ({ ...one }))));
  else terminal.print(`${networkLines(measure, lookOf(terminal, flags)).join("\n")}\n`);
}

async function writeFiles(
  terminal: Terminal,
  flags: NetworkFlags,
  world: World,
  lists: PeerLists,
): Promise<void> {
  const { gexf, edges } = flags;
  if (gexf !== undefined && world.countries.ids.length > MOST_FOR_GEXF) {
    throw wrongUsage(
      `--gexf takes at most ${count(MOST_FOR_GEXF)} countries, and this world has ` +
        `${count(world.countries.ids.length)}: --edges writes any number.`,
    );
  }
  const write = async (file: string, content: string | Iterable<string>): Promise<void> => {
    try {
      await writeFile(file, content);
    } catch (error) {
      throw cannotWrite(file, error);
    }
    remark(terminal, flags, `Wrote ${file}`);
  };
  if (gexf !== undefined) await write(gexf, networkGexf(world, lists));
  if (edges !== undefined) await write(edges, networkCsv(world, lists));
}

/** Most influential countries that are listed. */
const mostShown = 12;

function networkLines(measure: NetworkMeasure, look: Look): string[] {
  const { bold, dim } = look.colours;
  const { signs } = look;
  const right = "right" as const;
  const percent = (share: number) => `${fixed(share * 100, 0, signs)}${signs.percent}`;
  const { maxDegree, isolated, communities, modularity, clustering } = measure;
  const known = (value: number | null, places: number) =>
    value === null ? signs.dash : fixed(value, places, signs);
  const cut = Object.entries(measure.cut).filter(([, share]) => !Number.isNaN(share));
  const names: Readonly<Record<string, string>> = { geography: "distance" };
  return [
    bold("Who looks to whom"),
    `  ${count(measure.countries)} countries, ${count(measure.ties)} ties, ` +
      `${fixed(measure.meanDegree, 1, signs)} peers each ` +
      `(most: ${maxDegree.id} with ${maxDegree.degree}), ${percent(measure.reciprocity)} mutual`,
    ...wrap(
      `without any peer: ${isolated.length === 0 ? "none" : isolated.slice(0, mostShown * 4).join(" ")}` +
        (isolated.length > mostShown * 4
          ? ` and ${count(isolated.length - mostShown * 4)} more`
          : ""),
      look.columns - 2,
    ).map((line) => `  ${line}`),
    clustering === null
      ? "  groups, clustering and centrality: not worked out beyond 10 000 countries"
      : `  ${percent(clustering)} of the pairs of neighbours are neighbours themselves`,
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
    `  ${cut.length === 0 ? "none" : cut.map(([kind, share]) => `${names[kind] ?? kind} ${percent(share)}`).join(", ")}`,
    "",
    ...(communities === null || modularity === null
      ? []
      : [
          bold(`Groups (modularity ${fixed(modularity, 2, signs)})`),
          ...communities.slice(0, mostShown * 2).flatMap((ids) => groupLines(ids, look)),
          ...(communities.length > mostShown * 2
            ? [`  and ${count(communities.length - mostShown * 2)} more`]
            : []),
          "",
        ]),
    bold("Most influential"),
    ...formatTable(
      [
        { title: "id" },
        { title: "name", shrink: true },
        { title: "strength", align: right },
        { title: "followers", align: right },
        { title: "pagerank", align: right },
        { title: "betweenness", align: right },
      ],
      measure.influencers
        .slice(0, mostShown)
        .map((one) => [
          one.id,
          one.name,
          fixed(one.strength, 1, signs),
          count(one.followers),
          known(one.pagerank, 3),
          known(one.betweenness, 3),
        ]),
      { indent: 2, title: dim, width: look.columns },
    ),
  ];
}

/** A group as its size and its members, at most a few dozen of them. */
function groupLines(ids: readonly string[], look: Look): string[] {
  const most = 60;
  const more = ids.length > most ? ` and ${count(ids.length - most)} more` : "";
  const text = `${ids.length}: ${ids.slice(0, most).join(" ")}${more}`;
  return wrap(text, look.columns - 6).map((line, k) => (k === 0 ? `  ${line}` : `      ${line}`));
}
