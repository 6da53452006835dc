import { sectionKeys, topKeys } from "./format/schema.ts";
import { didYouMean } from "./names.ts";
import type { Problem } from "./problem.ts";
import { SETTINGS_FILE, settingDepth, settingPath } from "./setting-path.ts";
import { MOST_BYTES, quote } from "./source/limits.ts";
import { problem } from "./source/problems.ts";
import type { Entry, Mapping, Path, Place, Scalar, Tree } from "./source/tree.ts";
import { builtInVocabulary, type Vocabulary } from "./vocabulary.ts";

/** The text that problems of settings point into, one setting a line. */
export function settingsText(settings: readonly string[]): string {
  return settings.map((setting) => setting.replaceAll(/[\r\n]+/g, " ")).join("\n");
}

/**
 * Puts settings (`choice.price=2`, `suppliers.china.price=0.9`, `time.end=2030Q4`) over a document, the
 * later over the earlier. Values are checked with the rest of the document afterwards.
 *
 * @returns the new document, and problems of settings that cannot be understood; those are left out.
 */
export function applySettings(
  document: Mapping,
  settings: readonly string[],
  words: Pick<Vocabulary, "parameterIds"> = builtInVocabulary,
): { readonly tree: Mapping; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  let tree = document;
  settings.forEach((raw, k) => {
    const setting = raw.replaceAll(/[\r\n]+/g, " ");
    const read = readSetting(setting, k + 1, words.parameterIds);
    if ("problem" in read) problems.push(read.problem);
    else tree = put(tree, read.path, read.key, read.value);
  });
  return { tree, problems };
}

type Read =
  | { readonly problem: Problem }
  | { readonly path: Path; readonly key: Place; readonly value: Scalar };

function readSetting(setting: string, line: number, parameterIds: readonly string[]): Read {
  const equals = setting.indexOf("=");
  const key = (equals < 0 ? setting : setting.slice(0, equals)).trim();
  const text = equals < 0 ? "" : setting.slice(equals + 1).trim();
  const place = (column: number, length: number): Place => ({
    file: SETTINGS_FILE,
    line,
    column,
    length: Math.max(1, length),
  });
  const keyPlace = place(1, key.length);
  if (equals < 1 || key === "" || text === "" || setting.length > MOST_BYTES) {
    const message = `${quote(setting)} is not a setting`;
    const hint = "write key=value, for example choice.price=2";
    return { problem: problem("E250", message, [], place(1, setting.length), { hint }) };
  }
  const path = pathOf(key, parameterIds);
  if ("code" in path) {
    return { problem: problem(path.code, path.message, [key], keyPlace, { hint: path.hint }) };
  }
  const start = setting.indexOf(text, equals + 1) + 1;
  const valuePlace = place(start, text.length);
  const value = readValue(text, path.path);
  if (typeof value === "number" && !Number.isFinite(value)) {
    const message = `${quote(text)} is not a finite number`;
    return { problem: problem("E008", message, path.path, valuePlace) };
  }
  return { path: path.path, key: keyPlace, value: { kind: "scalar", value, place: valuePlace } };
}

/** Where a key leads: a parameter by its id, else a dotted path of the document. */
function pathOf(
  key: string,
  parameterIds: readonly string[],
):
  | { readonly path: Path }
  | {
      readonly code: "E102" | "E251";
      readonly message: string;
      readonly hint: string | undefined;
    } {
  const path = parameterIds.includes(key) ? ["parameters", key] : settingPath(key);
  if (path !== null) return { path };
  const [section = ""] = key.split(".");
  if (Object.hasOwn(settingDepth, section) || topKeys.includes(section)) {
    const example = {
      suppliers: "suppliers.china.price=0.9",
      countries: "countries.KEN.democracy=0.5",
      runs: "runs.count=100",
      time: "time.end=2030Q4",
      branch: "branch.at=2031Q1",
      mechanisms: "mechanisms.peers=false",
    }[section];
    const hint = example
      ? `for example ${example}`
      : "write it in a file that extends the scenario";
    return { code: "E251", message: `--set cannot change ${quote(key)}`, hint };
  }
  const names = [
    ...parameterIds,
    ...sectionKeys.runs.map((name) => `runs.${name}`),
    ...sectionKeys.time.map((name) => `time.${name}`),
    ...sectionKeys.branch.map((name) => `branch.${name}`),
  ];
  return {
    code: "E102",
    message: `unknown parameter ${quote(key)}`,
    hint: didYouMean(key, names) ?? "panoptes params lists all",
  };
}

/** A value as YAML 1.2 reads it. Text in quotes stays text; a long seed is kept digit by digit. */
function readValue(text: string, path: Path): string | number | boolean | null {
  const quoted = /^"(.*)"$|^'(.*)'$/s.exec(text);
  if (quoted) return quoted[1] ?? quoted[2] ?? "";
  if (/^(?:true|True|TRUE)$/.test(text)) return true;
  if (/^(?:false|False|FALSE)$/.test(text)) return false;
  if (/^(?:null|~)$/.test(text)) return null;
  if (/^[-+]?\.inf$|^\.nan$/i.test(text)) return Number.NaN;
  if (!/^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:e[-+]?\d+)?$/i.test(text)) return text;
  const value = Number(text);
  return path[1] === "seed" && !Number.isSafeInteger(value) ? text : value;
}

/** The tree with a value at a path; mappings on the way are made where they are missing. */
function put(tree: Mapping, path: Path, key: Place, value: Tree): Mapping {
  const [first, ...rest] = path;
  const name = String(first);
  const entries = new Map<string, Entry>(tree.entries);
  const before = entries.get(name);
  if (rest.length === 0) {
    entries.set(name, { key, value });
  } else {
    const inner: Mapping =
      before?.value.kind === "map" ? before.value : { kind: "map", entries: new Map(), place: key };
    entries.set(name, { key: before?.key ?? key, value: put(inner, rest, key, value) });
  }
  return { ...tree, entries };
}
