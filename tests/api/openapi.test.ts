import { describe, expect, test } from "vitest";
import { openApiDocument, type Piece } from "../../src/api/openapi.ts";
import { problemTypes } from "../../src/api/problem-types.ts";
import { routes } from "../../src/api/routes.ts";
import { schemas } from "../../src/api/schemas.ts";

const document = openApiDocument("9.9.9");
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);

/** Every `$ref` in a piece. */
function references(piece: unknown): string[] {
  if (typeof piece !== "object" || piece === null) return [];
  return Object.entries(piece).flatMap(([key, value]) =>
    key === "$ref" ? [String(value)] : references(value),
  );
}

describe("the OpenAPI document", () => {
  test("is of version 3.1 and has every route once", () => {
    expect(document.openapi).toBe("3.1.0");
    expect(operations).toHaveLength(Object.keys(routes).length);
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(new Set(ids)).toEqual(new Set(Object.keys(routes)));
  });

  test("refers to schemas that it holds, and holds none for nothing", () => {
    const used = new Set(references(document).map((one) => one.split("/").at(-1)));
    expect([...used].sort()).toEqual(Object.keys(document.components.schemas).sort());
    expect(Object.keys(schemas).sort()).toEqual([...used].sort());
  });

  test("declares every parameter of a path, and each with a meaning", () => {
    for (const { path, operation } of operations) {
      const parameters = operation.parameters as readonly Piece[];
      const inPath = parameters.filter((one) => one.in === "path").map(({ name }) => name);
      expect([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)).toEqual(inPath);
      for (const { name, in: place, description, required } of parameters) {
        if (place === "path") expect(required, `${path} ${name}`).toBe(true);
        if (place === "query") expect(description, `${path} ${name}`).not.toBe("");
      }
    }
  });

  test("says which problems each route may answer", () => {
    for (const { path, operation } of operations) {
      const responses = Object.entries(operation.responses as Record<string, Piece>);
      const bad = responses.filter(([status]) => Number(status) >= 400);
      expect(bad.length, path).toBeGreaterThan(2);
      for (const [, { content }] of bad) {
        expect(Object.keys(content as object)).toEqual(["application/problem+json"]);
      }
    }
  });

  test("holds the scenario format of the editors, in the JSON Schema of OpenAPI 3.1", () => {
    const text = JSON.stringify(document.components.schemas.Scenario);
    expect(text).toContain('"choice.price"');
    expect(text).not.toContain('"items":[');
  });

  test("explains every type of problem in a sentence or more", () => {
    for (const { explanation, title, status } of Object.values(problemTypes)) {
      expect(explanation).toMatch(/^[A-Z].*\.$/s);
      expect(title).not.toMatch(/\.$/);
      expect(status).toBeGreaterThanOrEqual(400);
    }
  });
});
