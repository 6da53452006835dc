// Imputed values are guesses: what stands in the tables is the rule's value, and the rule's error is
// known. Here a frame is redrawn as if every guess had come out differently, within that error.

import type { Vector } from "../core/arrays.ts";
import { normalQuantile } from "../core/distributions.ts";
import { mix, toUnit } from "../core/draws.ts";
import type { Frame, Series } from "../core/frame.ts";
import { exp, log } from "../core/math.ts";
import { baseYearValues, moments } from "./covariates.ts";
import type { Scenario } from "./scenario.ts";
import type { ImputedCell, World } from "./world/world.ts";

/**
 * Columns whose imputed cells are redrawn, numbered because the number is part of the draw. Missing
 * here are those that change nothing: of GDP per head at purchasing power parity only the movement
 * against 2019 is used, and an error that all years share cancels.
 */
const REDRAWN = {
  democracy: 1,
  civil_society: 2,
  private_liberties: 3,
  ideal_point: 4,
  political_stability: 5,
  government_effectiveness: 6,
  population: 7,
  homicide: 8,
  media_freedom_2019: 9,
} as const;

type Redrawn = keyof typeof REDRAWN;

/** Mean and SD of the reference set in 2019, by which a column is standardised. */
interface Scale {
  readonly mean: number;
  readonly sd: number;
}

/** An imputed cell, or a run of them over years, as the frame knows it. */
interface UncertainCell {
  readonly column: Redrawn;
  readonly country: number;
  /** Rows of the series that it covers, both included; the last may lie beyond the series. */
  readonly firstRow: number;
  readonly lastRow: number;
  /** Residual SD of the rule, in the column's unit or, for "ln", of its logarithm. */
  readonly sd: number;
  readonly scale: ImputedCell["scale"];
}

/** What of a frame is guessed, and how far off the guesses may be. Plain values: it crosses threads. */
export interface Imputation {
  readonly cells: readonly UncertainCell[];
  readonly scales: Readonly<Record<Redrawn, Scale>>;
}

/** Finds the imputed cells that a scenario's frame rests on; values that the scenario gives are none. */
export function imputationOf(world: World, scenario: Scenario): Imputation {
  const { ids, columns } = world.countries;
  const reference = Uint8Array.from(columns.reference, (x) => (x === 1 ? 1 : 0));
  const firstYear = Math.floor(scenario.time.start + 1e-6);
  const cells = world.imputed.flatMap((cell): UncertainCell[] => {
    const { column, country, sd, scale } = cell;
    if (!isRedrawn(column) || sd === 0) return [];
    if (scenario.countries[ids[country] ?? ""]?.[column] !== undefined) return [];
    const firstRow = Math.max(0, (cell.year ?? firstYear) - firstYear);
    const lastRow =
      cell.lastYear === null ? Number.POSITIVE_INFINITY : lastRowOf(world, cell, firstYear);
    return lastRow < 0 ? [] : [{ column, country, firstRow, lastRow, sd, scale }];
  });
  const scale = (values: Vector): Scale => moments(values, reference);
  const yearly = (column: Parameters<typeof baseYearValues>[1]): Vector =>
    baseYearValues(world, column);
  return {
    cells,
    scales: {
      democracy: scale(yearly("democracy")),
      civil_society: scale(yearly("civil_society")),
      private_liberties: scale(yearly("private_liberties")),
      ideal_point: scale(yearly("ideal_point")),
      political_stability: scale(yearly("political_stability")),
      government_effectiveness: scale(yearly("government_effectiveness").map(capacityOf)),
      population: scale(columns.population_2019.map(log)),
      homicide: scale(columns.homicide.map((rate) => log(Math.max(LEAST_HOMICIDE, rate)))),
      media_freedom_2019: scale(columns.media_freedom_2019),
    },
  };
}

/** Lowest homicide rate that enters the logarithm, as in the frame. */
const LEAST_HOMICIDE = 0.1;

/** The last row that a run of cells covers: what holds in the table's last year holds from then on. */
function lastRowOf({ covariates }: World, { lastYear }: ImputedCell, firstYear: number): number {
  const end = covariates.firstYear + covariates.years - 1;
  return lastYear === null || lastYear >= end ? Number.POSITIVE_INFINITY : lastYear - firstYear;
}

