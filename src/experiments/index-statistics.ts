import type { Bytes, Vector, Words } from "../core/arrays.ts";
import type { Frame } from "../core/frame.ts";
import type { Labels } from "../scenario/compiled.ts";
import { incomeBandOf, incomeBands } from "../scenario/income-bands.ts";
import type { ObservedTable, World } from "../scenario/world/world.ts";

/** A target (docs/validation.md): something observed that runs are held against. */
export interface IndexTarget {
  /** "T1"; parts of one target carry a suffix: "T6.china_only". */
  readonly id: string;
  readonly label: string;
  readonly unit: string;
  /** The value of the observed index. */
  readonly observed: number;
  /** How far a mean may be off and still count as met, in the unit. */
  readonly tolerance: number;
  /** C: parameters are fitted to it. V: it is only compared. */
  readonly role: "C" | "V";
}

/** Statistics of the adoption index that the frame and its world allow. */
export interface IndexStatistics {
  readonly targets: readonly IndexTarget[];
  /**
   * Measures one run as the index saw it.
   *
   * @param seenSuppliers bits of suppliers seen; [run × vintage × country]
   * @param seenSegments segments seen; [run × vintage × country]
   * @param run which run of these arrays
   * @param into takes one value per target from `at` on; NaN where it has no meaning
   */
  measure(seenSuppliers: Words, seenSegments: Bytes, run: number, into: Vector, at: number): void;
}

/**
 * The statistics of the adoption index, over the reference set: what was observed, and a function
 * that measures the same on a run. Targets whose supplier or vintage is not there are left out.
 */
export function indexStatistics(frame: Frame, labels: Labels, world: World): IndexStatistics {
  const { countries, reference, vintages } = frame;
  const bands = bandsOf(world, countries);
  const targets: IndexTarget[] = [];
  const measures: { readonly vintage: number; readonly of: Measure }[] = [];

  for (const draft of drafts(labels.suppliers)) {
    const table = world.observed.find(({ date }) => Math.floor(date) === draft.year);
    if (!table) continue;
    const vintage = vintages.indexOf(Math.round((table.date - frame.start) / frame.dt));
    if (vintage < 0) continue;
    const { id, label, unit, tolerance, role, of } = draft;
    const observed = of(observedSight(table, frame, bands));
    targets.push({ id, label, unit, observed, tolerance, role });
    measures.push({ vintage, of });
  }

  return {
    targets,
    measure(seenSuppliers, seenSegments, run, into, at) {
      measures.forEach(({ vintage, of }, k) => {
        const from = (run * vintages.length + vintage) * countries;
        const suppliers = seenSuppliers.subarray(from, from + countries);
        const segments = seenSegments.subarray(from, from + countries);
        into[at + k] = of({ reference, bands, adopted: suppliers, suppliers, segments });
      });
    },
  };
}

/** One vintage of the index, observed or simulated; all [country]. */
interface Sight {
  readonly reference: Bytes;
  /** Income band, 0 the lowest, -1 unknown. */
  readonly bands: Int8Array;
  /** Not 0 where adoption is seen. */
  readonly adopted: ArrayLike<number>;
  /** Bits of the suppliers seen. */
  readonly suppliers: ArrayLike<number>;
  /** Number of technologies (observed) or segments (simulated) seen. */
  readonly segments: ArrayLike<number>;
}

type Measure = (sight: Sight) => number;

/** A target before it is known whether the world has it. */
interface Draft extends Omit<IndexTarget, "observed"> {
  readonly year: number;
  readonly of: Measure;
}

