import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { callCli, finish, packageFolder, startCli } from "../../support/cli.ts";
import { findRedis, type RedisServer, startRedis } from "../../support/redis.ts";

vi.setConfig({ testTimeout: 120_000 });

const document = readFileSync(join(packageFolder, "docs", "engines", "redis.md"), "utf8");
const program = findRedis();

/** What stands behind the sign of the shell, in order. */
const commands = [...document.matchAll(/^\$ (.*)$/gm)].map(([, command = ""]) => command);

describe.skipIf(program === null)("docs/engines/redis.md", () => {
  let redis: RedisServer;
  let home = "";
  const started: ChildProcess[] = [];
  beforeAll(async () => {
    redis = await startRedis(program as string);
    home = mkdtempSync(join(tmpdir(), "panoptes-document-"));
  });
  afterAll(async () => {
    for (const child of started) child.kill("SIGKILL");
    await redis.stop();
    rmSync(home, { recursive: true, force: true });
  });
  /** The words of a command of ours, on this test's port and folder. */
  const words = (command: string): readonly string[] =>
    command
      .replace(/^npx panoptes /, "")
      .replace("6379", String(redis.port))
      .replace("/tmp/shared", join(home, "shared"))
      .split(" ");

  test("walks a first-time user through one machine: Redis, experiment, worker", async () => {
    const [server = "", experiment = "", worker = ""] = commands;
    expect(commands).toHaveLength(3);
    expect(server).toMatch(/^redis-server --port 6379 --bind 127\.0\.0\.1$/);
    const [, ...flags] = server.split(" ");
    const free = String(redis.port);
    await redis.kill();
    const own = spawn(
      program as string,
      flags.map((one) => one.replace("6379", free)),
      {
        cwd: home,
        stdio: "ignore",
      },
    );
    started.push(own);
    const client = new Redis(redis.address, { retryStrategy: () => 100 });
    client.on("error", () => {});
    await client.ping();
    await client.quit();

    const running = startCli(words(experiment));
    const ended = finish(running);
    // A person takes longer to type the next one than the experiment to make the folder.
    await expect
      .poll(() => existsSync(join(home, "shared", "shared.json")), { timeout: 30_000 })
      .toBe(true);
    const helper = startCli(words(worker));
    const left = finish(helper);
    started.push(running, helper);
    const { code, out } = await ended;
    expect(code).toBe(0);
    helper.kill("SIGINT");
    expect((await left).code).toBe(0);
    // Again, without a worker: all is found.
    const again = await callCli(words(experiment));
    expect(again.code).toBe(0);
    expect(JSON.parse(again.out).result_hash).toBe(JSON.parse(out).result_hash);
    own.kill("SIGKILL");
    await redis.restart();
  });

  test("gives a user the rights that are needed", async () => {
    const [, rights = ""] = /^(ACL SETUSER .*)$/m.exec(document) ?? [];
    const client = new Redis(redis.address);
    const [command = "", ...words] = rights.split(" ");
    await client.call(command, ...words);
    const engine = redis.address.replace("redis://", "redis://panoptes:the-password@");
    const where = ["--engine", engine, "--shared", join(home, "shared")];
    const run = ["run", "baseline", "-n", "100", "--seed", "rights", "--no-baseline", "--json"];
    const running = startCli([...run, ...where, "--chunk-seconds", "0.1"]);
    const ended = finish(running);
    await expect
      .poll(() => existsSync(join(home, "shared", "shared.json")), { timeout: 30_000 })
      .toBe(true);
    const helper = startCli(["worker", ...where]);
    started.push(running, helper);
    const { code, err } = await ended;
    expect({ code, refused: /NOPERM|may not/.test(err) }).toEqual({ code: 0, refused: false });
    expect(err).not.toContain("the-password");
    expect(await client.call("ACL", "LOG")).toEqual([]);
    helper.kill("SIGTERM");
    await client.quit();
  });

  test("names every flag of a worker, and no other", async () => {
    const { out } = await callCli(["worker", "--help"]);
    const common = ["--quiet", "--verbose", "--no-color", "--ascii", "--help"];
    const flags = [...out.matchAll(/(--[a-z][a-z-]*)/g)].map(([, flag = ""]) => flag);
    const [, workers = ""] = /^## Workers\n(.*?)^## /ms.exec(document) ?? [];
    const told = [...workers.matchAll(/(--[a-z][a-z-]*)/g)].map(([, flag = ""]) => flag);
    const own = new Set(flags.filter((flag) => !common.includes(flag)));
    expect(new Set(told)).toEqual(own);
  });

  test("quotes messages as they are written", () => {
    const sources = ["explain", "presence", "clocks", "job", "try-chunk"].map((name) =>
      readFileSync(join(packageFolder, "src", "cluster", "redis", `${name}.ts`), "utf8"),
    );
    const plans = readFileSync(
      join(packageFolder, "src", "results", "node", "plans", "stored-design.ts"),
      "utf8",
    );
    const code = [...sources, plans].join("\n").replaceAll(/["`] \+\s+["`]/g, "");
    const quoted = [
      "nothing listens at",
      "wants a password",
      "does not know this user and password",
      "may not do all that is needed",
      "its certificate is not trusted",
      "but with another shared folder",
      "but of model",
      "is not in the shared folder",
      "the design wants plugin",
      "out of memory and takes nothing new",
      "cannot write to its disk",
    ];
    for (const text of quoted) {
      expect(document, text).toContain(text);
      expect(code, text).toContain(text);
    }
  });
});
