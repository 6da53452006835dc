import type { Bytes, Integers, Vector } from "../core/arrays.ts";
import { standardisedVector } from "./covariates.ts";
import type { World } from "./world/world.ts";

/** What ties a country to the supplier blocs; all [country × supplier] unless said otherwise. */
export interface BlocTies {
  /** z of the share of goods trade with the supplier's home countries. */
  readonly zTrade: Vector;
  /** z of the share of goods trade with the EU; [country] */
  readonly zEuTrade: Vector;
  /** 1 if the country is an ally, or a home, of a rival of the supplier. */
  readonly allyOfRival: Bytes;
  /** 1 if the first supplier is a rival of the second; [supplier × supplier] */
  readonly rivals: Bytes;
  /** 1 if the supplier has a rival; [supplier] */
  readonly hasRival: Bytes;
  /** Lead home country of the supplier, -1 if it is not in the world; [supplier] */
  readonly leadHome: Integers;
  /** 1 if the country is a home of the supplier. */
  readonly home: Bytes;
  /** GDP weight of a home country in its supplier's ideal point. */
  readonly homeWeight: Vector;
}

/** Works out the ties between countries and blocs from the world's tables (docs/model.md 3.3, E5). */
export function blocTies(world: World, reference: Uint8Array): BlocTies {
  const { countries, suppliers } = world;
  const n = countries.ids.length;
  const J = suppliers.ids.length;
  const countryIndex = new Map(countries.ids.map((id, i) => [id, i]));
  const supplierIndex = new Map(suppliers.ids.map((id, j) => [id, j]));

  const home = new Uint8Array(n * J);
  suppliers.homes.forEach((ids, j) => {
    for (const id of ids) {
      const i = countryIndex.get(id);
      if (i !== undefined) home[i * J + j] = 1;
    }
  });

  const homeWeight = new Float64Array(n * J);
  for (let j = 0; j < J; j++) {
    let total = 0;
    for (let i = 0; i < n; i++) total += home[i * J + j] === 1 ? gdp(world, i) : 0;
    for (let i = 0; i < n; i++) {
      if (home[i * J + j] === 1) homeWeight[i * J + j] = gdp(world, i) / total;
    }
  }

  const rivals = new Uint8Array(J * J);
  const hasRival = new Uint8Array(J);
  suppliers.rivals.forEach((ids, j) => {
    for (const id of ids) {
      const rival = supplierIndex.get(id);
      if (rival === undefined) continue;
      rivals[rival * J + j] = 1;
      hasRival[j] = 1;
    }
  });
  const leadHome = Int32Array.from(suppliers.homes, ([lead]) => countryIndex.get(lead ?? "") ?? -1);

  const allyOfRival = new Uint8Array(n * J);
  for (let i = 0; i < n; i++) {
    const allies = new Set((countries.allies[i] ?? []).map((id) => supplierIndex.get(id)));
    for (let j = 0; j < J; j++) {
      for (let rival = 0; rival < J; rival++) {
        if (rivals[rival * J + j] === 0) continue;
        if (allies.has(rival) || home[i * J + rival] === 1) allyOfRival[i * J + j] = 1;
      }
    }
  }
  return {
    ...tradeTies(world, home, reference),
    allyOfRival,
    rivals,
    hasRival,
    leadHome,
    home,
    homeWeight,
  };
}

/** Trade with each supplier's homes and with the EU, as z-scores over the reference set. */
function tradeTies(
  world: World,
  home: Bytes,
  reference: Uint8Array,
): Pick<BlocTies, "zTrade" | "zEuTrade"> {
  const n = world.countries.ids.length;
  const J = world.suppliers.ids.length;
  const { eu_2019 } = world.countries.columns;
  const trade = Array.from({ length: J }, () => new Float64Array(n));
  const withEu = new Float64Array(n);
  for (const ties of world.ties) {
    if (ties.kind !== "trade") continue;
    for (let e = 0; e < ties.sources.length; e++) {
      const source = ties.sources[e] as number;
      const target = ties.targets[e] as number;
      const weight = ties.weights[e] as number;
      trade.forEach((column, j) => {
        if (home[target * J + j] === 1) column[source] = (column[source] as number) + weight;
      });
      if (eu_2019[target] === 1) withEu[source] = (withEu[source] as number) + weight;
    }
  }
  const zTrade = new Float64Array(n * J);
  trade.forEach((column, j) => {
    standardisedVector(column, reference).forEach((z, i) => {
      zTrade[i * J + j] = z;
    });
  });
  return { zTrade, zEuTrade: standardisedVector(withEu, reference) };
}

function gdp(world: World, i: number): number {
  return world.countries.columns.gdp_usd_2019[i] ?? 0;
}
