import { describe, expect, test } from "vitest";
import { call } from "../../src/cli/call.ts";
import { exitMeanings } from "../../src/cli/exit-codes.ts";
import { parameterIds } from "../../src/scenario/registry/parameters.ts";
import { terminalDouble } from "./terminal-double.ts";

/** Runs a command line in this process. */
async function run(...argv: string[]) {
  const terminal = terminalDouble();
  const code = await call(argv, terminal);
  return { code, out: terminal.out(), err: terminal.err() };
}

describe("help", () => {
  test("without a word, with --help and with help the commands are listed on stdout", async () => {
    for (const argv of [[], ["--help"], ["help"]]) {
      const { code, out, err } = await run(...argv);
      expect({ code, err }).toEqual({ code: 0, err: "" });
      expect(out).toContain("run [options] <scenario...>");
    }
  });

  test("every listed command has help of its own", async () => {
    const { out } = await run();
    const names = [...out.matchAll(/^ {2}([a-z][a-z-]*) .*/gm)].map(([, name]) => name ?? "");
    expect(names).toContain("compare");
    for (const name of names) expect((await run("help", name)).out).toContain(`panoptes ${name}`);
  });

  test("help run and run --help are the same", async () => {
    expect((await run("help", "run")).out).toBe((await run("run", "--help")).out);
  });

  test("help on a command below another is found", async () => {
    expect((await run("help", "world", "network")).out).toContain("--gexf");
  });

  test("every exit code is explained", async () => {
    const { out } = await run("help", "exit-codes");
    for (const [code, meaning] of exitMeanings) expect(out).toContain(`${code}  ${meaning}`);
  });

  test.each(["formats", "environment"])("the topic %s has a text", async (topic) => {
    const { code, out } = await run("help", topic);
    expect(code).toBe(0);
    expect(out.length).toBeGreaterThan(200);
  });

  test("an error code is explained, in lower case too", async () => {
    expect((await run("help", "E101")).out).toContain("unknown key");
    expect((await run("help", "e414")).out).toContain("a needed value is missing");
  });

  test("a topic that is none is wrong usage, with the nearest", async () => {
    expect(await run("help", "exit-code")).toEqual({
      code: 2,
      out: "",
      err: 'error: no help on "exit-code". Did you mean "exit-codes"?\n',
    });
    expect((await run("help", "E999")).code).toBe(2);
  });
});

describe("wrong usage", () => {
  test.each([
    [["rnu", "x.yaml"], 'error: no command "rnu". Did you mean "run"?\n'],
    [["params", "--jsn"], 'error: no option "--jsn". Did you mean "--json"?\n'],
    [["run"], /^error: missing <scenario>\n +What there is: panoptes help/],
    [["completion", "tcsh"], /Allowed choices are bash, zsh, fish/],
    [["params", "choice.prise"], /no parameter "choice.prise". Did you mean "choice.price"\?/],
    [["params", "-f", "xml"], /--format wants one of table, json, ndjson, csv; got "xml"/],
  ])("%j exits with 2 and says how to go on", async (argv, message) => {
    const { code, out, err } = await run(...argv);
    expect(code).toBe(2);
    expect(out).toBe("");
    if (typeof message === "string") expect(err).toBe(message);
    else expect(err).toMatch(message);
  });
});

describe("params", () => {
  test("--json lists the whole registry", async () => {
    const { out } = await run("params", "--json");
    expect(JSON.parse(out).map(({ id }: { id: string }) => id)).toEqual(parameterIds);
  });

  test("a group is listed alone", async () => {
    const { out } = await run("params", "peers");
    const rows = out.trimEnd().split("\n");
    expect(rows.map((row) => JSON.parse(row).id.split(".")[0])).toEqual(rows.map(() => "peers"));
  });

  test("one parameter has its source, as text and as JSON", async () => {
    const { out } = await run("params", "choice.price", "-f", "table");
    expect(out).toMatch(/symbol +beta_c/);
    expect(out).toMatch(/source +fit \(fitted to the calibration targets\)/);
    expect(JSON.parse((await run("params", "choice.price", "--json")).out)).toMatchObject({
      id: "choice.price",
      symbol: "beta_c",
    });
  });

  test("PANOPTES_FORMAT with a format of other commands is passed over, a wrong one is not", async () => {
    const parquet = terminalDouble({ environment: { PANOPTES_FORMAT: "parquet" } });
    expect(await call(["params", "peers"], parquet)).toBe(0);
    expect(parquet.out()).toMatch(/^\{"id":"peers\./);
    const wrong = terminalDouble({ environment: { PANOPTES_FORMAT: "xml" } });
    expect(await call(["params"], wrong)).toBe(2);
    expect(wrong.err()).toContain(
      'PANOPTES_FORMAT wants one of table, json, ndjson, csv; got "xml"',
    );
  });

  test("CSV has a line of names and quotes what needs it", async () => {
    const { out } = await run("params", "--format", "csv");
    const [head, ...rows] = out.trimEnd().split("\n");
    expect(head).toBe("id,symbol,label,unit,default,low,high,least,most,source,citation");
    expect(rows).toHaveLength(parameterIds.length);
    expect(out).toContain('"');
  });
});
