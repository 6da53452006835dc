import { nearest } from "../names.ts";
import type { Checked, Problem } from "../problem.ts";
import { MOST_BYTES, quote } from "../source/limits.ts";
import { fromBase64url } from "./base64url.ts";
import { readChanges } from "./changes.ts";
import { linkProblem } from "./codes.ts";
import { presetPattern, versionPattern } from "./document.ts";
import { comparedKeys } from "./encode.ts";
import { readJsonDocument } from "./json.ts";
import {
  type DisplayKey,
  displayKeys,
  type Inflate,
  LINK_VERSION,
  type LinkedScenario,
  type ShareLink,
} from "./link.ts";
import { type LinkFields, migrate } from "./migrate.ts";

/** Longest link that is looked at, characters. A scenario of the largest size fits many times. */
const LONGEST_LINK = 128 * 1024;

/** Most runs a link may ask for, as a scenario may. */
const MOST_RUNS = 1_000_000;

const keys: readonly string[] = ["s", "m", "v", "p", "n", "seed", ...comparedKeys];

/** Whether a text is meant as a share link: an address with a scheme, or a hash that begins with `#/`. */
export function isLink(text: string): boolean {
  return text.startsWith("#/") || /^[a-z][a-z0-9+.-]*:\/\//i.test(text);
}

/**
 * Reads a share link: a whole address or its hash. What this version does not know or cannot use is
 * reported as a warning and left out; the rest is loaded. Never throws for bad input, and never does
 * work that the length of the link does not bound.
 *
 * @param inflate undoes the compression of whole documents; it is told how much it may give
 *
 * @example
 * const read = await decodeLink(location.hash, inflate);
 * show(read.problems);
 * if (read.ok) open(read.value);
 */
export async function decodeLink(text: string, inflate: Inflate): Promise<Checked<ShareLink>> {
  if (text.length > LONGEST_LINK) {
    const message = `the link has ${text.length} characters, more than ${LONGEST_LINK}`;
    return refuse("E312", message, "ask for the scenario as a file");
  }
  const hash = /#\/([a-z][a-z-]{0,31})?(?:\?(.*))?$/s.exec(text.trim());
  if (hash === null) return refuse("E311", `${quote(text)} is no share link`, example);
  const problems: Problem[] = [];
  const raw = readFields(hash[2] ?? "", problems);
  const version = raw.get("v") ?? String(LINK_VERSION);
  if (!/^[1-9]\d{0,5}$/.test(version)) {
    return refuse("E311", `the link is of form ${quote(version)}, which is none`, example);
  }
  if (Number(version) > LINK_VERSION) {
    const message = `the link is of form ${version}, this version reads up to ${LINK_VERSION}`;
    return refuse("E313", message, "install a newer version");
  }
  const fields = migrate(raw, Number(version));
  const scenarios = await readScenarios(fields, inflate, problems);
  if (scenarios === null) return { ok: false, problems };
  const display: Partial<Record<DisplayKey, string>> = {};
  for (const [key, value] of fields) {
    if (isDisplayKey(key)) display[key] = value;
    else if (!keys.includes(key)) problems.push(unknownKey(key));
  }
  const link: ShareLink = {
    view: hash[1] ?? "explore",
    scenarios,
    model: readWith(fields, "m", problems, "a version", (value) =>
      versionPattern.test(value) ? value : null,
    ),
    runs: readWith(fields, "n", problems, `a whole number from 1 to ${MOST_RUNS}`, (value) =>
      /^[1-9]\d{0,6}$/.test(value) && Number(value) <= MOST_RUNS ? Number(value) : null,
    ),
    seed: readWith(fields, "seed", problems, "a text of up to 200 characters", (value) =>
      value.length > 0 && value.length <= 200 && !hasControl(value) ? value : null,
    ),
    display,
  };
  return { ok: true, value: link, problems };
}

/**
 * Warns where a link was made with other versions than those that are here.
 * @param model version of the model here
 * @param data version of the data tables here
 */
export function versionProblems(link: ShareLink, model: string, data: string): readonly Problem[] {
  const problems: Problem[] = [];
  const warn = (thing: string, there: string, here: string) => {
    const message = `the link was made with ${thing} ${there}, this is ${here}; results may differ`;
    problems.push(linkProblem("W323", message, [thing === "model" ? "m" : "s"]));
  };
  if (link.model !== null && link.model !== model) warn("model", link.model, model);
  const versions = link.scenarios.map((one) => (one.kind === "preset" ? one.data : null));
  for (const there of new Set(versions)) {
    if (there !== null && there !== data) warn("data", there, data);
  }
  return problems;
}

const example = "for example https://example.org/#/explore?s=baseline&v=1";