function drafts(suppliers: readonly string[]): readonly Draft[] {
  const bit = (id: string): number => {
    const index = suppliers.indexOf(id);
    return index < 0 ? 0 : 1 << index;
  };
  const china = bit("china");
  const usa = bit("usa");
  const countries = { unit: "countries", year: 2019 } as const;
  const found: Draft[] = [
    { ...countries, id: "T1", label: "Adopters 2019", tolerance: 10, role: "C", of: adopters },
    {
      ...countries,
      id: "T2",
      label: "Adopters 2020",
      tolerance: 10,
      role: "V",
      year: 2020,
      of: adopters,
    },
  ];
  if (china !== 0) {
    const of = count((bits) => (bits & china) !== 0);
    found.push({
      ...countries,
      id: "T3",
      label: "With Chinese technology 2019",
      tolerance: 10,
      role: "C",
      of,
    });
  }
  if (usa !== 0) {
    const of = count((bits) => (bits & usa) !== 0);
    found.push({
      ...countries,
      id: "T4",
      label: "With US technology 2019",
      tolerance: 8,
      role: "C",
      of,
    });
  }
  if (china !== 0 && usa !== 0) {
    const both = china | usa;
    const parts = [
      ["T5", "With both Chinese and US technology 2019", "C", both],
      ["T6.china_only", "Chinese without US technology 2019", "V", china],
      ["T6.usa_only", "US without Chinese technology 2019", "V", usa],
      ["T6.neither", "Adopters with neither 2019", "V", 0],
    ] as const;
    for (const [id, label, role, wanted] of parts) {
      const of = count((bits) => (bits & both) === wanted);
      found.push({ ...countries, id, label, tolerance: 8, role, of });
    }
  }
  const others = [
    ["japan-korea", "Japanese or Korean"],
    ["europe", "European"],
    ["israel", "Israeli"],
    ["russia", "Russian"],
  ] as const;
  for (const [id, name] of others) {
    const mask = bit(id);
    if (mask === 0) continue;
    const label = `With ${name} technology 2019`;
    const of = count((bits) => (bits & mask) !== 0);
    found.push({ ...countries, id: `T7.${id}`, label, tolerance: 6, role: "C", of });
  }
  incomeBands.forEach((one, band) => {
    const of = adoptionShare(band);
    const label = `Adoption 2019, ${one.label} USD per head`;
    found.push({
      id: `T11.${band + 1}`,
      label,
      unit: "share",
      year: 2019,
      tolerance: 0.12,
      role: "C",
      of,
    });
  });
  found.push({
    id: "T18",
    label: "Technologies per adopter 2019",
    unit: "technologies",
    year: 2019,
    tolerance: 0.4,
    role: "C",
    of: meanSegments,
  });
  return found;
}

function bandsOf(world: World, countries: number): Int8Array {
  const { gdp_usd_2019: gdp, population_2019: population } = world.countries.columns;
  return Int8Array.from({ length: countries }, (_, i) =>
    incomeBandOf((gdp[i] ?? Number.NaN) / (population[i] ?? Number.NaN)),
  );
}

function observedSight(table: ObservedTable, frame: Frame, bands: Int8Array): Sight {
  const { countries, suppliers: J, reference } = frame;
  const adopted = new Uint8Array(countries);
  const suppliers = new Uint32Array(countries);
  for (let i = 0; i < countries; i++) {
    adopted[i] = table.adopter[i] === 1 ? 1 : 0;
    let bits = 0;
    for (let j = 0; j < J; j++) if (table.suppliers[i * J + j] === 1) bits |= 1 << j;
    suppliers[i] = bits;
  }
  return { reference, bands, adopted, suppliers, segments: table.categories };
}

function adopters(sight: Sight): number {
  return count(() => true)(sight);
}

/** Number of adopters of the reference set whose suppliers fulfil a condition. */
function count(fulfils: (bits: number) => boolean): Measure {
  return ({ reference, adopted, suppliers }) => {
    let found = 0;
    for (let i = 0; i < reference.length; i++) {
      if (reference[i] === 1 && adopted[i] !== 0 && fulfils(suppliers[i] as number)) found++;
    }
    return found;
  };
}

/** Share of the reference countries of a band that have adopted; NaN if there are none. */
function adoptionShare(band: number): Measure {
  return ({ reference, bands, adopted }) => {
    let all = 0;
    let found = 0;
    for (let i = 0; i < reference.length; i++) {
      if (reference[i] !== 1 || bands[i] !== band) continue;
      all++;
      if (adopted[i] !== 0) found++;
    }
    return all === 0 ? Number.NaN : found / all;
  };
}

/** Technologies per adopter of the reference set; NaN if there are none. */
function meanSegments({ reference, adopted, segments }: Sight): number {
  let all = 0;
  let found = 0;
  for (let i = 0; i < reference.length; i++) {
    if (reference[i] !== 1 || adopted[i] === 0) continue;
    all++;
    found += segments[i] as number;
  }
  return all === 0 ? Number.NaN : found / all;
}
