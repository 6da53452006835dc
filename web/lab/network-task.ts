import type { PeerLists } from "../../src/core/frame.ts";
import type { Parameters } from "../../src/core/parameters.ts";
import { compileScenario } from "../../src/scenario/compile.ts";
import { measureNetwork, type NetworkMeasure } from "../../src/scenario/network/measure-network.ts";
import { PEER_KINDS } from "../../src/scenario/network/mix-lists.ts";
import type { Scenario } from "../../src/scenario/scenario.ts";
import type { Runner } from "../explore/runner.ts";

/** The network of peers that a scenario runs on. */
export interface NetworkOrder {
  readonly scenario: Scenario;
}

/** Who looks to whom, and what the whole is like. */
export interface NetworkAnswer {
  readonly ids: readonly string[];
  readonly names: readonly string[];
  /** Who looks; [tie] */
  readonly sources: Int32Array;
  /** To whom; [tie] */
  readonly targets: Int32Array;
  /** Part of the source's peer pressure by kind, in the order of `tieKinds`; [tie × kind] */
  readonly parts: Float64Array;
  /** Community of each country, 0 the largest; -1 without peers; [country] */
  readonly community: Int32Array;
  readonly measure: NetworkMeasure;
}

/** Kinds of ties, in the order in which parts stand. */
export const tieKinds: readonly (keyof PeerLists)[] = PEER_KINDS;

/** Lists the ties of a scenario's peers and measures them. */
export async function networkTask(
  { world }: Runner,
  { scenario }: NetworkOrder,
): Promise<NetworkAnswer> {
  const { frame } = compileScenario(scenario, world);
  const { parameters } = scenario;
  const shares = sharesOf(parameters);
  const ties = tiesOf(
    frame.peers,
    tieKinds.map((kind) => shares[kind]),
    parameters["peers.uniform"],
  );
  const measure = measureNetwork(world, frame.peers, { shares });
  const { ids, names } = world.countries;
  const community = new Int32Array(ids.length).fill(-1);
  (measure.communities ?? []).forEach((members, k) => {
    for (const id of members) community[ids.indexOf(id)] = k;
  });
  return { ids, names, ...ties, community, measure };
}

function sharesOf(parameters: Parameters): Readonly<Record<keyof PeerLists, number>> {
  return {
    geography: parameters["peers.geography"],
    idealPoint: parameters["peers.ideal_point"],
    trade: parameters["peers.trade"],
    prestige: parameters["peers.prestige"],
  };
}

/**
 * The ties of all countries with the part of the source's peer pressure that each kind gives them. Shares
 * are rescaled over the kinds that a country has, as the model does.
 */
export function tiesOf(
  lists: PeerLists,
  shares: readonly number[],
  uniform: number,
): Pick<NetworkAnswer, "sources" | "targets" | "parts"> {
  const countries = lists.geography.offsets.length - 1;
  const sources: number[] = [];
  const targets: number[] = [];
  const parts: number[] = [];
  const rows = tieKinds.map((kind) => lists[kind]);
  for (let i = 0; i < countries; i++) {
    const has = rows.map(({ offsets }) => (offsets[i + 1] ?? 0) > (offsets[i] ?? 0));
    const total = shares.reduce((sum, share, k) => sum + (has[k] ? share : 0), uniform);
    const places = new Map<number, number>();
    rows.forEach((list, k) => {
      const share = shares[k] ?? 0;
      if (!(share > 0)) return;
      for (let e = list.offsets[i] ?? 0; e < (list.offsets[i + 1] ?? 0); e++) {
        const target = list.targets[e] ?? 0;
        let place = places.get(target);
        if (place === undefined) {
          place = sources.length;
          places.set(target, place);
          sources.push(i);
          targets.push(target);
          parts.push(0, 0, 0, 0);
        }
        parts[4 * place + k] = (share / total) * (list.weights[e] ?? 0);
      }
    });
  }
  return {
    sources: Int32Array.from(sources),
    targets: Int32Array.from(targets),
    parts: Float64Array.from(parts),
  };
}