function refuse(
  code: "E311" | "E312" | "E313",
  message: string,
  hint: string,
): { readonly ok: false; readonly problems: readonly Problem[] } {
  return { ok: false, problems: [linkProblem(code, message, [], hint)] };
}

/** The fields of a link, decoded. Of a key that is written twice the first counts. */
function readFields(query: string, problems: Problem[]): LinkFields {
  const fields = new Map<string, string>();
  for (const part of query.split("&")) {
    if (part === "") continue;
    const equals = part.indexOf("=");
    const key = equals < 0 ? part : part.slice(0, equals);
    const value = decoded(equals < 0 ? "" : part.slice(equals + 1));
    if (value === null) {
      const message = `the value of ${quote(key)} in the link is escaped wrongly; it is left out`;
      problems.push(linkProblem("W322", message, [key]));
    } else if (fields.has(key)) {
      const message = `${quote(key)} stands twice in the link; the first counts`;
      problems.push(linkProblem("W322", message, [key]));
    } else {
      fields.set(key, value);
    }
  }
  return fields;
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

/** The scenarios of a link; null where one cannot be read, which is an error. */
async function readScenarios(
  fields: LinkFields,
  inflate: Inflate,
  problems: Problem[],
): Promise<readonly LinkedScenario[] | null> {
  const single = fields.get("s");
  const named = single === undefined ? comparedKeys.filter((key) => fields.has(key)) : ["s"];
  const scenarios: LinkedScenario[] = [];
  for (const key of named) {
    const text = fields.get(key) ?? "";
    const read = text.startsWith("z:")
      ? await readDocument(key, text.slice(2), inflate)
      : readPreset(key, text, single === undefined ? "" : (fields.get("p") ?? ""), problems);
    if ("code" in read) problems.push(read);
    else scenarios.push(read);
  }
  if (fields.has("p") && scenarios.every(({ kind }, k) => named[k] !== "s" || kind !== "preset")) {
    const message = "p in the link changes a built-in scenario, and s names none";
    problems.push(linkProblem("W322", message, ["p"]));
  }
  return scenarios.length < named.length ? null : scenarios;
}

function readPreset(
  key: string,
  text: string,
  changes: string,
  problems: Problem[],
): LinkedScenario | Problem {
  const tilde = text.indexOf("~");
  const reference = tilde < 0 ? text : text.slice(0, tilde);
  const own = tilde < 0 ? "" : text.slice(tilde + 1);
  const [name = "", data] = reference.split("@", 2);
  if (!presetPattern.test(name) || (data !== undefined && !versionPattern.test(data))) {
    return linkProblem("E311", `the link names the scenario ${quote(reference)}`, [key], example);
  }
  const read = readChanges([own, changes].filter((part) => part !== "").join("~"));
  problems.push(...read.problems);
  return { kind: "preset", name, data: data ?? null, changes: read.changes };
}

async function readDocument(
  key: string,
  text: string,
  inflate: Inflate,
): Promise<LinkedScenario | Problem> {
  const broken = (why: string) =>
    linkProblem(
      "E312",
      `the scenario in the link cannot be read: ${why}`,
      [key],
      "copy the link anew, or ask for the scenario as a file",
    );
  const bytes = fromBase64url(text);
  if (bytes === null) return broken("it holds signs that have no place in it, or was cut");
  let json: string;
  try {
    json = await inflate(bytes, MOST_BYTES);
  } catch {
    return broken(`it was cut or changed, or is larger than ${MOST_BYTES} bytes`);
  }
  const document = readJsonDocument(json);
  return typeof document === "string" ? broken(document) : { kind: "document", document };
}

/** A field that may be missing; what cannot be used counts as missing, with a warning. */
function readWith<T>(
  fields: LinkFields,
  key: string,
  problems: Problem[],
  wanted: string,
  read: (value: string) => T | null,
): T | null {
  const text = fields.get(key);
  if (text === undefined) return null;
  const value = read(text);
  if (value === null) {
    const message = `${key} in the link is ${quote(text)}, not ${wanted}; it is left out`;
    problems.push(linkProblem("W322", message, [key]));
  }
  return value;
}

function unknownKey(key: string): Problem {
  const name = nearest(key, [...keys, ...Object.keys(displayKeys)]);
  const hint = name === null || key.length < 3 ? undefined : `the nearest that is known: ${name}`;
  return linkProblem(
    "W321",
    `this version does not know ${quote(key)} in the link; it is left out`,
    [key],
    hint,
  );
}

function isDisplayKey(key: string): key is DisplayKey {
  return Object.hasOwn(displayKeys, key);
}

function hasControl(text: string): boolean {
  for (let k = 0; k < text.length; k++) if (text.charCodeAt(k) < 0x20) return true;
  return false;
}
