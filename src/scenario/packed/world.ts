import type {
  CountryColumn,
  CountryTable,
  Covariate,
  ImputedCell,
  ObservedTable,
  TieKind,
  World,
} from "../world/world.ts";
import { readColumn, writeColumn } from "./columns.ts";
import { numberModel, numberReader, numberWriter } from "./number-coder.ts";

/** The words of a packed world: everything that is no number, and how many numbers there are. */
export interface WorldHead {
  readonly name: string;
  readonly version: string;
  readonly digest: string;
  readonly countries: Omit<CountryTable, "columns">;
  readonly columns: readonly CountryColumn[];
  readonly firstYear: number;
  readonly years: number;
  readonly covariates: readonly Covariate[];
  readonly suppliers: Omit<World["suppliers"], "columns">;
  readonly attributes: readonly string[];
  readonly ties: readonly { readonly kind: TieKind; readonly count: number }[];
  readonly observed: readonly { readonly vintage: string; readonly date: number }[];
  readonly imputed: {
    readonly count: number;
    /** Names that cells refer to by their place. */
    readonly columns: readonly string[];
    /** Residual spreads that cells refer to by their place: they are computed and have all digits. */
    readonly spreads: readonly number[];
  };
}

/** A world in few bytes. */
export interface PackedWorld {
  readonly head: WorldHead;
  readonly body: Uint8Array<ArrayBuffer>;
}

/**
 * A world in few bytes, for hosts that cannot read its tables fast. Of its imputed cells the names of the
 * rules are left out: they say how values were made, and no run needs them.
 *
 * @throws RangeError for a table with more than nine decimals
 * @example
 * const { head, body } = packWorld(world);
 * unpackWorld(head, body).digest === world.digest; // true
 */
export function packWorld(world: World): PackedWorld {
  const { countries, covariates, suppliers } = world;
  const { columns, ...words } = countries;
  const { columns: attributes, ...blocs } = suppliers;
  const n = countries.ids.length;
  const writer = numberWriter();
  const variables = Object.keys(covariates.values) as Covariate[];
  for (const name of variables) {
    writeColumn(writer, transposed(covariates.values[name], covariates.years, n), covariates.years);
  }
  const names = Object.keys(columns) as CountryColumn[];
  for (const name of names) {
    const same = sameYear(name, covariates, n);
    const own = columns[name];
    writeColumn(writer, same === null ? own : own.map((value, i) => value - (same[i] ?? 0)), n);
  }
  for (const values of Object.values(attributes)) {
    writeColumn(writer, values, suppliers.ids.length);
  }
  for (const { sources, targets, weights } of world.ties) {
    const steps = numberModel();
    const places = numberModel();
    for (let k = 0; k < sources.length; k++) {
      const before = k === 0 ? 0 : (sources[k - 1] as number);
      const source = (sources[k] as number) - before;
      writer.write(source, steps);
      // Targets mostly rise within a source.
      writer.write(
        (targets[k] as number) - (source === 0 && k > 0 ? (targets[k - 1] as number) : 0),
        places,
      );
    }
    writeColumn(writer, weights, weights.length);
  }
  for (const { adopter, categories, suppliers: seen } of world.observed) {
    writeColumn(writer, adopter, n);
    writeColumn(writer, categories, n);
    writeColumn(writer, seen, suppliers.ids.length);
  }
  const imputedColumns = [...new Set(world.imputed.map(({ column }) => column))];
  const spreads = [...new Set(world.imputed.map(({ sd }) => sd))];
  const field = (of: (cell: ImputedCell) => number): void =>
    writeColumn(writer, world.imputed.map(of), Math.max(1, world.imputed.length));
  field(({ column }) => imputedColumns.indexOf(column));
  field(({ country }) => country);
  field(({ year }) => year ?? Number.NaN);
  field(({ lastYear }) => lastYear ?? Number.NaN);
  field(({ sd }) => spreads.indexOf(sd));
  field(({ scale }) => (scale === "ln" ? 1 : 0));
  const { name, version, digest } = world;
  return {
    head: {
      name,
      version,
      digest,
      countries: words,
      columns: names,
      firstYear: covariates.firstYear,
      years: covariates.years,
      covariates: variables,
      suppliers: blocs,
      attributes: Object.keys(attributes),
      ties: world.ties.map(({ kind, sources }) => ({ kind, count: sources.length })),
      observed: world.observed.map(({ vintage, date }) => ({ vintage, date })),
      imputed: { count: world.imputed.length, columns: imputedColumns, spreads },
    },
    body: writer.finish(),
  };
}

