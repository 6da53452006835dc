import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openShared } from "../../../src/results/node/plans/shared-folder.ts";
import { callCli, finish, startCli } from "../../support/cli.ts";
import { findRedis, type RedisServer, startRedis } from "../../support/redis.ts";

// What a person reads who starts a worker that cannot work. Needs the build, which `npm test` makes beforehand.

const program = findRedis();

describe.skipIf(program === null)(
  "a worker that cannot start says what to do, and exits with 2:",
  () => {
    let redis: RedisServer;
    let folder = "";
    /** Ends every connection as soon as it hears something, as a server with TLS does that hears none. */
    let rude: Server;
    let rudePort = 0;
    /** Takes connections and says nothing, as a frozen one does. */
    let deaf: Server;
    let deafPort = 0;

    beforeAll(async () => {
      redis = await startRedis(program as string);
      folder = mkdtempSync(join(tmpdir(), "panoptes-worker-"));
      openShared(folder, { create: true });
      rude = createServer((socket) => {
        socket.on("error", () => {});
        socket.once("data", () => socket.resetAndDestroy());
      });
      deaf = createServer((socket) => socket.on("error", () => {}));
      rudePort = await listen(rude);
      deafPort = await listen(deaf);
      const client = new Redis(redis.address);
      await client.call("ACL", "SETUSER", "ann", "on", ">hunter2", "~panoptes:*", "+@all", "-eval");
      await client.quit();
    });
    afterAll(async () => {
      await redis.stop();
      rude.close();
      deaf.close();
      rmSync(folder, { recursive: true, force: true });
    });

    interface Case {
      readonly name: string;
      readonly says: RegExp;
      readonly engine?: () => string;
      readonly shared?: () => string;
      readonly more?: readonly string[];
      readonly environment?: Readonly<Record<string, string>>;
    }
    const at = (rest: string) => () => redis.address.replace("redis://", "").replace(/^/, rest);
    const cases: readonly Case[] = [
      { name: "no engine", engine: () => "", says: /--engine redis:\/\/.*PANOPTES_ENGINE/ },
      { name: "no folder", shared: () => "", says: /--shared <folder>, or PANOPTES_SHARED/ },
      {
        name: "nobody listens",
        engine: () => "redis://127.0.0.1:1/0",
        says: /nothing listens at 127\.0\.0\.1:1\. Start Redis there/,
      },
      {
        name: "a wrong password",
        engine: at("redis://ann:hunter3@"),
        says: /does not know this user and password/,
      },
      {
        name: "a user without the rights",
        engine: at("redis://ann:hunter2@"),
        says: /may not do all that is needed.*docs\/engines\/redis\.md/,
      },
      {
        name: "no such database",
        engine: () => redis.address.replace(/0$/, "99"),
        says: /there is no database 99/,
      },
      {
        name: "a server that wants TLS",
        engine: () => `redis://127.0.0.1:${rudePort}/0`,
        says: /rediss:\/\/ in place of redis:\/\//,
      },
      {
        name: "a server without TLS",
        engine: () => redis.address.replace("redis:", "rediss:"),
        says: /redis:\/\/ in place of\s+rediss:\/\//,
      },
      {
        name: "a server that does not answer",
        engine: () => `redis://127.0.0.1:${deafPort}/0`,
        says: /does not answer\. Is a firewall between/,
      },
      {
        name: "a folder that is none",
        shared: () => tmpdir(),
        says: /no shared folder.*mounted on this machine/,
      },
      {
        name: "a clock that is off",
        environment: {
          NODE_OPTIONS:
            "--import=data:text/javascript,const%20real=Date.now;Date.now=()=>real()-3600000",
        },
        says: /clock of .* is 36\d\d s behind that of Redis.*NTP/,
      },
      {
        name: "a plugin by its name",
        more: ["--allow-plugin", "campaign.js"],
        says: /digest of a module, sha256: and 64 hexadecimal digits/,
      },
      { name: "no patience", more: ["--takeover", "1s"], says: /--takeover is from 2s to 1h/ },
    ];

    test.concurrent.each(cases)(
      "$name",
      async ({ engine, shared, more = [], environment, says }) => {
        const flags = [
          ["--engine", engine?.() ?? redis.address],
          ["--shared", shared?.() ?? folder],
        ].filter(([, value]) => value !== "");
        const done = await callCli(["worker", "-j", "1", ...flags.flat(), ...more], {
          ...(environment ? { environment } : {}),
        });
        expect(done.err.replaceAll(/\n\s+/g, " ")).toMatch(says);
        expect(done.err).not.toMatch(/hunter|bug/);
        expect(done.code).toBe(2);
        expect(done.out).toBe("");
      },
    );

    test("warns of a server that drops keys, takes its places from the environment, and ends when nothing is left", async () => {
      const client = new Redis(redis.address);
      await client.config("SET", "maxmemory-policy", "allkeys-lru");
      const child = startCli(["worker", "-j", "1", "--until-empty", "--json"], {
        environment: { PANOPTES_ENGINE: redis.address, PANOPTES_SHARED: folder },
      });
      const done = await finish(child);
      await client.config("SET", "maxmemory-policy", "noeviction");
      await client.quit();
      expect(done.err).toMatch(/warning: .*maxmemory-policy allkeys-lru.*noeviction/);
      expect(JSON.parse(done.out)).toEqual({
        chunks: 0,
        runs: 0,
        found: 0,
        failed: 0,
        aside: 0,
        taken_over: 0,
      });
      expect(done.code).toBe(0);
    });

    test("ends with 0 at the first Ctrl-C when it has nothing in hand", async () => {
      const child = startCli(["worker", "-j", "1", "--engine", redis.address, "--shared", folder]);
      const ended = finish(child);
      await new Promise<void>((resolve) => {
        child.stderr?.on("data", (text: Buffer) => {
          if (String(text).includes("Stop with Ctrl-C")) resolve();
        });
      });
      child.kill("SIGINT");
      const done = await ended;
      expect(done.out).toBe("0 chunks, 0 runs\n");
      expect(done.code).toBe(0);
    });
  },
);

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  return typeof address === "object" ? (address?.port ?? 0) : 0;
}
