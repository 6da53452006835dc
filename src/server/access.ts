import { createHash, timingSafeEqual } from "node:crypto";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { Refusal } from "./refusal.ts";

/** Shortest token, characters; `openssl rand -hex 16` gives twice as many. */
export const SHORTEST_TOKEN = 16;

const local = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * Lets in who may come in. With a token, whoever sends it; without one, requests that name this
 * machine as their host, so that a page elsewhere cannot reach the server by a name of its own that
 * leads to 127.0.0.1 (DNS rebinding).
 *
 * @param isOpen whether a request is answered without the token
 */
export function guardAccess(
  app: FastifyInstance,
  token: string | null,
  isOpen: (request: FastifyRequest) => boolean,
): void {
  const expected = token === null ? null : digest(token);
  app.addHook("onRequest", async (request) => {
    if (expected === null) {
      requireLocal(request);
    } else if (!isOpen(request)) {
      const given = /^Bearer +(\S+) *$/i.exec(request.headers.authorization ?? "")?.[1] ?? "";
      // Digests have one length, and their comparison takes one time, whatever was sent.
      if (!timingSafeEqual(digest(given), expected)) {
        throw new Refusal("unauthorized", "send the token as Authorization: Bearer <token>", [], {
          "www-authenticate": 'Bearer realm="panoptes"',
        });
      }
    }
    // Browsers say where a request comes from; other programs send no such header.
    if (request.method !== "GET" && request.headers["sec-fetch-site"] === "cross-site") {
      throw new Refusal("foreign-host", "pages of other sites may not send anything here");
    }
  });
}

function requireLocal(request: FastifyRequest): void {
  const host = request.headers.host ?? "";
  const name = host.replace(/:\d{1,5}$/, "").toLowerCase();
  if (!local.has(name)) {
    throw new Refusal("foreign-host", "ask for 127.0.0.1 or localhost, as the server printed it");
  }
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
