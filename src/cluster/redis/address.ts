import { RedisError } from "./redis-error.ts";

/** Where a Redis is and how to get in. */
export interface RedisAddress {
  readonly host: string;
  readonly port: number;
  /** Number of the database. */
  readonly db: number;
  /** Whether to talk TLS. */
  readonly tls: boolean;
  readonly username?: string;
  readonly password?: string;
  /** The address as it may be shown: without the password. */
  readonly shown: string;
}

const FORM = "redis://[user:password@]host[:port][/database], or rediss:// for TLS";

/** Whether the value of `--engine` names a Redis. */
export function isRedisAddress(text: string): boolean {
  return /^rediss?:/i.test(text);
}

/**
 * Reads an address such as `rediss://panoptes:secret@redis.example.org:6380/2`. Special characters of the user
 * and the password are percent-encoded. Port 6379 and database 0 unless told.
 *
 * @throws RedisError for anything else; the message does not repeat the text, which may hold a password
 */
export function parseRedisAddress(text: string): RedisAddress {
  const url = URL.canParse(text) ? new URL(text) : null;
  // What stands before an @ in the path is the rest of a password with a slash, and its beginning looks like a port.
  const isCutShort = url?.pathname.includes("@") === true;
  if (url === null || !isRedisAddress(url.protocol) || url.hostname === "" || isCutShort) {
    throw new RedisError(
      `the address of Redis cannot be read; it has the form ${FORM}. Special characters of a password are ` +
        "percent-encoded, for example / as %2F",
    );
  }
  if (url.search !== "" || url.hash !== "") {
    throw new RedisError(
      `the address of Redis has something after its database; it has the form ${FORM}`,
    );
  }
  const path = /^\/?(\d{0,5})$/.exec(url.pathname)?.[1];
  if (path === undefined) {
    throw new RedisError(
      `the database of a Redis is a number, for example ${url.protocol}//${url.host}/0; got "${url.pathname.slice(1)}"`,
    );
  }
  const tls = url.protocol === "rediss:";
  const host = url.hostname.replace(/^\[(.*)\]$/, "$1");
  const port = url.port === "" ? 6379 : Number(url.port);
  const db = Number(path);
  const username = decoded(url.username);
  const password = decoded(url.password);
  return {
    host,
    port,
    db,
    tls,
    ...(username === "" ? {} : { username }),
    ...(password === "" ? {} : { password }),
    shown: `${url.protocol}//${url.username === "" ? "" : `${url.username}@`}${url.hostname}:${port}/${db}`,
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new RedisError(
      "the user or the password in the address of Redis has a % that stands for nothing; write %25 for a %",
    );
  }
}
