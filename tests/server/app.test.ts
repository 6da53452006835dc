import { rmSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import type { InjectOptions } from "fastify";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { problemDocument, problemTypes } from "../../src/api/problem-types.ts";
import { routes } from "../../src/api/routes.ts";
import { schemas } from "../../src/api/schemas.ts";
import { parameterIds } from "../../src/scenario/registry/parameters.ts";
import type { LogLine } from "../../src/server/app.ts";
import { pageFolder, testApp } from "./test-app.ts";

type App = Awaited<ReturnType<typeof testApp>>;
const lines: LogLine[] = [];
const { folder, page } = pageFolder();
let app: App;
beforeAll(async () => {
  app = await testApp({ page, log: (line) => lines.push(line) });
});
afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true });
});

/** The problem that a request meets, checked against its schema. */
async function problem(request: InjectOptions) {
  const answer = await app.inject(request);
  expect(answer.headers["content-type"]).toMatch(/^application\/problem\+json/);
  const document = problemDocument.parse(answer.json());
  expect(document.status).toBe(answer.statusCode);
  return { ...document, type: document.type.replace("/docs/problems/", ""), answer };
}

describe("inputs", () => {
  test("every list is what its schema says", async () => {
    for (const [path, schema] of [
      ["/healthz", "Health"],
      ["/v1/version", "Version"],
      ["/v1/scenarios", "ScenarioList"],
      ["/v1/parameters", "ParameterList"],
    ] as const) {
      const answer = await app.inject(path);
      expect(answer.statusCode, path).toBe(200);
      expect(schemas[schema]?.safeParse(answer.json()).error, path).toBeUndefined();
    }
  });

  test("versions stand in the document and in the headers of every answer", async () => {
    const answer = await app.inject("/v1/version");
    const { panoptes, model, data } = answer.json();
    expect(panoptes).toBe("9.9.9");
    expect(answer.headers).toMatchObject({ "panoptes-model": model, "panoptes-data": data });
  });

  test("every scenario of the list can be followed, as JSON and as YAML alike", async () => {
    const { scenarios } = (await app.inject("/v1/scenarios")).json();
    expect(scenarios.length).toBeGreaterThan(10);
    for (const { id, href } of scenarios.slice(0, 3)) {
      const asJson = await app.inject(href);
      const asYaml = await app.inject({ url: href, headers: { accept: "application/yaml" } });
      expect(asJson.json().id).toBe(id);
      expect(asYaml.headers["content-type"]).toBe("application/yaml");
      expect(parse(asYaml.body)).toEqual(asJson.json());
    }
  });

  test("a resolved scenario holds every parameter", async () => {
    const answer = await app.inject("/v1/scenarios/beraja?resolved=true");
    expect(Object.keys(answer.json().parameters)).toEqual(parameterIds);
  });

  test("parameters come as CSV and NDJSON, a line each", async () => {
    const csv = await app.inject("/v1/parameters?format=csv");
    expect(csv.headers["content-type"]).toBe("text/csv; charset=utf-8");
    expect(csv.body.trimEnd().split("\r\n")).toHaveLength(parameterIds.length + 1);
    const ndjson = await app.inject({
      url: "/v1/parameters",
      headers: { accept: "text/html, application/x-ndjson;q=0.5" },
    });
    expect(
      ndjson.body
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line).id),
    ).toEqual(parameterIds);
    expect(ndjson.headers.vary).toBe("Accept");
  });
});

describe("problems", () => {
  test.each([
    ["not-found", { url: "/v1/nothing" }],
    ["not-found", { url: "/v1/scenarios/none" }],
    ["not-found", { url: "/v1/scenarios/..%2F..%2Fpackage" }],
    ["invalid-request", { url: "/v1/version?x=1" }],
    ["invalid-request", { url: "/v1/scenarios/baseline?resolved=maybe" }],
    ["invalid-request", { url: "/v1/parameters?format=csv&format=json" }],
    ["invalid-request", { url: "/v1/scenarios/%zz" }],
    ["not-acceptable", { url: "/v1/version", headers: { accept: "image/png" } }],
    ["not-acceptable", { url: "/v1/version", headers: { accept: "application/json;q=0" } }],
    ["not-acceptable", { url: "/v1/parameters?format=parquet" }],
    ["method-not-allowed", { url: "/v1/version", method: "DELETE" }],
    ["foreign-host", { url: "/healthz", headers: { host: "evil.example:80" } }],
    ["foreign-host", { url: "/", headers: { host: "127.0.0.1.evil.example" } }],
  ] as const)("%s for %j", async (type, request) => {
    expect((await problem(request as InjectOptions)).type).toBe(type);
  });

  test("a method that a path does not take is answered with those that it takes", async () => {
    const { answer } = await problem({
      url: "/v1/scenarios/baseline",
      method: "PUT",
      payload: "x",
    });
    expect(answer.headers.allow).toBe("GET, HEAD");
  });

  test("every kind of problem that a route names exists", () => {
    for (const { problems } of Object.values(routes)) {
      for (const name of problems) expect(Object.keys(problemTypes)).toContain(name);
    }
  });
});

