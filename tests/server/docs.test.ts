import { afterAll, beforeAll, expect, test } from "vitest";
import { problemTypes } from "../../src/api/problem-types.ts";
import { routes } from "../../src/api/routes.ts";
import { testApp } from "./test-app.ts";

let app: Awaited<ReturnType<typeof testApp>>;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

test("the page lists every route and every type of problem, and its links lead somewhere", async () => {
  const answer = await app.inject("/docs");
  expect(answer.headers["content-type"]).toBe("text/html; charset=utf-8");
  for (const { id, path } of Object.values(routes)) {
    expect(answer.body).toContain(`id="${id}"`);
    expect(answer.body).toContain(`<code>${path}</code>`);
  }
  for (const [, target = ""] of answer.body.matchAll(/href="([^"]+)"/g)) {
    if (target.startsWith("#")) expect(answer.body).toContain(`id="${target.slice(1)}"`);
    else expect((await app.inject(target)).statusCode, target).toBe(200);
  }
  expect(answer.body).not.toMatch(/<script|style="|undefined|\[object/);
});

test("every type of problem has a page, and nothing else has", async () => {
  for (const name of Object.keys(problemTypes)) {
    const answer = await app.inject(`/docs/problems/${name}`);
    expect(answer.statusCode).toBe(200);
    expect(answer.body).toContain(`<code>${name}</code>`);
  }
  for (const name of ["toString", "constructor", "%3Cscript%3E", "none"]) {
    expect((await app.inject(`/docs/problems/${name}`)).statusCode).toBe(404);
  }
});

test("openapi.json is the document", async () => {
  const { openapi, info } = (await app.inject("/openapi.json")).json();
  expect({ openapi, version: info.version }).toEqual({ openapi: "3.1.0", version: "9.9.9" });
});
