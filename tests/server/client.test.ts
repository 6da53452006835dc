import type { InjectOptions } from "fastify";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Client, ClientError, createClient, type Send } from "../../src/api/client.ts";
import { openApiDocument, type Piece } from "../../src/api/openapi.ts";
import { routes } from "../../src/api/routes.ts";
import { schemas } from "../../src/api/schemas.ts";
import { testApp } from "./test-app.ts";

const token = "0123456789abcdef";
let app: Awaited<ReturnType<typeof testApp>>;
let client: Client;
/** What was asked for, as "METHOD path". */
const asked: string[] = [];
/** Answers of each path that the document names. */
const answers: {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly body: unknown;
}[] = [];

/** Sends into the server without a socket. */
const send: Send = async (url, { method, headers, body }) => {
  const { pathname, search } = new URL(url);
  asked.push(`${method} ${pathname}`);
  const answer = await app.inject({
    method,
    url: pathname + search,
    headers,
    ...(body === undefined ? {} : { payload: body }),
  } as InjectOptions);
  answers.push({ method, path: pathname, status: answer.statusCode, body: answer.json() });
  return { status: answer.statusCode, json: async () => answer.json() };
};

beforeAll(async () => {
  app = await testApp({ token });
  client = createClient("http://planner.example/", send, token);
});
afterAll(() => app.close());

const source = {
  document:
    "schema: panoptes/scenario@1\nid: short\ntitle: Short\nextends: baseline\ntime: { start: 2011Q1, end: 2012Q4 }\n",
};

const shortDocument = {
  schema: "panoptes/scenario@1",
  id: "short",
  title: "Short",
  extends: "baseline",
  time: { start: "2011Q1", end: "2012Q4" },
};

/** The path of the document that an address belongs to. */
function pathOf(address: string): string | undefined {
  return Object.values(routes).find(({ path }) =>
    new RegExp(`^${path.replaceAll(/\{\w+\}/g, "[^/]+")}$`).test(address),
  )?.path;
}

describe("the client", () => {
  test("has a method for every route that is not for people, and calls it as the document says", async () => {
    const { run_id, ...result } = await client.runToEnd(source, { runs: 3 });
    expect(result.runs.finished).toBe(3);
    const answer = await client.run(source, { runs: 3000, seed: "b" }, true);
    const job = answer.kind === "job" ? answer.job : null;
    const id = job?.id ?? "";
    await client.cancelJob(id);
    expect((await client.job(id, 20)).state).toBe("cancelled");
    await client.jobs();
    await client.version();
    await client.scenario((await client.scenarios()).scenarios[0]?.id ?? "");
    await client.parameters();
    await client.data("suppliers");
    expect((await client.validate(source)).valid).toBe(true);
    expect((await client.result(run_id)).result_hash).toBe(result.result_hash);
    expect((await client.resultSeries(run_id, "adoption.share")).rows.length).toBeGreaterThan(7);
    expect((await client.resultCountry(run_id, "KEN")).rows).toHaveLength(8);
    expect((await client.resultMap(run_id, "2012Q1")).rows).toHaveLength(197);
    expect((await client.resultRuns(run_id)).rows).toHaveLength(3);
    await client.resultOutcomes(run_id);
    const compared = await client.experimentToEnd("comparison", {
      document: JSON.stringify({ scenarios: [shortDocument, "baseline"] }),
      query: { runs: 1 },
    });
    expect(compared.answer).toHaveProperty("comparisons");
    expect(await client.experimentResult(compared.run_id)).toEqual(compared);
    expect((await client.resultRows(compared.run_id)).rows.length).toBeGreaterThan(7);
    const explained = await client.experiment(
      "explanation",
      { document: source.document, query: { country: "KEN", runs: 2 } },
      true,
    );
    expect(explained.kind).toBe("job");
    const named = { query: { scenarios: "baseline,brussels-wave", runs: 1 } };
    expect((await client.experiment("comparison", named, true)).kind).toBe("job");
    const varied = `${source.document}levers: { choice.price: { uniform: [0.5, 4] } }\n`;
    for (const [kind, query] of [
      ["sweep", { points: 2, runs: 1 }],
      ["sensitivity", { method: "morris", base: 2 }],
      ["discovery", { points: 4, runs: 1, above: "adoption.share=0.01" }],
      [
        "tradeoff",
        {
          worlds: 1,
          population: 4,
          budget: 8,
          goal: "adoption.share=minimise,adoption.countries=maximise",
        },
      ],
    ] as const) {
      const found = await client.experimentToEnd(kind, { document: varied, query });
      expect(found.kind).toBe(kind);
    }

    const link = "#/explore?s=baseline&p=time.end:2012Q4~time.start:2011Q1~choice.price:0.5";
    const same = "#/explore?s=baseline&p=time.end:2012Q4~time.start:2011Q1";
    for (const [kind, query] of [
      ["attribution", { metric: "adoption.share", against: same }],
      ["flip", { lever: "choice.price", metric: "adoption.share", limit: 0.01, grid: 2 }],
      ["cascade", {}],
      ["loops", { metric: "adoption.share" }],
    ] as const) {
      const asked = { query: { ...query, scenario: link, runs: 1 } };
      const { run_id } = await client.experimentToEnd(kind, asked);
      expect((await client.resultWords(run_id, "short")).words.length).toBeGreaterThan(20);
    }
    expect((await client.diff("baseline", shortDocument)).rows).toHaveLength(1);

    const document = openApiDocument("1.0.0");
    const called = new Set<string>();
    for (const { method, path, status, body } of answers) {
      const known = pathOf(path) ?? path;
      called.add(`${method} ${known}`);
      const operation = document.paths[known]?.[method.toLowerCase()];
      const reply = ((operation?.responses ?? {}) as Record<string, Piece>)[status];
      const content = reply?.content as Record<string, { schema: { $ref: string } }>;
      const name = content["application/json"]?.schema.$ref.split("/").at(-1) ?? "";
      expect(schemas[name]?.safeParse(body).error, `${method} ${path}`).toBeUndefined();
    }
    const people = ["health", "openapi", "docs", "docsProblem", "docsStyle", "jobEvents"];
    const wanted = Object.values(routes).filter(({ id }) => !people.includes(id));
    expect([...called].sort()).toEqual(
      wanted.map(({ method, path }) => `${method} ${path}`).sort(),
    );
  });

  test("waits for a job where nothing comes at once", async () => {
    const patient = await testApp({ limits: { inline: 0 } });
    const own = createClient("http://127.0.0.1", async (url, { method, headers, body }) => {
      const { pathname, search } = new URL(url);
      const request = { method, url: pathname + search, headers, payload: body };
      const answer = await patient.inject(request as InjectOptions);
      return { status: answer.statusCode, json: async () => answer.json() };
    });
    const answer = await own.run(source, { runs: 5 });
    expect(answer.kind).toBe("job");
    const result = await own.runToEnd(source, { runs: 5 });
    expect(result.runs.finished).toBe(5);
    await patient.close();
  });

  test("throws what the server says of a problem", async () => {
    const wrong = client.run({ document: "schema: panoptes/scenario@1\n" });
    await expect(wrong).rejects.toThrow(ClientError);
    await wrong.catch((error: ClientError) => {
      expect(error.problem).toMatchObject({ status: 422, type: "/docs/problems/invalid-scenario" });
    });
    const stranger = createClient("http://planner.example", send);
    await expect(stranger.version()).rejects.toThrow("A token is needed");
  });

  test("fits fetch", () => {
    const withFetch: Client = createClient("http://127.0.0.1:1", fetch);
    expect(withFetch).toHaveProperty("runToEnd");
  });
});
