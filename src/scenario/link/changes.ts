import { nearest } from "../names.ts";
import type { Problem } from "../problem.ts";
import { mechanismIds } from "../registry/mechanisms.ts";
import { parameterIds } from "../registry/parameters.ts";
import { supplierAttributeIds } from "../registry/suppliers.ts";
import { settingPath } from "../setting-path.ts";
import { quote } from "../source/limits.ts";
import { COUNTRY_COLUMNS, COVARIATE_COLUMNS } from "../world/tables.ts";
import { linkProblem } from "./codes.ts";
import type { LinkValue } from "./link.ts";

/** Most values that a link changes; beyond them a document is shorter. */
const MOST_CHANGES = 500;

const numberPattern = /^-?\d+(?:\.\d+)?(?:e[-+]?\d+)?$/i;
const wordPattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

const countryColumns: readonly string[] = [...COUNTRY_COLUMNS, ...COVARIATE_COLUMNS].map(
  ({ name }) => name,
);

/** Kinds of single values, by what `typeof` says of them. */
type Kind = "number" | "boolean" | "string";

/**
 * What kind of value a dotted key takes; null if this version has no such value. Whether the world has
 * the supplier or the country is not looked at.
 */
export function kindOfChange(key: string): Kind | null {
  const [section, ...rest] = settingPath(key) ?? [];
  const last = String(rest.at(-1));
  const among = (names: readonly string[], kind: Kind) => (names.includes(last) ? kind : null);
  if (section === "parameters") return among(parameterIds, "number");
  if (section === "mechanisms") return among(mechanismIds, "boolean");
  if (section === "suppliers") return among(supplierAttributeIds, "number");
  if (section === "countries") return among(countryColumns, "number");
  return section === "time" ? among(["start", "end", "step"], "string") : null;
}

/**
 * Changes as a link writes them: `choice.price:2~mechanisms.peers:false`, in the order of their keys.
 * Neither keys nor values need escaping, so that programs that escape links again do no harm.
 *
 * @returns null if a key or value cannot be written in this way.
 */
export function writeChanges(changes: Readonly<Record<string, LinkValue>>): string | null {
  const entries = Object.entries(changes).sort(([a], [b]) => (a < b ? -1 : 1));
  if (entries.length > MOST_CHANGES) return null;
  const parts = entries.map(([key, value]) => {
    const written = writeValue(value);
    const isWord = wordPattern.test(key) || key.length > 64;
    const known = kindOfChange(key) === typeof value;
    return known && isWord && written !== null ? `${key}:${written}` : null;
  });
  return parts.includes(null) ? null : parts.join("~");
}

/** Reads what `writeChanges` wrote. What cannot be used is reported as a warning and left out. */
export function readChanges(text: string): {
  readonly changes: Readonly<Record<string, LinkValue>>;
  readonly problems: readonly Problem[];
} {
  const changes = new Map<string, LinkValue>();
  const problems: Problem[] = [];
  const parts = text === "" ? [] : text.split("~");
  if (parts.length > MOST_CHANGES) {
    const message = `the link changes ${parts.length} values, of which the first ${MOST_CHANGES} are used`;
    problems.push(linkProblem("W322", message, ["p"]));
  }
  for (const part of parts.slice(0, MOST_CHANGES)) {
    const colon = part.indexOf(":");
    const key = colon < 0 ? part : part.slice(0, colon);
    const raw = colon < 0 ? "" : part.slice(colon + 1);
    const kind = kindOfChange(key);
    const value = kind === null ? null : readValue(raw, kind);
    if (kind === null) {
      const name = nearest(key, [...parameterIds, ...mechanismIds.map((id) => `mechanisms.${id}`)]);
      const hint = name === null ? undefined : `the nearest that is known: ${name}`;
      const message = `this version does not know the setting ${quote(key)} of the link; it is left out`;
      problems.push(linkProblem("W321", message, ["p", key], hint));
    } else if (value === null) {
      const wanted = { number: "a number", boolean: "true or false", string: "a date or word" };
      const message = `the link sets ${key} to ${quote(raw)}, which is not ${wanted[kind]}; it is left out`;
      problems.push(linkProblem("W322", message, ["p", key]));
    } else if (changes.has(key)) {
      problems.push(
        linkProblem("W322", `the link sets ${key} twice; the first counts`, ["p", key]),
      );
    } else {
      changes.set(key, value);
    }
  }
  return { changes: Object.fromEntries(changes), problems };
}

function writeValue(value: LinkValue): string | null {
  if (typeof value === "boolean") return String(value);
  if (typeof value === "string") return wordPattern.test(value) ? value : null;
  // A plus sign in an address is a space to some programs: 1e+21 is written 1e21.
  return Number.isFinite(value) ? JSON.stringify(value).replace("+", "") : null;
}

function readValue(text: string, kind: Kind): LinkValue | null {
  if (kind === "string") return wordPattern.test(text) ? text : null;
  if (kind === "boolean") return text === "true" ? true : text === "false" ? false : null;
  const value = numberPattern.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(value) ? value : null;
}
