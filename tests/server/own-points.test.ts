import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { schemas } from "../../src/api/schemas.ts";
import { testApp } from "./test-app.ts";

vi.setConfig({ testTimeout: 30_000 });

let app: Awaited<ReturnType<typeof testApp>>;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

/** Three years, so that a run takes a few milliseconds. */
const varied = {
  schema: "panoptes/scenario@1",
  id: "varied",
  title: "Varied",
  extends: "baseline",
  time: { start: "2011Q1", end: "2013Q4" },
  levers: { "choice.price": { uniform: [0.5, 4] } },
  uncertainty: { "choice.alignment": { uniform: [0, 0.8] } },
};
const table = "choice.price,choice.alignment\n1.5,0.2\n2.25,0.4\n3,0\n";

function post(url: string, body: object) {
  const headers = { "content-type": "application/json" };
  return app.inject({ method: "POST", url, payload: JSON.stringify(body), headers });
}

describe("points of a table", () => {
  test("are those that a sweep runs, each with its summary", async () => {
    const answer = await post("/v1/sweeps?runs=2", { scenario: varied, table });
    expect(answer.statusCode, answer.body.slice(0, 500)).toBe(200);
    expect(schemas.Experiment?.safeParse(answer.json()).error).toBeUndefined();
    const { answer: swept, runs, reproduce } = answer.json();
    expect(runs).toEqual({ done: 6, failed: 0 });
    expect(reproduce).toBe(
      "panoptes sweep '<scenario>' --table '<points>' --runs 2 --seed 1 --json",
    );
    expect(swept.points.map(({ at }: { at: object }) => at)).toEqual([
      { "choice.price": 1.5, "choice.alignment": 0.2 },
      { "choice.price": 2.25, "choice.alignment": 0.4 },
      { "choice.price": 3, "choice.alignment": 0 },
    ]);
  });

  test("can be searched for boxes", async () => {
    const url = "/v1/discoveries?runs=1&above=adoption.share=0.01&boxes=1";
    const named = await post(url, { scenario: varied, table });
    expect(named.json().answer).toMatchObject({ points: 3 });
  });

  test("are other results for other points, and for other ranges of the same names", async () => {
    const id = async (url: string, body: object) => (await post(url, body)).json().run_id;
    const other = table.replace("1.5", "1.6");
    const narrow = { ...varied, levers: { "choice.price": { uniform: [1, 2] } } };
    const ids = [
      await id("/v1/sweeps?runs=1", { scenario: varied, table }),
      await id("/v1/sweeps?runs=1", { scenario: varied, table: other }),
      await id("/v1/sweeps?runs=1&points=2", varied),
      await id("/v1/sweeps?runs=1&points=2", narrow),
    ];
    expect(new Set(ids).size).toBe(4);
  });

  test("that cannot be used are refused as on the command line, with line and value", async () => {
    for (const [own, pointer, message] of [
      [
        "choice.prise\n1\n",
        "/table",
        'line 1: the scenario does not vary "choice.prise"; did you mean "choice.price"?',
      ],
      ["choice.price\n9\n", "/table", 'line 2: choice.price is "9"; give a number from 0.5 to 4'],
      ["choice.price,choice.alignment\n1\n", "/table", "line 2: 1 values, expected 2"],
      [
        "choice.price\n",
        "/table",
        "the table of points is empty: give a line of names and one for each point",
      ],
      [
        `choice.price\n${"1\n".repeat(10_001)}`,
        "/table",
        "a request may have 10000 points at most",
      ],
    ]) {
      const answer = await post("/v1/sweeps?runs=1", { scenario: varied, table: own });
      expect(schemas.Problem?.safeParse(answer.json()).error).toBeUndefined();
      expect(answer.json()).toMatchObject({
        type: "/docs/problems/invalid-request",
        errors: [{ pointer, message }],
      });
    }
    const both = await post("/v1/sweeps?points=3", { scenario: varied, table });
    expect(both.json().errors).toMatchObject([{ pointer: "points" }]);
    const broken = { ...varied, parameters: { "choice.prise": 1 } };
    const wrong = await post("/v1/sweeps", { scenario: broken, table });
    expect(wrong.json()).toMatchObject({
      type: "/docs/problems/invalid-scenario",
      errors: [{ code: "E102", pointer: "/scenario/parameters/choice.prise" }],
    });
    const type = async (url: string, body: object) =>
      (await post(url, body)).json().type.replace("/docs/problems/", "");
    expect(await type("/v1/sweeps", { scenario: varied, table: 1 })).toBe("invalid-request");
    expect(await type("/v1/sweeps", { table })).toBe("invalid-request");
    expect(await type("/v1/sweeps?scenario=baseline", { scenario: varied, table })).toBe(
      "malformed-body",
    );
    expect(await type("/v1/sensitivities", { scenario: varied, table })).toBe("invalid-scenario");
  });
});

describe("a difference", () => {
  test("has a row for each input, with the reason that the second scenario gives", async () => {
    const body = { scenarios: ["baseline", varied] };
    const { columns, rows } = (await post("/v1/diffs", body)).json();
    expect(columns.map(({ name }: { name: string }) => name)).toEqual([
      "path",
      "from",
      "to",
      "because",
      "source",
    ]);
    expect(rows).toContainEqual(["time.end", "2040Q4", "2013Q4", null, null]);
    const csv = (await post("/v1/diffs?format=csv", body)).body.trim().split("\r\n");
    expect(csv).toHaveLength(rows.length + 1);
    const named = await app.inject({
      method: "POST",
      url: "/v1/diffs?scenarios=baseline,brussels-wave",
    });
    expect(schemas.Table?.safeParse(named.json()).error).toBeUndefined();
    expect(named.json().rows.some((row: unknown[]) => row[3] !== null)).toBe(true);
  });

  test("is of two scenarios", async () => {
    const answer = await post("/v1/diffs", { scenarios: ["baseline", "beraja", varied] });
    expect(answer.json()).toMatchObject({
      type: "/docs/problems/invalid-request",
      errors: [{ pointer: "/scenarios", message: "this takes 2 scenarios, not 3" }],
    });
    for (const names of ["baseline", "baseline,beraja,package"]) {
      const named = await app.inject({ method: "POST", url: `/v1/diffs?scenarios=${names}` });
      expect(named.statusCode).toBe(400);
      expect(named.json()).toMatchObject({
        type: "/docs/problems/invalid-request",
        errors: [{ pointer: "scenarios", hint: "for example ?scenarios=baseline,brussels-wave" }],
      });
    }
    const none = await app.inject({ method: "POST", url: "/v1/diffs" });
    expect(none.json().type).toBe("/docs/problems/malformed-body");
  });

  test("of what is not there says what there is on the server, and names no file and no command", async () => {
    const unknown = await app.inject({
      method: "POST",
      url: "/v1/diffs?scenarios=baseline,nope",
    });
    const [error] = unknown.json().errors;
    expect(error.message).toBe('there is no built-in scenario "nope"');
    expect(error.hint).toMatch(/^built-in are .*baseline/);
    const list = await post("/v1/diffs", ["baseline", "beraja"]);
    expect(list.json()).toMatchObject({
      type: "/docs/problems/invalid-request",
      errors: [{ pointer: "", hint: 'send {"scenarios": ["baseline", "brussels-wave"]}' }],
    });
    const scenario = await post("/v1/runs", ["baseline"]);
    expect(scenario.json().errors).toMatchObject([
      { code: "E010", hint: "GET /v1/scenarios/baseline answers one to start from" },
    ]);
  });
});
