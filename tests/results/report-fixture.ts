import { readFileSync } from "node:fs";
import { geoCentroid } from "d3-geo";
import countries from "i18n-iso-countries";

import { feature } from "topojson-client";
import type { ReportCountry, ReportInput } from "../../src/results/report-input.ts";
import {
  type EnsembleSummary,
  probabilities,
  type SeriesColumn,
} from "../../src/results/summary.ts";
import type { Labels } from "../../src/scenario/compiled.ts";
import type { Scenario } from "../../src/scenario/scenario.ts";

const suppliers = ["china", "europe", "israel", "japan-korea", "russia", "usa"];
const supplierNames = ["China", "Europe", "Israel", "Japan and Korea", "Russia", "United States"];
/** Share of countries that each supplier reaches in the end, in the order above. */
const reach = [0.52, 0.31, 0.07, 0.16, 0.05, 0.38];
const firstYear = 2011;
const steps = 120;

/** Made-up results that have the shape of real ones: 120 quarters, six suppliers, all drawn countries. */
export function syntheticInput(
  changes: { readonly places?: readonly ReportCountry[] } = {},
): ReportInput {
  const places = changes.places ?? drawnPlaces();
  const labels = labelsOf(places);
  return {
    summary: summaryOf(labels, 1),
    baseline: { title: "Baseline", summary: summaryOf(labels, 0.86) },
    scenario,
    labels,
    countries: places,
    versions: { package: "0.1.0", model: "0.1.0", data: "2026.1" },
    commands: ["panoptes run silk-road-2 --runs 200 --seed 1", "panoptes report silk-road-2"],
  };
}

const scenario = {
  id: "silk-road-2",
  title: "A second digital silk road",
  summary: "What if soft loans for safe cities return in 2027, and list prices fall with them?",
  parents: ["baseline"],
  world: "world",
  time: { start: 2011, end: 2041, dt: 0.25 },
  runs: { count: 200, seed: "1" },
  parameters: {},
  mechanisms: {},
  suppliers: {},
  countries: {},
  interventions: [
    {
      id: "loans",
      when: null,
      from: 2027,
      to: 2035,
      ramp: 1,
      who: { region: ["africa", "south-asia"], income: ["low", "lower-middle"] },
      action: { kind: "finance", supplier: "china", grant_element: 0.25, extra_demand: 0.4 },
      because: "Export credit returns after the 2026 review",
    },
    {
      id: "discount",
      when: null,
      from: 2028.5,
      to: null,
      ramp: 0,
      who: ["KEN", "ETH"],
      action: { kind: "cut_price", supplier: "china", share: 0.2 },
      because: null,
    },
  ],
  outcomes: [],
  expect: [],
  teach: null,
  changes: [
    {
      path: "parameters.choice.lock_in",
      from: 0.8,
      to: 1.1,
      because: "Longer support contracts",
      source: null,
    },
  ],
} as unknown as Scenario;

