import { log } from "../../../src/core/math.ts";
import { readCsv } from "../../../src/scenario/world/csv.ts";
import { worldFacts } from "../../../src/scenario/world/facts.ts";
import { hiddenError } from "../../../src/scenario/world/fill-years.ts";
import { COVARIATE_COLUMNS } from "../../../src/scenario/world/tables.ts";
import type { World } from "../../../src/scenario/world/world.ts";
import { DICTIONARY, SOURCES } from "./dictionary.ts";
import type { Score } from "./score.ts";
import { deviation } from "./statistics.ts";

/** README.md of the tables: what each column is, where it comes from, how complete and how sure it is. */
export function readme(
  files: ReadonlyMap<string, string>,
  world: World,
  scores: readonly Score[],
): string {
  const facts = worldFacts(world);
  return `# The shipped world

<!-- Written by scenarios/world/build.ts. Edit scenarios/world/build/readme.ts and dictionary.ts, not this file. -->

${facts.countries} countries, ${facts.suppliers.length} supplier blocs, data version ${world.version}. The countries are the 193 members of the
United Nations with Hong Kong, Kosovo, Palestine and Taiwan; ${facts.reference} of them are the reference set of the 2019 index. The
tables hold observations only: an empty cell is a value that no source has. What was filled in stands apart, in
\`imputed.csv\`, with its rule and its error.

## Licence

The tables in this folder are licensed CC BY-SA 4.0, unlike the code, which is MIT. Name this project and the sources that
you use, as listed below. Names, regions, land borders and coordinates come from a database under the Open Database License
1.0: if you pass on a substantial part of these columns, keep them under the ODbL and say where they come from. "Not seen"
means that our copy of a source did not state its terms and the usual ones are given; check before you redistribute.

| key | source | licence |
| --- | --- | --- |
${SOURCES.map(({ key, name, licence }) => `| ${key} | ${name} | ${licence} |`).join("\n")}

Left out on purpose, as their terms do not allow it or the model does not need them: the EIU and Freedom House indices, the
press freedom index of RSF, homicide estimates of IHME, spending levels of SIPRI, and the scores that the index printed.

## Columns

"n" counts the countries with a value, of ${facts.countries}; for suppliers, ties and imputed cells it counts rows, and for \`observed.csv\`
the countries with a value in any vintage.

${Object.entries(DICTIONARY)
  .map(([file, columns]) => columnTable(file, columns, files))
  .join("\n\n")}

\`world.json\` states the data version, the span of years and the dates of the vintages. The 2019 index was published in
mid-September 2019 and is read at 2019.75, the end of that quarter. Our copy of the 2020 revision does not tell its month;
its evidence ends within 2020, so it is read at 2020.75, a year later. Either way a vintage says "by then", not "since".

### Rules behind columns

- **Allies.** Of the United States: members of NATO or the Five Eyes in 2019, and countries of the index region EAP with a
  defence pact with it (the pact of the Americas binds nearly everyone and tells nothing). Of Russia: the CSTO. Of China: a
  defence pact. Homes of a bloc are not its allies.
- **Homes.** China: CHN, HKG. Europe: the EU members of 2019 with the United Kingdom, Norway and Switzerland, Germany leading.
  Japan and Korea: JPN, KOR. Firms from elsewhere (Australia, Canada, Taiwan, Turkey and others) belong to no bloc and are left out.
- **Belt and Road.** ${undated(world)}

## What was filled in, and how well

Every rule was tried on values that are known: each tenth of the countries was hidden in turn, the rule learnt from the rest
and guessed them. "Spread" is the error of knowing nothing but the mean; a rule is worth its place if its error is smaller.
For ln the error is of the natural logarithm: 0.5 means a factor of 1.6 either way. The root mean square error stands as
\`sd\` beside each filled cell, so that a run may draw the value instead of trusting it.

| column | rule | cells | countries | hidden | RMSE | MAE | spread | scale |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
${scores.map((score) => scoreRow(score, world)).join("\n")}

Ideal points of Hong Kong, Kosovo, Palestine and Taiwan are those of China, Albania, Jordan and Japan. These four choices
cannot be tested; the error given is that of the nearest voting country standing in for each country.

Years without a value are filled when the tables are read: in a straight line between known years, and with the nearest known
year before the first and after the last. This is done for any world, so a table need not repeat itself. The error of
carrying a value on, found by hiding known years:

| column | cells filled | 1 year on | 2 years on | 3 years on | spread | last year known | scale |
| --- | --- | --- | --- | --- | --- | --- | --- |
${carryRows(files, world).join("\n")}

## Known limits

1. The index counts evidence in open sources. Wealthy, well-reported and English-speaking countries are seen best; 0 is not "none".
2. The index does not say which firm delivered which category, nor how much. Origins of firms are by headquarters and contested for some.
3. The reference set is inferred: the list of 2022 less Gaza, Somaliland and Zanzibar gives the published ${facts.reference}.
4. Civil society, private liberties and both governance indicators end in 2021, ideal points in 2023; later years are carried on.
5. GDP of Eritrea, North Korea, South Sudan, Venezuela and Yemen is old. Nine states have no income series and stay at one level.
6. Trade names only each country's top partners; an unlisted partner counts as none. Liechtenstein and Palestine list nobody.
7. Defence pacts are dense in Africa and the Americas, where regional bodies pledge mutual defence.
8. Some Belt and Road years are decoded from a map; a few memberships are disputed between sources.
9. Palestine's V-Dem values are those of the West Bank.
10. CEPII has no language or colonial ties of Kosovo, Liechtenstein, Monaco, Montenegro and South Sudan.

## A world of your own

Copy the headers, fill in your rows, and name the folder in a scenario: \`world: ./my-world\`. \`panoptes world check ./my-world\`
lists everything that is wrong with it, by file, line and column. [docs/worlds.md](../../docs/worlds.md) goes through it from an empty folder.

- Needed: \`countries.csv\` (iso3, gdp_usd_2019, population_2019, urban_2019), \`covariates.csv\` (iso3, year, democracy,
  ideal_point; one year is enough) and \`suppliers.csv\` (all columns but name and rivals).
- Optional: \`segments.csv\` (segments of the world's own), \`ties.csv\` (weight is 1 if left out), \`observed.csv\` (with \`world.json\` for its dates; categories and suppliers
  may be left out), \`imputed.csv\`, \`world.json\`.
- Columns left out take a neutral value: reference 1, homicide 1, media_freedom_2019, civil_society and private_liberties
  0.5, the governance indicators and eu_2019 0, incomes at purchasing power constant, population as in 2019, texts empty;
  coordinates, military spending, conflict years, Belt and Road and statute years unknown.
- Columns that are there need every cell, in the table or in \`imputed.csv\`. Only coordinates, military_usd_2019,
  conflict_years, bri_from, bri_to and data_protection_law may have empty ones. Covariates need one year per country at least.
- At most 100,000 countries, 32 suppliers, 1,500,000 rows of covariates and 5,000,000 ties. Comma-separated UTF-8, quotes as in RFC 4180.
`;
}

