import { existsSync } from "node:fs";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";

/** Whether a folder holds a built page. */
export function isPage(folder: string): boolean {
  return existsSync(join(folder, "index.html"));
}

/**
 * Serves a built page. Files under `assets/` have the hash of their content in their name and never
 * change, so browsers keep them; all others are asked for anew each time, and mostly are unchanged.
 */
export async function servePage(app: FastifyInstance, folder: string): Promise<void> {
  await app.register(fastifyStatic, {
    root: folder,
    prefix: "/",
    index: ["index.html"],
    dotfiles: "deny",
    decorateReply: false,
    cacheControl: false,
    setHeaders(reply, path) {
      const hashed = path.slice(folder.length).replaceAll("\\", "/").startsWith("/assets/");
      reply.header("cache-control", hashed ? "public, max-age=31536000, immutable" : "no-cache");
    },
  });
}
