import { type Posterior, uniformOf } from "../../experiments/calibration/calibrate.ts";
import {
  crossValidate,
  type Partition,
  type Question,
} from "../../experiments/calibration/cross-validate.ts";
import { judgeLater } from "../../experiments/calibration/judge-later.ts";
import type { PlacedTargets } from "../../experiments/calibration/place-targets.ts";
import { type CalibrationRecord, recordScores } from "../../experiments/calibration/record.ts";
import { rivalInputs } from "../../experiments/calibration/rival-covariates.ts";
import {
  type LoadedTargets,
  loadPartitions,
} from "../../experiments/node/calibration/load-targets.ts";
import type { Compiled } from "../../scenario/compiled.ts";
import type { World } from "../../scenario/world/world.ts";

/**
 * Share of the pool that the regression of each fold takes in. Chosen on runs of the pool that played the
 * observed world, by the log score of the tenths left out; from 0.2 to 0.4 it hardly matters there.
 */
const FRACTION = 0.3;

/** Scores the pool of a calibration on countries and vintages that the fit has not seen; null without observations. */
export async function scoresOf(
  { pool }: Posterior,
  placed: PlacedTargets,
  { frame, labels }: Compiled,
  { read, world }: LoadedTargets,
  plainWorld: World,
  seed: string,
): Promise<CalibrationRecord["scores"]> {
  const table = world.observed.find(({ vintage }) => vintage === read.file.vintage);
  if (!table) return null;
  const index = (date: number): number =>
    frame.vintages.indexOf(Math.ceil((date - frame.start) / frame.dt - 1e-6));
  const J = frame.suppliers;
  const question = (id: Question["id"], label: string): Question[] => {
    const j = labels.suppliers.indexOf(id);
    if (id !== "adoption" && j < 0) return [];
    const happened = Uint8Array.from(table.adopter, (x, i) =>
      (id === "adoption" ? x === 1 : table.suppliers[i * J + j] === 1) ? 1 : 0,
    );
    return [{ id, label, bit: id === "adoption" ? 0 : 1 << j, happened }];
  };
  const inputs = {
    placed,
    questions: [
      ...question("adoption", "Adoption"),
      ...question("china", "Chinese technology"),
      ...question("usa", "US technology"),
    ],
    partitions: await loadPartitions(plainWorld),
    blocks: subregions(plainWorld),
    rivals: rivalInputs(world, frame, labels),
    vintage: index(table.date),
    fraction: FRACTION,
    uniform: uniformOf(`${seed}/bootstrap`),
  };
  const cross = crossValidate(pool, inputs);
  const later = world.observed
    .filter(({ date }) => date > table.date)
    .map(({ vintage, date, adopter }) =>
      judgeLater(
        pool,
        inputs,
        { name: vintage, index: index(date), date, adopter },
        {
          date: table.date,
          start: frame.start,
        },
      ),
    );
  const happened = inputs.questions.map((one) =>
    Float64Array.from(placed.reference, (i) => one.happened[i] as number),
  );
  return recordScores(cross, happened, later);
}

/** Countries by subregion. */
function subregions({ countries }: World): Partition {
  const names = [...new Set(countries.subregions)].sort();
  const of = Int32Array.from(countries.subregions, (name) => names.indexOf(name));
  return { name: "subregions", folds: names.length, of };
}
