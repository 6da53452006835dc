import { problemsOfIssues } from "../format/issues.ts";
import type { Problem } from "../problem.ts";
import { settleCentral } from "../read-uncertainty.ts";
import { find, type Mapping, plain } from "../source/tree.ts";
import type { Vocabulary } from "../vocabulary.ts";
import type { World } from "../world/world.ts";
import { checkBranchDate } from "./branch.ts";
import { checkExpect } from "./expect.ts";
import { checkInterventions } from "./interventions.ts";
import { knownNames } from "./known.ts";
import { checkCountryId } from "./names.ts";
import { checkOutcomes } from "./outcomes.ts";
import { checkSegmentParameters } from "./segments.ts";
import { checkSums } from "./sums.ts";
import { checkSuppliers } from "./suppliers.ts";
import { checkAttempts, checkSteps } from "./teach.ts";
import { checkTime } from "./time.ts";
import { checkUncertainty } from "./uncertainty.ts";

/**
 * Every problem of a merged document: its form by the schema, then names, dates and sums. The later
 * checks skip what the schema has reported, so that one mistake is one problem.
 */
export function checkScenario(
  tree: Mapping,
  world: World | null,
  vocabulary: Vocabulary,
): Problem[] {
  const known = knownNames(tree, world, vocabulary);
  const settled = settleCentral(tree);
  const countries = find(tree, ["countries"]);
  const written = countries?.kind === "map" ? [...countries.entries] : [];
  return [
    ...checkForm(settled, vocabulary),
    ...written.flatMap(([id, { key }]) => checkCountryId(id, ["countries", id], key, known)),
    ...checkSums(tree),
    ...checkSegmentParameters(tree, known),
    ...checkTime(tree),
    ...checkBranchDate(tree),
    ...checkSuppliers(tree, known),
    ...checkInterventions(settled, known),
    ...checkUncertainty(tree, known, (whole) => [
      ...checkForm(whole, vocabulary),
      ...checkSums(whole),
      ...checkInterventions(whole, known),
    ]),
    ...checkOutcomes(tree, known),
    ...checkExpect(tree, known),
    ...checkSteps(tree, known),
    ...checkAttempts(tree, (whole) => checkScenario(whole, world, vocabulary)),
  ];
}

function checkForm(tree: Mapping, vocabulary: Vocabulary): Problem[] {
  const parsed = vocabulary.schema.safeParse(plain(tree));
  return parsed.success ? [] : problemsOfIssues(parsed.error.issues, tree, vocabulary);
}
