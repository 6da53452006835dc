import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { encodeLink, placeInLink } from "../../src/scenario/link/encode.ts";
import type { JsonObject } from "../../src/scenario/link/link.ts";
import { nodeDeflate } from "../../src/scenario/node/link.ts";
import { callCli } from "../support/cli.ts";

vi.setConfig({ testTimeout: 60_000 });

const folder = mkdtempSync(join(tmpdir(), "panoptes-link-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeAll(() => {
  writeFileSync(join(folder, "world.yaml"), "secret: 1\n");
});

async function linkTo(document: JsonObject): Promise<string> {
  const link = { view: "explore", model: null, display: { t: "2031Q2" } };
  const hash = await encodeLink({ ...link, ...placeInLink(document) }, nodeDeflate);
  return `https://example.org/panoptes/${hash}`;
}

/** Hash of a few runs; "-" reads the document as a file. */
async function hashOf(reference: string, input = ""): Promise<string> {
  const argv = ["run", reference, "-n", "2", "--no-baseline", "--json"];
  const { code, out, err } = await callCli(argv, { input, cwd: folder });
  expect({ code, err }).toEqual({ code: 0, err: expect.not.stringContaining("error") });
  return (JSON.parse(out) as { result_hash: string }).result_hash;
}

test("a link with an intervention gives the result hash of the same scenario as a file", async () => {
  const document = {
    schema: "panoptes/scenario@1",
    id: "mine",
    title: "Mine",
    extends: "silk-road-2",
    parameters: { "choice.price": 1.25 },
    interventions: [
      { id: "stop", at: "2020Q1", who: "all", do: { ban: { supplier: "china", compliance: 0.8 } } },
    ],
  };
  const link = await linkTo(document);
  expect(link).toContain("s=z:");
  const asLink = await hashOf(link);
  expect(asLink).toBe(await hashOf("-", JSON.stringify(document)));
  expect(asLink).not.toBe(await hashOf("silk-road-2"));
});

test("a readable link gives the result hash of the preset with the same settings", async () => {
  const link = "#/explore?s=baseline&v=1&p=choice.price:2~mechanisms.peers:false&n=40&seed=x";
  const argv = ["-s", "choice.price=2", "-s", "mechanisms.peers=false", "--seed", "x"];
  const run = ["run", "-n", "2", "--no-baseline", "--json"];
  const [asLink, asSettings] = await Promise.all([
    callCli([...run, link]),
    callCli([...run, "baseline", ...argv]),
  ]);
  expect(JSON.parse(asLink.out).result_hash).toBe(JSON.parse(asSettings.out).result_hash);
});

test("a link that changes nothing is the built-in scenario, with its name and its runs", async () => {
  const { out } = await callCli([
    "scenario",
    "show",
    "--json",
    "#/explore?s=beraja&n=7&seed=a%22b",
  ]);
  expect(JSON.parse(out)).toMatchObject({
    id: "beraja",
    parents: ["baseline"],
    runs: { count: 7, seed: 'a"b' },
  });
});

test("validate and diff take links, and say what of a link they left out", async () => {
  const link = "#/explore?s=baseline&p=choice.price:2~norms.speed:1";
  const { code, out } = await callCli(["validate", link]);
  expect(code).toBe(0);
  expect(out).toContain('warning[W321]: this version does not know the setting "norms.speed"');
  expect(out).toContain("1 parameter changed, extends baseline");
  const diff = await callCli(["diff", "baseline", link, "--json"]);
  expect(JSON.parse(diff.out)).toMatchObject([{ path: "parameters.choice.price", to: 2 }]);
});

test.each([
  ["extends a file", { extends: "./world.yaml" }],
  ["extends a file without an ending", { extends: "secrets" }],
  ["branches off a file", { extends: "baseline", branch: { from: "./world.yaml", at: "2015Q1" } }],
  [
    "asks for parameter sets in a file",
    { extends: "baseline", parameter_sets: { from: "./s.json" } },
  ],
  ["asks for a world of its own", { extends: "baseline", world: "/etc" }],
])("a link that %s is refused and reads no file", async (_what, part) => {
  const link = await linkTo({ schema: "panoptes/scenario@1", id: "x", title: "X", ...part });
  writeFileSync(join(folder, "secrets"), "secret: 1\n");
  const { code, out } = await callCli(["validate", link, "--json"], { cwd: folder });
  expect(code).toBe(3);
  expect(JSON.parse(out).problems[0].code).toMatch(/^E(314|140|280|290)$/);
  expect(out).not.toContain("secret:");
});

test("a link of another version of the data is refused with the way out, and of a newer form too", async () => {
  for (const [link, code] of [
    ["#/explore?s=baseline@1999.1", "E143"],
    ["#/explore?s=baseline&v=99", "E313"],
    ["https://example.org/", "E311"],
    ["#/compare?a=baseline&b=beraja", "E311"],
  ] as const) {
    const { out } = await callCli(["validate", link, "--json"]);
    expect(JSON.parse(out).problems.map((one: { code: string }) => one.code)).toEqual([code]);
  }
});
