import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { gzipSync } from "node:zlib";
import type { FastifyInstance } from "fastify";
import { Refusal } from "./refusal.ts";

/** Where the interface behind the page is described. */
const description = '</openapi.json>; rel="service-desc"';

/** A file of the page, as it is sent. */
interface PageFile {
  readonly type: string;
  readonly bytes: Buffer;
  /** The same compressed, or null where that gains nothing. */
  readonly gzipped: Buffer | null;
  readonly etag: string;
  readonly cacheControl: string;
}

const types: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
};

/** Whether a folder holds a built page. */
export function isPage(folder: string): boolean {
  return existsSync(join(folder, "index.html"));
}

/**
 * Serves a built page. All its files, a megabyte or so, are read when the server starts, and a request
 * only looks up what was found then: no path is ever made of what it says. Files under `assets/` have
 * the hash of their content in their name and never change, so browsers keep them; all others are
 * asked for anew each time, and mostly are unchanged.
 */
export function servePage(app: FastifyInstance, folder: string): void {
  const files = readFiles(folder);
  app.get<{ Params: { "*": string } }>("/*", async (request, reply) => {
    const path = request.params["*"];
    const file = files.get(path === "" ? "index.html" : path);
    if (file === undefined) throw new Refusal("not-found", "no such path; /docs lists all");
    const { type, bytes, gzipped, etag, cacheControl } = file;
    reply.headers({ etag, "cache-control": cacheControl });
    // So the page learns that there is a server behind it (RFC 8631), and asks a plain host for nothing.
    if (path === "" || path === "index.html") reply.header("link", description);
    if (gzipped !== null) reply.header("vary", "Accept-Encoding");
    if (request.headers["if-none-match"] === etag) return reply.code(304).send();
    const accepted = /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?(?:,|$))/.test(
      String(request.headers["accept-encoding"] ?? ""),
    );
    if (gzipped === null || !accepted) return reply.type(type).send(bytes);
    return reply.type(type).header("content-encoding", "gzip").send(gzipped);
  });
}

/** Every file of a folder and those in it by its path with forward slashes; none that are hidden. */
function readFiles(folder: string): ReadonlyMap<string, PageFile> {
  const files = new Map<string, PageFile>();
  const read = (inside: string): void => {
    for (const entry of readdirSync(join(folder, inside), { withFileTypes: true })) {
      if (entry.name.startsWith(".")) continue;
      const path = inside === "" ? entry.name : `${inside}/${entry.name}`;
      if (entry.isDirectory()) read(path);
      else if (entry.isFile()) files.set(path, readPageFile(join(folder, path), path));
    }
  };
  read("");
  return files;
}

function readPageFile(place: string, path: string): PageFile {
  const bytes = readFileSync(place);
  const gzipped = gzipSync(bytes);
  return {
    type: types[extname(path).toLowerCase()] ?? "application/octet-stream",
    bytes,
    gzipped: gzipped.length < 0.9 * bytes.length ? gzipped : null,
    etag: `"${createHash("sha256").update(bytes).digest("hex").slice(0, 32)}"`,
    cacheControl: path.startsWith("assets/") ? "public, max-age=31536000, immutable" : "no-cache",
  };
}