function isRedrawn(column: string): column is Redrawn {
  return Object.hasOwn(REDRAWN, column);
}

function capacityOf(effectiveness: number): number {
  return Math.min(1, Math.max(0, (effectiveness + 2.5) / 5));
}

/**
 * The frame with every imputed value moved by a draw from its rule's error. One draw per country and
 * column, so that a value that is wrong in one year is wrong in all; it depends on the key, the
 * country's id and the column alone. Standard scores keep their mean and SD, and lists of peers stay
 * as they are. Key 0 gives the frame itself.
 *
 * @param key any 32-bit word: parameter set k of an ensemble has its own
 */
export function redrawFrame(frame: Frame, { cells, scales }: Imputation, key: number): Frame {
  if (key === 0 || cells.length === 0) return frame;
  const n = frame.countries;
  const own = (series: Series): Series => ({ rows: series.rows, values: series.values.slice() });
  const changed = {
    democracy: own(frame.democracy),
    zDemocracy: own(frame.zDemocracy),
    civilSociety: own(frame.civilSociety),
    zCivilSociety: own(frame.zCivilSociety),
    capacity: own(frame.capacity),
    zCapacity: own(frame.zCapacity),
    idealPoint: own(frame.idealPoint),
    unrest: own(frame.unrest),
    population: own(frame.population),
    zSize: own(frame.zSize),
    norm: frame.norm.slice(),
    zCrime: frame.zCrime.slice(),
    zMediaFreedom: frame.zMediaFreedom.slice(),
  };
  const move = (series: Series, cell: UncertainCell, to: (x: number) => number): void => {
    for (let row = cell.firstRow; row <= cell.lastRow && row < series.rows; row++) {
      const at = row * n + cell.country;
      series.values[at] = to(series.values[at] as number);
    }
  };
  const share = (x: number): number => Math.min(1, Math.max(0, x));
  for (const cell of cells) {
    const { column, country, sd } = cell;
    const word = mix(mix(mix(key) ^ (frame.countryKeys[country] as number)) + REDRAWN[column]);
    const off = sd * normalQuantile(toUnit(word >>> 0));
    const { mean, sd: spread } = scales[column];
    const standard = (x: number): number => (spread < 1e-12 ? 0 : (x - mean) / spread);
    const shift = spread < 1e-12 ? 0 : off / spread;
    switch (column) {
      case "democracy":
      case "civil_society": {
        const [level, z] =
          column === "democracy"
            ? [changed.democracy, changed.zDemocracy]
            : [changed.civilSociety, changed.zCivilSociety];
        move(level, cell, (x) => share(x + off));
        for (let row = cell.firstRow; row <= cell.lastRow && row < z.rows; row++) {
          const at = row * n + country;
          z.values[at] = standard(level.values[at] as number);
        }
        break;
      }
      case "government_effectiveness": {
        // The indicator runs from about -2.5 to 2.5, capacity from 0 to 1.
        move(changed.capacity, cell, (x) => share(x + off / 5));
        for (let row = cell.firstRow; row <= cell.lastRow && row < changed.zCapacity.rows; row++) {
          const at = row * n + country;
          changed.zCapacity.values[at] = standard(changed.capacity.values[at] as number);
        }
        break;
      }
      case "private_liberties":
        if (cell.firstRow === 0) {
          changed.norm[country] = share((changed.norm[country] as number) - off);
        }
        break;
      case "ideal_point":
        move(changed.idealPoint, cell, (x) => x + off);
        break;
      case "political_stability":
        move(changed.unrest, cell, (x) => x - shift);
        break;
      case "population":
        move(changed.population, cell, (x) => x * exp(off));
        move(changed.zSize, cell, (x) => x + shift);
        break;
      case "homicide":
        changed.zCrime[country] = (changed.zCrime[country] as number) + shift;
        break;
      case "media_freedom_2019":
        changed.zMediaFreedom[country] = (changed.zMediaFreedom[country] as number) + shift;
        break;
    }
  }
  return { ...frame, ...changed };
}
