// Writes the parts of the documents that are made from what they describe. Such a part stands
// between <!-- begin:NAME --> and <!-- end:NAME -->; the rest of a document is written by hand.
//   node scripts/docs.js          (on the build)
import { existsSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import {
  mechanismTable,
  outcomeTable,
  parameterTables,
  scheduleList,
  supplierTable,
  verbTable,
} from "./check/registry-tables.js";
import { scaleImages, scaleParts } from "./check/scale.js";
import { thirdParty } from "./check/third-party.js";
import { root } from "./root.js";

/**
 * A document, the parts of it that are made, and from what. One that is made as a whole has a part without a name.
 * @type {readonly { path: string, parts: Record<string, () => string | Promise<string>> }[]}
 */
const documents = [
  {
    path: "docs/model.md",
    parts: {
      schedule: scheduleList,
      verbs: verbTable,
      outcomes: outcomeTable,
      parameters: parameterTables,
      suppliers: supplierTable,
      mechanisms: mechanismTable,
    },
  },
  { path: "docs/third-party.md", parts: { "third-party": thirdParty } },
  { path: "docs/scale.md", parts: scaleParts },
  ...Object.entries(scaleImages).map(([name, make]) => ({
    path: `docs/images/${name}`,
    parts: { "": make },
  })),
];

/**
 * Replaces what stands between the marks of one part.
 * @param {string} document
 * @param {string} name
 * @param {string} content
 * @returns {string | undefined} undefined if the document lacks the marks
 */
export function splice(document, name, content) {
  const begin = `<!-- begin:${name} -->`;
  const end = `<!-- end:${name} -->`;
  const from = document.indexOf(begin);
  const to = document.indexOf(end);
  if (from === -1 || to < from) return undefined;
  return `${document.slice(0, from + begin.length)}\n${content.trim()}\n${document.slice(to)}`;
}

/**
 * All documents as they should be.
 * @returns {Promise<{ path: string, before: string, after: string, missing: string[] }[]>}
 */
export async function documentsAsTheyShouldBe() {
  const done = [];
  for (const { path, parts } of documents) {
    const isThere = existsSync(join(root, path));
    const before = isThere ? readFileSync(join(root, path), "utf8") : "";
    const whole = parts[""];
    if (whole !== undefined) {
      done.push({ path, before, after: await whole(), missing: [] });
      continue;
    }
    if (!isThere) {
      done.push({ path, before, after: "", missing: Object.keys(parts) });
      continue;
    }
    const missing = [];
    let after = before;
    for (const [name, make] of Object.entries(parts)) {
      const next = splice(after, name, await make());
      if (next === undefined) missing.push(name);
      else after = next;
    }
    done.push({ path, before, after, missing });
  }
  return done;
}

const called = process.argv[1];
if (called !== undefined && import.meta.url === pathToFileURL(realpathSync(called)).href) {
  for (const { path, before, after, missing } of await documentsAsTheyShouldBe()) {
    for (const name of missing)
      console.error(`${path} has no <!-- begin:${name} --> … <!-- end:${name} -->`);
    if (missing.length > 0) process.exitCode = 1;
    if (after !== before) writeFileSync(join(root, path), after);
    console.log(`${path}: ${after === before ? "as it was" : "written anew"}`);
  }
}
