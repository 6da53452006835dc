import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseRedisAddress } from "../../../src/cluster/redis/address.ts";
import { checkFolderClock, checkRedisClock } from "../../../src/cluster/redis/clocks.ts";
import { openGate } from "../../../src/cluster/redis/gate.ts";
import { whyAside } from "../../../src/cluster/redis/job.ts";
import { describeStrangers, type Present } from "../../../src/cluster/redis/presence.ts";
import { warningsOf } from "../../../src/cluster/redis/warnings.ts";
import { MODEL_VERSION } from "../../../src/core/version.ts";

const tick = () => new Promise((resolve) => setImmediate(resolve));

describe("a gate", () => {
  test("lets any number in, and who wants to be alone only when all have left", async () => {
    const gate = openGate();
    const entered: string[] = [];
    const enter = async (name: string, alone: boolean) => {
      const leave = await gate.enter(alone);
      entered.push(name);
      return leave;
    };
    const [first, second] = await Promise.all([enter("a", false), enter("b", false)]);
    const third = enter("alone", true);
    const fourth = enter("c", false);
    await tick();
    expect(entered).toEqual(["a", "b"]);
    first();
    await tick();
    expect(entered).toEqual(["a", "b"]);
    second();
    const leave = await third;
    await tick();
    expect(entered).toEqual(["a", "b", "alone"]);
    leave();
    await fourth;
    expect(entered).toEqual(["a", "b", "alone", "c"]);
  });
});

describe("clocks", () => {
  const redis = (seconds: number) => ({ time: async () => [String(seconds), "500000"] }) as never;

  test("that agree within 30 s are good enough", async () => {
    await checkRedisClock(redis(1_000), "redis://x", () => 1_030_000);
    await checkRedisClock(redis(1_000), "redis://x", () => 971_000);
  });

  test.each([
    [1_000, 1_040_000, /40 s ahead of that of Redis at redis:\/\/x.*NTP/],
    [1_000, 960_000, /41 s behind that of Redis/],
  ])("that do not are refused: Redis %d s, here %d ms", async (seconds, now, says) => {
    await expect(checkRedisClock(redis(seconds), "redis://x", () => now)).rejects.toThrow(says);
  });

  test("a slow answer is no wrong clock", async () => {
    let now = 900_000;
    await checkRedisClock(redis(1_000), "redis://x", () => {
      now += 120_000;
      return now - 60_000;
    });
  });

  test("the file server's is read off a probe, which is removed", () => {
    const path = mkdtempSync(join(tmpdir(), "panoptes-clock-"));
    try {
      checkFolderClock({ path });
      expect(() => checkFolderClock({ path }, () => Date.now() + 60_000)).toThrow(
        /60 s ahead of that of the file server/,
      );
      expect(readdirSync(path)).toEqual([]);
      expect(() => checkFolderClock({ path: join(path, "gone") })).toThrow(
        /cannot be written on this machine: ENOENT/,
      );
    } finally {
      rmSync(path, { recursive: true });
    }
  });
});

describe("a server's settings", () => {
  const address = parseRedisAddress("redis://x");
  const answer = (lines: readonly string[]) => ({ info: async () => lines.join("\r\n") }) as never;
  const fine = [
    "redis_version:7.0.15",
    "maxmemory:0",
    "used_memory:950",
    "maxmemory_policy:noeviction",
  ];

  test("give no warning where all is well, or where the server does not say", async () => {
    expect(await warningsOf(answer(fine), address)).toEqual([]);
    const refused = { info: () => Promise.reject(new Error("NOPERM")) } as never;
    expect(await warningsOf(refused, address)).toEqual([]);
  });

  test.each([
    ["maxmemory_policy:allkeys-lru", /drops keys.*allkeys-lru.*noeviction/],
    ["maxmemory:1000", /may not find room/],
    ["redis_version:5.0.14", /use 6.2 or newer/],
  ])("%s gives a warning", async (line, says) => {
    const name = line.slice(0, line.indexOf(":"));
    const lines = fine.map((one) => (one.startsWith(`${name}:`) ? line : one));
    const warnings = await warningsOf(answer(lines), address);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatch(says);
  });
});

describe("why a chunk was set aside", () => {
  test("is the last failure where all tries failed", () => {
    const tries = [
      { by: "a", reason: "run 3 failed: x" },
      { by: "b", reason: "run 3 failed: x" },
    ];
    expect(whyAside(tries)).toBe("run 3 failed: x (2 tries)");
  });

  test("names the workers that went away", () => {
    expect(whyAside([{ by: "a (process 1)" }, { by: "b (process 2)" }])).toBe(
      "begun 2 times, and each time its worker went away before it ended: killed, or out of memory " +
        "(a (process 1); b (process 2))",
    );
    expect(whyAside([{ by: "a", reason: "broke" }, { by: "b" }])).toBe(
      "begun 2 times, and 1 of these times its worker went away before it ended: killed, or out of memory " +
        "(a: broke; b)",
    );
  });
});

describe("those who are of no use to one another", () => {
  const shared = { path: "/mnt/here", id: "11111111-mine" };
  const one = (change: Partial<Present>): Present => ({
    ...{ kind: "worker", host: "ant", pid: 1, model: MODEL_VERSION, folder: shared.id },
    path: "/mnt/there",
    ...change,
  });

  test("are told apart by what is wrong with each", () => {
    const present = [one({ model: "0.0.1" }), one({ folder: "22222222-other" }), one({})];
    const said = describeStrangers(present, "worker", shared);
    expect(said).toMatch(
      /^1 worker is connected, but of model 0\.0\.1, and this is .* \(ant\): .*\. 1 worker is/,
    );
    expect(said).toMatch(
      /another shared folder: \/mnt\/there on ant is folder 22222222, \/mnt\/here here is 11111111/,
    );
  });

  test("are nobody where all fit, or are of the other kind", () => {
    expect(describeStrangers([one({})], "worker", shared)).toBeNull();
    expect(describeStrangers([one({ model: "0.0.1" })], "experiment", shared)).toBeNull();
  });
});
