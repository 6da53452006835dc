import { documentsAsTheyShouldBe } from "../docs.js";

/** @type {import("./report.js").Check} */
export const generated = {
  name: "generated",
  claim: "the parts of the documents that are made from the code are as the code makes them",
  mend: "run `npm run build`, then `node scripts/docs.js`, and commit what changed",
  async problems() {
    const problems = [];
    for (const { path, before, after, missing } of await documentsAsTheyShouldBe()) {
      for (const name of missing) problems.push(`${path} has no part "${name}"`);
      if (before !== after) problems.push(`${path} is not up to date`);
    }
    return problems;
  },
};
