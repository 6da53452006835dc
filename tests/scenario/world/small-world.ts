import type { Checked, Problem } from "../../../src/scenario/problem.ts";
import { checkWorld } from "../../../src/scenario/world/check-world.ts";
import type { World } from "../../../src/scenario/world/world.ts";

/** A correct world of three countries and two suppliers, as small as a world may be written. */
export const SMALL: Readonly<Record<string, string>> = {
  "countries.csv": `iso3,name,subregion,allies,gdp_usd_2019,population_2019,urban_2019,latitude,longitude
AAA,Aland,North,west,1000000000,1000000,0.5,0,0
BBB,"Bland, the",North,,2000000000,2000000,0.6,0,10
CCC,Cland,South,,4000000000,4000000,0.7,0,20
`,
  "covariates.csv": `iso3,year,democracy,ideal_point
AAA,2018,0.2,-1
AAA,2019,0.3,-0.5
BBB,2019,0.5,0
CCC,2019,0.9,1.5
`,
  "suppliers.csv": `id,homes,rivals,constant,price,markup,subsidy,experience,norm,grant_element,financed_share,loan_income_ceiling,compliance,knowledge,research
east,AAA,west,0,1,0.2,0,1000,0.5,0,0,0,0.5,0,0.5
west,CCC,,0,1.5,0.2,0,1000,0.5,0,0,0,0.5,0,0.5
`,
  "ties.csv": `source,target,kind,weight
AAA,BBB,border,1
AAA,CCC,trade,0.25
`,
  "observed.csv": `vintage,iso3,adopter,categories,suppliers
first,AAA,1,2,east;west
first,BBB,0,0,
`,
  "world.json": `{ "version": "7", "vintages": { "first": 2019.75 } }\n`,
};

/** Checks the small world with some files changed; null leaves a file out. */
export function checkSmall(changes: Readonly<Record<string, string | null>> = {}): Checked<World> {
  const files = new Map(Object.entries(SMALL));
  for (const [file, text] of Object.entries(changes)) {
    if (text === null) files.delete(file);
    else files.set(file, text);
  }
  return checkWorld(files, "small");
}

/** A file of the small world with some text replaced; the text has to be there. */
export function changed(file: string, from: string, to: string): Record<string, string> {
  const text = SMALL[file] ?? "";
  if (!text.includes(from)) throw new Error(`${file} has no ${from}`);
  return { [file]: text.replace(from, to) };
}

/** Code and place of problems, as one line each. */
export function told(checked: Checked<World>): string[] {
  return checked.problems.map(
    ({ code, file, line, column }: Problem) => `${code} ${file}:${line ?? "-"}:${column ?? "-"}`,
  );
}

/** The world of a check that has to succeed. */
export function worldOf(checked: Checked<World>): World {
  if (!checked.ok)
    throw new Error(checked.problems.map(({ code, message }) => `${code} ${message}`).join("\n"));
  return checked.value;
}