function columnTable(
  file: string,
  columns: (typeof DICTIONARY)[string],
  files: ReadonlyMap<string, string>,
): string {
  const known = coverage(file, files.get(file) ?? "");
  const rows = Object.entries(columns).map(
    ([name, { definition, unit, year, source }]) =>
      `| ${name} | ${definition} | ${unit} | ${year} | ${source} | ${licencesOf(source)} | ${known.get(name) ?? 0} |`,
  );
  return `### ${file}

| column | definition | unit | year | source | licence | n |
| --- | --- | --- | --- | --- | --- | --- |
${rows.join("\n")}`;
}

/** The terms of a column's sources, without remarks, each once. */
function licencesOf(keys: string): string {
  const licences = keys.split("; ").flatMap((key) => {
    const licence = SOURCES.find((source) => source.key === key)?.licence;
    return licence === undefined ? [] : [licence.replace(/ \(.*/, "")];
  });
  return [...new Set(licences)].join("; ") || "-";
}

/** Non-empty cells by column: countries with any, in tables that have a country; else rows. */
function coverage(file: string, text: string): ReadonlyMap<string, number> {
  const byCountry = ["countries.csv", "covariates.csv", "observed.csv"].includes(file);
  let header: string[] | null = null;
  let row = 0;
  const found = new Map<string, Set<string>>();
  readCsv(text, (fields) => {
    if (header === null) {
      header = [...fields];
      return true;
    }
    const id = byCountry ? (fields[header.indexOf("iso3")] ?? "") : String(row++);
    for (const [k, name] of header.entries()) {
      if (fields[k] !== "") found.set(name, (found.get(name) ?? new Set()).add(id));
    }
    return true;
  });
  return new Map([...found].map(([name, ids]) => [name, ids.size]));
}

function scoreRow(score: Score, world: World): string {
  const cells = world.imputed.filter(
    (cell) => cell.column === score.column && cell.rule === score.rule,
  );
  const years = cells.reduce(
    (sum, { year, lastYear }) => sum + (year === null ? 1 : (lastYear ?? year) - year + 1),
    0,
  );
  const countries = new Set(cells.map(({ country }) => country)).size;
  const { column, rule, hidden, rmse, mae, spread, scale } = score;
  return `| ${column} | ${rule} | ${years} | ${countries} | ${hidden} | ${short(rmse)} | ${short(mae)} | ${short(spread)} | ${scale} |`;
}

function carryRows(files: ReadonlyMap<string, string>, world: World): string[] {
  const n = world.countries.ids.length;
  const { years, firstYear } = world.covariates;
  return COVARIATE_COLUMNS.map(({ name, scale }) => {
    const observed = observedSeries(files.get("covariates.csv") ?? "", name, world);
    const values = scale === "ln" ? observed.map(log) : observed;
    const cells = world.imputed
      .filter((cell) => cell.column === name && /carried|linear/.test(cell.rule))
      .reduce((sum, { year, lastYear }) => sum + (lastYear ?? 0) - (year ?? 0) + 1, 0);
    const errors = [1, 2, 3].map((ahead) => short(hiddenError(values, years, n, ahead, 0)));
    const known = [...values].filter((value) => !Number.isNaN(value));
    let last = years - 1;
    while (last > 0 && values.slice(last * n, (last + 1) * n).every(Number.isNaN)) last--;
    return `| ${name} | ${cells} | ${errors.join(" | ")} | ${short(deviation(known))} | ${firstYear + last} | ${scale} |`;
  });
}

function observedSeries(text: string, column: string, world: World): Float64Array {
  const n = world.countries.ids.length;
  const values = new Float64Array(world.covariates.years * n).fill(Number.NaN);
  const index = new Map(world.countries.ids.map((id, k) => [id, k]));
  let slot = -1;
  readCsv(text, (fields) => {
    if (slot < 0) {
      slot = fields.indexOf(column);
      return true;
    }
    const at =
      (Number(fields[1]) - world.covariates.firstYear) * n + (index.get(fields[0] ?? "") ?? 0);
    if (fields[slot] !== "") values[at] = Number(fields[slot]);
    return true;
  });
  return values;
}

function undated(world: World): string {
  const { bri_from, bri_to } = world.countries.columns;
  const members = bri_from.filter((year) => !Number.isNaN(year)).length;
  const left = world.countries.ids.filter((_, i) => !Number.isNaN(bri_to[i]));
  return `${members} countries have signed a document; ${left.join(" and ")} left. A membership takes effect in the middle of its year.`;
}

const short = (value: number): string => String(Number(value.toPrecision(3)));
