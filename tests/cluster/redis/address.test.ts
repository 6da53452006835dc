import { describe, expect, test } from "vitest";
import { parseRedisAddress } from "../../../src/cluster/redis/address.ts";
import { explainRedis } from "../../../src/cluster/redis/explain.ts";

describe("the address of a Redis", () => {
  test("has a port and a database of its own unless told", () => {
    expect(parseRedisAddress("redis://queue.example.org")).toEqual({
      host: "queue.example.org",
      port: 6379,
      db: 0,
      tls: false,
      shown: "redis://queue.example.org:6379/0",
    });
  });

  test("holds a user and a password with characters that addresses reserve", () => {
    const address = parseRedisAddress("rediss://ann%40x:p%2F%40%3A%25@[::1]:6380/3");
    expect(address).toMatchObject({
      host: "::1",
      port: 6380,
      db: 3,
      tls: true,
      username: "ann@x",
      password: "p/@:%",
    });
    expect(address.shown).toBe("rediss://ann%40x@[::1]:6380/3");
  });

  test.each([
    "http://host/0",
    "redis:",
    "redis://",
    "host:6379",
    "redis://host/zero",
    "redis://host/0/1",
    "redis://host:99999",
    "redis://host/0?db=2",
    "redis://:%zz@host",
  ])("is refused if it is %s, and says which form it has", (text) => {
    expect(() => parseRedisAddress(text)).toThrow(/form redis:|number|%25/);
  });

  test.each([
    "redis://u:hunter2@host/zero",
    "redis://u:hunter2@host:x/0",
    "redis://u:hunter2@h/0?x",
    "redis://u:2/hunter2@host/0",
    "redis://u:2#hunter2@host/0",
  ])("never shows its password: %s", (text) => {
    let said = "";
    try {
      parseRedisAddress(text);
    } catch (error) {
      said = String(error);
    }
    expect(said).not.toContain("hunter2");
  });
});

describe("an error of Redis", () => {
  const address = parseRedisAddress("redis://u:hunter2@host:7000/4");
  const secure = parseRedisAddress("rediss://u:hunter2@host:7000/4");

  test.each([
    [{ code: "ECONNREFUSED", message: "" }, /nothing listens at host:7000.*redis-server/],
    [{ code: "EHOSTUNREACH", message: "connect EHOSTUNREACH" }, /does not answer.*firewall/],
    [{ message: "Socket timeout. Expecting data" }, /does not answer/],
    [{ code: "ENOTFOUND", message: "" }, /no host "host"/],
    [{ code: "ECONNRESET", message: "" }, /rediss:\/\/ in place/],
    [
      { message: "WRONGPASS invalid username-password pair" },
      /does not know this user and password/,
    ],
    [
      { message: "NOAUTH Authentication required." },
      /PANOPTES_ENGINE=redis:\/\/user:password@host/,
    ],
    [{ message: "NOPERM this user has no permissions" }, /docs\/engines\/redis\.md/],
    [{ message: "ERR DB index is out of range" }, /no database 4/],
    [{ message: "OOM command not allowed" }, /maxmemory/],
    [{ message: "MISCONF Redis is configured to save" }, /disk/],
    [{ message: "READONLY You can't write against a read only replica." }, /replica/],
    [{ message: "LOADING Redis is loading the dataset in memory" }, /Try again/],
    [{ message: "something else" }, /something else/],
  ])("%o says what to do and not the password", (error, says) => {
    const { message } = explainRedis(error, address);
    expect(message).toMatch(says);
    expect(message).not.toContain("hunter2");
  });

  test.each([
    [{ code: "ETIMEDOUT", message: "connect ETIMEDOUT" }, /redis:\/\/ in place of rediss/],
    [{ code: "DEPTH_ZERO_SELF_SIGNED_CERT", message: "self-signed" }, /NODE_EXTRA_CA_CERTS/],
  ])("under TLS %o says what to do", (error, says) => {
    expect(explainRedis(error, secure).message).toMatch(says);
  });
});