function drawnPlaces(): readonly ReportCountry[] {
  const world = JSON.parse(
    readFileSync(new URL("../../web/geometry/world.topojson", import.meta.url), "utf8"),
  );
  const shapes = feature(world, world.objects.countries) as unknown as GeoJSON.FeatureCollection;
  const drawn = shapes.features.flatMap((shape): ReportCountry[] => {
    if (shape.id === undefined) return [];
    const id = String(shape.id);
    const [longitude, latitude] = geoCentroid(shape);
    return [{ id, name: countries.getName(id, "en") ?? id, latitude, longitude }];
  });
  // Not drawn at 1:50m: only a dot can show it. Not in the table: Greenland, to be hatched.
  const tuvalu = { id: "TUV", name: "Tuvalu", latitude: -8.5, longitude: 179.2 };
  return [...drawn.filter(({ id }) => id !== "GRL"), tuvalu].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function labelsOf(places: readonly ReportCountry[]): Labels {
  return {
    countries: places.map(({ id }) => id),
    countryNames: places.map(({ name }) => name),
    suppliers,
    supplierNames,
    segments: ["public", "transport", "residential"],
    groups: { region: [], regime: [], income: [] },
    periods: Array.from({ length: steps }, (_, s) => `${firstYear + (s >> 2)}Q${(s % 4) + 1}`),
    dates: Array.from({ length: steps }, (_, s) => firstYear + (s + 1) / 4),
  };
}

const columns: readonly SeriesColumn[] = [
  column("adoption.share", null, "share"),
  ...suppliers.map((id) => column("adoption.share", id, "share")),
  column("coverage.share", null, "share"),
  column("market.hhi", null, "0-10,000"),
  column("cost.outlay", null, "USD/yr"),
  ...suppliers.map((id) => column("price.index", id, "index")),
];

function column(outcome: string, of: string | null, unit: string): SeriesColumn {
  const by = of === null ? "none" : "supplier";
  return {
    name: of === null ? outcome : `${outcome}.${of}`,
    outcome,
    by,
    of,
    unit,
    definition: "",
  };
}

/** Middle of a column at a step and its standard deviation over runs. */
function course(
  { outcome, of }: SeriesColumn,
  step: number,
  scale: number,
): readonly [number, number] {
  const grown = 1 / (1 + Math.exp(-(step - 48) / 14)) - 1 / (1 + Math.exp(48 / 14));
  const j = of === null ? -1 : suppliers.indexOf(of);
  const wave = 1 + 0.05 * Math.sin(step / 9 + j);
  switch (outcome) {
    case "adoption.share": {
      const middle = grown * (j < 0 ? 0.82 : (reach[j] ?? 0) * wave) * scale;
      return [middle, 0.14 * Math.sqrt(middle * (1 - middle)) * Math.sqrt(grown)];
    }
    case "coverage.share":
      return [0.36 * grown * scale, 0.03 * grown];
    case "market.hhi":
      return [5_200 - 2_300 * grown * scale, 350 * (1 - grown / 2)];
    case "cost.outlay":
      return [2.4e10 * grown * scale, 2e9 * grown];
    default:
      return [(1 + 0.15 * j) * (0.45 + 0.55 * Math.exp(-step / 40)), 0.02 + 0.0004 * step];
  }
}

const normal = [-1.645, -1.2816, -0.6745, 0, 0.6745, 1.2816, 1.645];

function summaryOf(labels: Labels, scale: number): EnsembleSummary {
  const quantiles = new Float64Array(columns.length * steps * probabilities.length);
  const means = new Float64Array(columns.length * steps);
  const deviations = new Float64Array(columns.length * steps);
  columns.forEach((one, c) => {
    for (let step = 0; step < steps; step++) {
      const [middle, deviation] = course(one, step, scale);
      const row = c * steps + step;
      means[row] = middle;
      deviations[row] = deviation;
      normal.forEach((z, p) => {
        quantiles[row * probabilities.length + p] = Math.max(0, middle + z * deviation);
      });
    }
  });
  return {
    runs: { requested: 200, finished: 200, seed: "1" },
    failures: [],
    columns,
    quantiles,
    means,
    deviations,
    held: heldOf(labels),
    index: [
      statistic("T1", "adopters in 2019", 75, 10, "C", 73.6, 65, 82),
      statistic("T3", "countries with Chinese technology in 2019", 63, 10, "C", 60.1, 52, 68),
      statistic("T4", "countries with US technology in 2019", 32, 8, "C", 43.2, 36, 50),
      statistic("T2", "adopters in the 2020 revision", 77, 10, "V", 80.4, 72, 89),
    ],
    parameterSets: 1,
    runId: "sha256:5f1c0a77b2d94e3c8f60c1d2e3f4a5b6c7d8e9f00112233445566778899aabbcc",
    resultHash: "9e107d9d372bb6826bd81d3542a419d6",
    elapsedSeconds: 0.6,
  };
}

function statistic(
  id: string,
  label: string,
  observed: number,
  tolerance: number,
  role: "C" | "V",
  mean: number,
  p10: number,
  p90: number,
) {
  return { id, label, unit: "countries", observed, tolerance, role, mean, p10, p90 };
}

/** Each country leans to one supplier by its id and takes it up at its own time. */
function heldOf(labels: Labels): Float64Array<ArrayBuffer> {
  const width = suppliers.length + 1;
  const held = new Float64Array(steps * labels.countries.length * width);
  labels.countries.forEach((id, i) => {
    const mix =
      ((id.charCodeAt(0) * 7 + id.charCodeAt(1) * 13 + id.charCodeAt(2) * 29) * 37) % 1_000;
    const lead = mix < 380 ? 0 : mix < 640 ? 5 : mix < 800 ? 1 : mix < 900 ? 3 : mix < 950 ? 2 : 4;
    const eager = ((mix * 7) % 100) / 100;
    for (let step = 0; step < steps; step++) {
      const grown = 1 / (1 + Math.exp(-(step - 30 - 60 * eager) / 8));
      const row = (step * labels.countries.length + i) * width;
      const firm = 0.35 + 0.6 * (((mix * 11) % 100) / 100);
      let none = 1;
      suppliers.forEach((_, j) => {
        const share =
          Math.round(200 * grown * (j === lead ? firm : (1 - firm) * (reach[j] ?? 0))) / 200;
        held[row + j] = share;
        none *= 1 - share;
      });
      held[row + width - 1] = Math.round((1 - none) * 200) / 200;
    }
  });
  return held;
}
