import type { CountryColumn, Covariate, World } from "../../src/scenario/world/world.ts";

const ids = ["CHN", "FIN", "FRA", "KEN", "USA"];
const suppliers = ["china", "europe", "usa"];

const flat = (value: number): Float64Array<ArrayBuffer> => new Float64Array(ids.length).fill(value);

/** Five countries and three suppliers, enough to check names and filters. */
export const smallWorld: World = {
  name: "small",
  version: "1",
  digest: "sha256:0",
  countries: {
    ids,
    names: ["China", "Finland", "France", "Kenya", "United States"],
    regions: ["Asia", "Europe", "Europe", "Africa", "Americas"],
    subregions: [
      "Eastern Asia",
      "Northern Europe",
      "Western Europe",
      "Eastern Africa",
      "North America",
    ],
    indexRegions: ["EAP", "EUR", "EUR", "AF", "WHA"],
    regimes: ["CA", "LD", "LD", "EA", "LD"],
    allies: [[], ["usa"], ["usa"], [], []],
    columns: {
      latitude: flat(0),
      longitude: flat(0),
      reference: flat(1),
      gdp_usd_2019: Float64Array.of(10_000, 48_000, 40_000, 1_800, 65_000),
      population_2019: flat(1),
      gdp_pc_ppp_2019: flat(1),
      urban_2019: flat(0.5),
      homicide: flat(1),
      media_freedom_2019: flat(0.5),
      military_usd_2019: flat(0),
      conflict_years: flat(0),
      eu_2019: flat(0),
      bri_from: flat(Number.NaN),
      bri_to: flat(Number.NaN),
      data_protection_law: flat(Number.NaN),
    } satisfies Record<CountryColumn, Float64Array<ArrayBuffer>>,
  },
  covariates: {
    firstYear: 2019,
    years: 1,
    values: {
      gdp_pc_ppp: flat(1),
      population: flat(1),
      democracy: flat(0.5),
      civil_society: flat(0.5),
      private_liberties: flat(0.5),
      ideal_point: flat(0),
      political_stability: flat(0),
      government_effectiveness: flat(0),
    } satisfies Record<Covariate, Float64Array<ArrayBuffer>>,
  },
  suppliers: {
    ids: suppliers,
    names: ["China", "Europe", "United States"],
    homes: [["CHN"], ["FRA", "FIN"], ["USA"]],
    rivals: [["usa"], [], ["china"]],
    columns: {
      constant: Float64Array.of(-0.7, -1.65, -0.17),
      price: Float64Array.of(1, 1.5, 1.5),
      markup: Float64Array.of(0.25, 0.25, 0.25),
      subsidy: Float64Array.of(0.15, 0, 0),
      experience: Float64Array.of(5e7, 5e7, 5e7),
      norm: Float64Array.of(0.85, 0.2, 0.4),
      grant_element: Float64Array.of(0.27, 0, 0),
      financed_share: Float64Array.of(1, 0, 0),
      loan_income_ceiling: Float64Array.of(13_000, 0, 0),
      compliance: Float64Array.of(0.3, 0.9, 0.6),
      knowledge: Float64Array.of(0, 0, 0),
      research: Float64Array.of(0.6, 0.5, 0.8),
    },
  },
  ties: [],
  observed: [],
  imputed: [],
};
