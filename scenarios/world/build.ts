// Makes the shipped world from a folder of raw tables:
//
//   node dist/scenarios/world/build.js <folder of raw tables> [folder to write]
//
// The same raw tables give the same bytes. Only the sources named in README.md are taken, whatever else
// the raw tables hold.

import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../src/scenario/node/world.ts";
import { checkWorld } from "../../src/scenario/world/check-world.ts";
import { countryTable } from "./build/countries.ts";
import { covariateTable, readCovariates, SPAN } from "./build/covariates.ts";
import { impute } from "./build/impute.ts";
import { observedTable, VINTAGE_DATES } from "./build/observed.ts";
import { readRaw } from "./build/raw.ts";
import { readme } from "./build/readme.ts";
import { blocs, supplierTable } from "./build/suppliers.ts";
import { tieTable } from "./build/ties.ts";
import { csvText } from "./build/write.ts";

/** Version of the tables: raised, with an entry in the changelog, whenever one of their values changes. */
const DATA_VERSION = "2026.2";

function main(folder: string | undefined, target: string): void {
  if (folder === undefined) {
    console.error(
      "usage: node dist/scenarios/world/build.js <folder of raw tables> [folder to write]",
    );
    process.exitCode = 2;
    return;
  }
  const raw = readRaw(folder);
  const suppliers = blocs(raw);
  const covariates = readCovariates(raw);
  const imputed = impute(raw, covariates);
  const settings = { version: DATA_VERSION, years: SPAN, vintages: VINTAGE_DATES };
  // As the formatter of this repository writes it, which would otherwise change the digest.
  const settingsText = `${JSON.stringify(settings, null, 2).replace(/\[\s+(\d+),\s+(\d+)\s+\]/, "[$1, $2]")}\n`;
  const files = new Map([
    ["countries.csv", csvText(countryTable(raw, suppliers))],
    ["covariates.csv", csvText(covariateTable(raw, covariates))],
    ["suppliers.csv", csvText(supplierTable(suppliers))],
    ["ties.csv", csvText(tieTable(raw))],
    ["observed.csv", csvText(observedTable(raw, suppliers))],
    ["imputed.csv", csvText(imputed.table)],
    ["world.json", settingsText],
  ]);
  const checked = checkWorld(files, "world");
  for (const { severity, code, file, line, message } of checked.problems) {
    console.error(`${severity}[${code}] ${file}:${line ?? 1}: ${message}`);
  }
  if (!checked.ok) {
    process.exitCode = 3;
    return;
  }
  files.set("README.md", readme(files, checked.value, imputed.scores));
  mkdirSync(target, { recursive: true });
  for (const [name, text] of files) {
    writeFileSync(join(target, `${name}.new`), text);
    renameSync(join(target, `${name}.new`), join(target, name));
    console.log(`${name}  ${text.length} characters`);
  }
  console.log(checked.value.digest);
}

main(process.argv[2], process.argv[3] ?? join(packageRoot(), "scenarios", "world"));
