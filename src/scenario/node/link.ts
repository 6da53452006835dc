import { deflateRaw, inflateRaw } from "node:zlib";
import { MODEL_VERSION } from "../../core/version.ts";
import { SHIPPED_WORLD } from "../build-scenario.ts";
import { linkProblem } from "../link/codes.ts";
import { decodeLink, versionProblems } from "../link/decode.ts";
import { linkDocument } from "../link/document.ts";
import type { Deflate, Inflate } from "../link/link.ts";
import type { Checked, Problem } from "../problem.ts";

/** Compresses for a share link with Node's zlib. */
export const nodeDeflate: Deflate = (text) =>
  new Promise((resolve, reject) => {
    deflateRaw(text, { level: 9 }, (error, bytes) => (error ? reject(error) : resolve(bytes)));
  });

/** Undoes `nodeDeflate`, or the same of a browser; stops at the limit. */
export const nodeInflate: Inflate = (bytes, mostBytes) =>
  new Promise((resolve, reject) => {
    inflateRaw(bytes, { maxOutputLength: mostBytes }, (error, inflated) => {
      if (error) return reject(error);
      try {
        resolve(new TextDecoder("utf-8", { fatal: true }).decode(inflated));
      } catch (broken) {
        reject(broken);
      }
    });
  });

/** Name of the document of a link in messages. */
export const LINK_FILE = "(link)";

/** What a link asks to be read: a built-in scenario with settings, or a document. */
export type LinkTarget =
  | {
      readonly kind: "builtin";
      readonly reference: string;
      readonly settings: readonly string[];
    }
  | { readonly kind: "text"; readonly text: string };

/**
 * Reads a share link that stands for one scenario.
 * @param data version of the data tables here
 */
export async function readLink(link: string, data: string): Promise<Checked<LinkTarget>> {
  const read = await decodeLink(link, nodeInflate);
  if (!read.ok) return read;
  const [scenario, second] = read.value.scenarios;
  if (scenario === undefined || second !== undefined) {
    const message = scenario
      ? `the link compares ${read.value.scenarios.length} scenarios, where one is needed`
      : "the link opens a page and names no scenario";
    const hint = "copy the link of one scenario from the Share button";
    return { ok: false, problems: [linkProblem("E311", message, [], hint)] };
  }
  const foreign = versionProblems(read.value, MODEL_VERSION, data);
  // Another version of the data is an error of the reference itself, which says the same.
  const problems = [...read.problems, ...foreign.filter(({ path }) => path[0] === "m")];
  return { ok: true, value: target(scenario, read.value), problems };
}

function target(
  scenario: Parameters<typeof linkDocument>[0],
  size: Parameters<typeof linkDocument>[1],
): LinkTarget {
  if (scenario.kind === "preset" && Object.keys(scenario.changes).length === 0) {
    // Nothing but its size is changed: it is the built-in scenario, with its name and its claims.
    const { name, data } = scenario;
    return {
      kind: "builtin",
      reference: data === null ? name : `${name}@${data}`,
      settings: [
        ...(size.runs === null ? [] : [`runs.count=${size.runs}`]),
        ...(size.seed === null ? [] : [`runs.seed="${size.seed}"`]),
      ],
    };
  }
  return { kind: "text", text: JSON.stringify(linkDocument(scenario, size), null, 2) };
}

/** The problem of a document from outside that asks for a world of its own; null where it does not. */
export function foreignWorld(name: string): Problem | null {
  if (name === SHIPPED_WORLD) return null;
  const message = `the world "${name.slice(0, 60)}" is a folder, and folders are out of reach here`;
  return linkProblem("E314", message, ["world"], "leave world out, for the shipped one");
}
