import { toBase64url } from "./base64url.ts";
import { writeChanges } from "./changes.ts";
import { linkDocument, linkedScenario, presetPattern, versionPattern } from "./document.ts";
import {
  type Deflate,
  type DisplayKey,
  displayKeys,
  type JsonObject,
  LINK_VERSION,
  type LinkedScenario,
  type ShareLink,
} from "./link.ts";

/** Keys of scenarios that are compared, in order. */
export const comparedKeys: readonly string[] = ["a", "b", "b2", "b3", "b4", "b5", "b6", "b7"];

/**
 * Writes a share link as the hash of an address, from `#/` on. Put the page's address before it.
 * The same link always gives the same text (where `deflate` does), and `decodeLink` undoes it.
 *
 * @param deflate compresses what no preset can say
 * @throws RangeError for a view, name or number that has no place in a link, or over eight scenarios
 *
 * @example
 * const hash = await encodeLink({ ...link, ...placeInLink(document) }, deflate);
 */
export async function encodeLink(link: ShareLink, deflate: Deflate): Promise<string> {
  const { view, scenarios, model, runs, seed, display } = link;
  if (!/^[a-z][a-z-]{0,31}$/.test(view)) throw new RangeError(`invalid view: ${view}`);
  if (model !== null && !versionPattern.test(model)) {
    throw new RangeError(`invalid model version: ${model}`);
  }
  if (runs !== null && !(Number.isSafeInteger(runs) && runs > 0)) {
    throw new RangeError(`invalid number of runs: ${runs}`);
  }
  const keys = scenarios.length === 1 ? ["s"] : comparedKeys;
  if (scenarios.length > keys.length) {
    throw new RangeError(`a link holds at most ${keys.length} scenarios, got ${scenarios.length}`);
  }
  const fields: string[] = [];
  let changes = "";
  for (const [k, scenario] of scenarios.entries()) {
    const written = await writeScenario(scenario, deflate);
    // One scenario has its changes under a key of their own, to be read by people.
    if (scenarios.length === 1) changes = written.changes;
    const joined =
      scenarios.length === 1 || written.changes === ""
        ? written.base
        : `${written.base}~${written.changes}`;
    fields.push(`${keys[k]}=${joined}`);
  }
  if (model !== null) fields.push(`m=${model}`);
  fields.push(`v=${LINK_VERSION}`);
  if (changes !== "") fields.push(`p=${changes}`);
  for (const key of Object.keys(displayKeys) as DisplayKey[]) {
    const value = display[key];
    if (value !== undefined) fields.push(`${key}=${encodeURIComponent(value)}`);
  }
  if (runs !== null) fields.push(`n=${runs}`);
  if (seed !== null) fields.push(`seed=${encodeURIComponent(seed)}`);
  return `#/${view}?${fields.join("&")}`;
}

/**
 * A scenario document as the part of a link that says it: as a preset with changes where that stands
 * for exactly this document, else whole. Spread it over the other fields of a link.
 */
export function placeInLink(document: JsonObject): Pick<ShareLink, "scenarios" | "runs" | "seed"> {
  const { scenario, runs, seed } = linkedScenario(document);
  return { scenarios: [scenario], runs, seed };
}

async function writeScenario(
  scenario: LinkedScenario,
  deflate: Deflate,
): Promise<{ readonly base: string; readonly changes: string }> {
  if (scenario.kind === "preset") {
    const { name, data } = scenario;
    if (!presetPattern.test(name)) throw new RangeError(`invalid name of a scenario: ${name}`);
    if (data !== null && !versionPattern.test(data)) {
      throw new RangeError(`invalid data version: ${data}`);
    }
    const changes = writeChanges(scenario.changes);
    if (changes !== null) return { base: data === null ? name : `${name}@${data}`, changes };
  }
  // Keys stay in their order: that of outcomes and of new suppliers has a meaning.
  const document = linkDocument(scenario, { runs: null, seed: null });
  return { base: `z:${toBase64url(await deflate(JSON.stringify(document)))}`, changes: "" };
}