/** The world that was packed, but for the names of the rules of its imputed cells. */
export function unpackWorld(head: WorldHead, body: Uint8Array): World {
  const read = numberReader(body);
  const n = head.countries.ids.length;
  const blocs = head.suppliers.ids.length;
  // Columns stand in the body in this order.
  const values = byName(head.covariates, () =>
    transposed(readColumn(read, n * head.years, head.years), n, head.years),
  );
  const covariates = { firstYear: head.firstYear, years: head.years, values };
  const columns = byName(head.columns, (name) => {
    const same = sameYear(name, covariates, n);
    const own = readColumn(read, n, n);
    return same === null ? own : own.map((value, i) => value + (same[i] ?? 0));
  });
  const attributes = byName(head.attributes, () => readColumn(read, blocs, blocs));
  const ties = head.ties.map(({ kind, count }) => {
    const steps = numberModel();
    const places = numberModel();
    const sources = new Int32Array(count);
    const targets = new Int32Array(count);
    for (let k = 0; k < count; k++) {
      const step = read(steps);
      sources[k] = step + (k === 0 ? 0 : (sources[k - 1] as number));
      targets[k] = read(places) + (step === 0 && k > 0 ? (targets[k - 1] as number) : 0);
    }
    return { kind, sources, targets, weights: readColumn(read, count, count) };
  });
  const observed = head.observed.map(
    ({ vintage, date }): ObservedTable => ({
      vintage,
      date,
      adopter: readColumn(read, n, n),
      categories: readColumn(read, n, n),
      suppliers: readColumn(read, n * blocs, blocs),
    }),
  );
  const { count, columns: names, spreads } = head.imputed;
  const fields = Array.from({ length: 6 }, () => readColumn(read, count, Math.max(1, count)));
  const imputed = Array.from({ length: count }, (_, k): ImputedCell => {
    const [column = 0, country = 0, year = 0, lastYear = 0, sd = 0, scale = 0] = fields.map(
      (field) => field[k],
    );
    return {
      country,
      column: names[column] ?? "",
      year: Number.isNaN(year) ? null : year,
      lastYear: Number.isNaN(lastYear) ? null : lastYear,
      sd: spreads[sd] ?? 0,
      scale: scale === 1 ? "ln" : "value",
      rule: "",
    };
  });
  return {
    name: head.name,
    version: head.version,
    digest: head.digest,
    countries: { ...head.countries, columns },
    covariates,
    suppliers: { ...head.suppliers, columns: attributes },
    ties,
    observed,
    imputed,
  };
}

function byName<K extends string, T>(names: readonly K[], make: (name: K) => T): Record<K, T> {
  return Object.fromEntries(names.map((name) => [name, make(name)])) as Record<K, T>;
}

/** Columns of a year that are nearly a covariate's values of it: persons and dollars, whole numbers all. */
const repeated: Readonly<Partial<Record<CountryColumn, Covariate>>> = {
  gdp_pc_ppp_2019: "gdp_pc_ppp",
  population_2019: "population",
};

/**
 * What a column of a year repeats, by country; null for a column that stands for itself, or where a
 * difference would not keep the bits.
 */
function sameYear(
  name: CountryColumn,
  { firstYear, values }: Pick<World["covariates"], "firstYear" | "values">,
  countries: number,
): Float64Array | null {
  const covariate = repeated[name];
  if (covariate === undefined) return null;
  const from = (2019 - firstYear) * countries;
  const found = values[covariate]
    .slice(from, from + countries)
    .map((value) => (Number.isNaN(value) ? 0 : value));
  const whole = found.length === countries && found.every((value) => Number.isSafeInteger(value));
  return whole ? found : null;
}

/** A table of so many rows and columns with the two exchanged. */
function transposed(
  values: Float64Array<ArrayBuffer>,
  rows: number,
  columns: number,
): Float64Array<ArrayBuffer> {
  const turned = new Float64Array(values.length);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      turned[column * rows + row] = values[row * columns + column] as number;
    }
  }
  return turned;
}
