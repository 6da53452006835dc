import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { Deflate, Inflate, ShareLink } from "../../../src/scenario/link/link.ts";

/** Compression as a host passes it in. */
export const deflate: Deflate = async (text) => deflateRawSync(text, { level: 9 });

/** Its inverse, with a limit. */
export const inflate: Inflate = async (bytes, mostBytes) =>
  new TextDecoder("utf-8", { fatal: true }).decode(
    inflateRawSync(bytes, { maxOutputLength: mostBytes }),
  );

/** A link of one scenario that changes nothing, with some fields replaced. */
export function aLink(fields: Partial<ShareLink> = {}): ShareLink {
  return {
    view: "explore",
    scenarios: [{ kind: "preset", name: "baseline", data: "2026.1", changes: {} }],
    model: null,
    runs: null,
    seed: null,
    display: {},
    ...fields,
  };
}
