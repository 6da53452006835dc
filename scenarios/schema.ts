// Writes scenario.schema.json from the scenario format. A test holds the committed file to it.
//
//   node dist/scenarios/schema.js

import { writeFile } from "node:fs/promises";
import { scenarioJsonSchema } from "../src/scenario/format/json-schema.ts";
import { scenarioSchemaPath } from "../src/scenario/node/scenario.ts";

const path = scenarioSchemaPath();
await writeFile(path, `${JSON.stringify(scenarioJsonSchema(), null, 2)}\n`);
console.log(
  `wrote ${path}; format it with: npx biome format --write scenarios/scenario.schema.json`,
);