describe("the page", () => {
  test("names the interface behind it in its document, and in no other file", async () => {
    for (const method of ["GET", "HEAD"] as const) {
      for (const url of ["/", "/index.html"]) {
        const { statusCode, headers } = await app.inject({ method, url });
        expect([statusCode, headers.link]).toEqual([200, '</openapi.json>; rel="service-desc"']);
      }
    }
    const { headers } = await app.inject("/openapi.json");
    expect(headers.link).toBeUndefined();
  });

  test("is asked for anew, its hashed files are kept for ever", async () => {
    const cached = async (url: string) => (await app.inject(url)).headers["cache-control"];
    expect((await app.inject("/")).body).toContain("<title>Page</title>");
    expect(await cached("/")).toBe("no-cache");
    expect(await cached("/index.html")).toBe("no-cache");
    expect(await cached("/world.json")).toBe("no-cache");
    expect(await cached("/assets/main-D4f1a2.js")).toBe("public, max-age=31536000, immutable");
  });

  test("is not sent again while it is unchanged", async () => {
    const { etag } = (await app.inject("/")).headers;
    const again = await app.inject({ url: "/", headers: { "if-none-match": String(etag) } });
    expect(again.statusCode).toBe(304);
  });

  test("is compressed for those who take that, and only where it gains something", async () => {
    const get = (url: string, encoding: string) =>
      app.inject({ url, headers: { "accept-encoding": encoding } });
    const packed = await get("/large.js", "br, gzip");
    expect(packed.headers).toMatchObject({ "content-encoding": "gzip", vary: "Accept-Encoding" });
    const plain = await get("/large.js", "gzip;q=0");
    expect(plain.headers["content-encoding"]).toBeUndefined();
    expect(gunzipSync(packed.rawPayload).toString()).toBe(plain.body);
    expect((await get("/world.json", "gzip")).headers["content-encoding"]).toBeUndefined();
  });

  test("is all that can be reached of the disk", async () => {
    for (const url of [
      "/../secret.txt",
      "/%2e%2e/secret.txt",
      "/assets/..%2f..%2fsecret.txt",
      "/assets/..%5c..%5csecret.txt",
      "/.hidden",
      "//etc/passwd",
      "/index.html%00.txt",
    ]) {
      const answer = await app.inject(url);
      expect(answer.statusCode, url).toBeGreaterThanOrEqual(400);
      expect(answer.statusCode, url).toBeLessThan(500);
      expect(answer.body).not.toContain("secret");
    }
  });

  test("and every other answer come with a policy that runs nothing from elsewhere", async () => {
    for (const url of ["/", "/v1/version", "/v1/nothing", "/assets/main-D4f1a2.js"]) {
      const { headers } = await app.inject(url);
      const policy = String(headers["content-security-policy"]);
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self';");
      expect(policy).not.toMatch(/unsafe|\*/);
      expect(headers).toMatchObject({
        "x-content-type-options": "nosniff",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-embedder-policy": "require-corp",
      });
      expect(headers["access-control-allow-origin"]).toBeUndefined();
    }
  });
});

describe("a token", () => {
  const token = "0123456789abcdef0123";
  let guarded: App;
  beforeAll(async () => {
    guarded = await testApp({ token, page });
  });
  afterAll(() => guarded.close());
  const status = async (url: string, authorization?: string) =>
    (
      await guarded.inject({
        url,
        headers: { host: "planner.example", ...(authorization ? { authorization } : {}) },
      })
    ).statusCode;

  test("is needed for the interface, and nothing else lets in", async () => {
    expect(await status("/v1/version")).toBe(401);
    expect(await status("/v1/version", "Bearer wrong")).toBe(401);
    expect(await status("/v1/version", `Bearer ${token}x`)).toBe(401);
    expect(await status("/v1/version", token)).toBe(401);
    expect(await status("/v1/version", `Bearer ${token}`)).toBe(200);
  });

  test("is not needed for the page and for health", async () => {
    expect(await status("/")).toBe(200);
    expect(await status("/healthz")).toBe(200);
  });
});

test("pages of other sites may not send anything", async () => {
  const headers = { "sec-fetch-site": "cross-site" };
  expect((await problem({ url: "/v1/version", method: "POST", headers })).type).toBe(
    "foreign-host",
  );
});

test("the log names routes and never what stands in an address", async () => {
  lines.length = 0;
  await app.inject("/v1/scenarios/secret-name?resolved=secret");
  await app.inject("/v1/secret");
  expect(lines.map(({ method, route, status }) => [method, route, status])).toEqual([
    ["GET", "/v1/scenarios/:id", 400],
    ["GET", "/*", 404],
  ]);
  expect(JSON.stringify(lines)).not.toContain("secret");
});
