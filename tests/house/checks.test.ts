import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";

// The checks of scripts/check are plain JavaScript; what is tested of each is the part that decides.

async function load<Module>(name: string): Promise<Module> {
  const file = join(import.meta.dirname, "..", "..", "scripts", `${name}.js`);
  return (await import(pathToFileURL(file).href)) as Module;
}

type Entries = Record<string, object>;

describe("ranges of engines", async () => {
  const { satisfies } = await load<{ satisfies(node: string, range: string): boolean }>(
    "check/engines",
  );
  const yes = [
    ">=20",
    ">= 18.17",
    "^20.19.0 || ^22.12.0 || >=24",
    "~20.20.1",
    "20.x",
    "*",
    "",
    "18 - 20",
    "18 - 20.20.2",
    ">=14.21.3 <23",
    ">20.20.1",
    ">19",
    "<=20",
    "=20.20.2",
    "v20.20",
    "^20.0.0-0",
  ];
  const no = [
    ">=22",
    "^22.12.0 || >=24",
    "^18.0.0",
    "~20.19.0",
    "18.x || 22.x",
    ">20",
    ">20.20",
    "<20.20.2",
    "18 - 20.19",
    ">=20.20.3",
    ">=14 <20",
    "20.20.1",
  ];
  for (const range of yes)
    test(`Node 20.20.2 is in "${range}"`, () => expect(satisfies("20.20.2", range)).toBe(true));
  for (const range of no)
    test(`Node 20.20.2 is not in "${range}"`, () =>
      expect(satisfies("20.20.2", range)).toBe(false));
  test("a caret below 1.0.0 holds the first part that is not 0", () => {
    expect(satisfies("0.2.9", "^0.2.3")).toBe(true);
    expect(satisfies("0.3.0", "^0.2.3")).toBe(false);
    expect(satisfies("0.0.4", "^0.0.3")).toBe(false);
  });
});

describe("licences", async () => {
  const { licenceProblems } = await load<{
    licenceProblems(entries: Entries, bundled: readonly string[]): string[];
  }>("check/licences");

  test("a tool may be under the MPL, a package that users install may not", () => {
    const entries = {
      "node_modules/tool": { license: "MPL-2.0", dev: true },
      "node_modules/@scope/used": { license: "MPL-2.0" },
    };
    expect(licenceProblems(entries, [])).toEqual(["@scope/used: MPL-2.0 (passed on to users)"]);
  });

  test("a tool that is copied into the page is judged as what users get", () => {
    const entries = { "node_modules/charts": { license: "MPL-2.0", dev: true } };
    expect(licenceProblems(entries, ["charts"])).toHaveLength(1);
  });

  test("of a choice one licence is enough, of a conjunction all count", () => {
    const entries = {
      "node_modules/a": { license: "(GPL-3.0 OR MIT)" },
      "node_modules/b": { license: "GPL-3.0 AND MIT" },
    };
    expect(licenceProblems(entries, [])).toEqual(["b: GPL-3.0 AND MIT (passed on to users)"]);
  });

  test("a package without a licence is a problem", () => {
    expect(licenceProblems({ "node_modules/a": {} }, [])).toEqual(["a states no licence"]);
  });
});

describe("the lockfile", async () => {
  const { lockProblems } = await load<{ lockProblems(own: object, entries: Entries): string[] }>(
    "check/lockfile",
  );
  const own = { dependencies: { a: "1.0.0" } };
  const good = { "": own, "node_modules/a": { version: "1.0.0", integrity: "sha512-x" } };

  test("one that fits passes", () => expect(lockProblems(own, good)).toEqual([]));

  test("a download address is a problem", () => {
    const entry = { ...good["node_modules/a"], resolved: "https://example.org/a.tgz" };
    expect(lockProblems(own, { ...good, "node_modules/a": entry })[0]).toContain("example.org");
  });

  test("a missing digest, a range and a difference from package.json are problems", () => {
    expect(lockProblems(own, { ...good, "node_modules/a": {} })).toHaveLength(1);
    const ranged = { dependencies: { a: "^1.0.0" } };
    expect(lockProblems(ranged, good)).toHaveLength(2);
    expect(lockProblems({ dependencies: {} }, good)[0]).toContain("undefined, lockfile 1.0.0");
  });
});

describe("decisions", async () => {
  const { undecided } = await load<{
    undecided(own: object, entries: Entries, written: string): string[];
  }>("check/decisions");
  const entries = { "node_modules/a": { license: "MIT" } };

  test("a package that users install needs its licence and weight", () => {
    const own = { dependencies: { a: "1.0.0" } };
    expect(undecided(own, entries, "| `a` | MIT | 20 kB | nothing |")).toEqual([]);
    expect(undecided(own, entries, "| `a` | ISC | 20 kB | nothing |")).toHaveLength(1);
    expect(undecided(own, entries, "| `a` | MIT | light | nothing |")).toHaveLength(1);
    expect(undecided(own, entries, "we take `a`")).toHaveLength(1);
  });

  test("a tool needs its name", () => {
    const own = { devDependencies: { t: "1.0.0" } };
    expect(undecided(own, entries, "we take `t`")).toEqual([]);
    expect(undecided(own, entries, "we take t")).toEqual(["t is named in no decision"]);
  });
});

describe("constants of the model", async () => {
  const { constantsIn, rowless, unstated } = await load<{
    rowless(schedule: string, interventions: string, description: string): string[];
    constantsIn(code: string): string[];
    unstated(
      all: readonly { file: string; code: RegExp; says: (...numbers: string[]) => string }[],
      read: (path: string) => string,
      description: string,
    ): string[];
  }>("check/constants");
  const floor = {
    file: "a.ts",
    code: /const FLOOR = (.+);/,
    says: (n: string) => `at least ${n}`,
  };
  const read = () => "const FLOOR = 0.02;\n";

  test("a number that the description states passes, across lines too", () => {
    expect(unstated([floor], read, "held at\nleast 0.02.")).toEqual([]);
  });

  test("a number that differs in the description is a problem", () => {
    expect(unstated([floor], read, "at least 0.01")[0]).toContain("at least 0.02");
  });

  test("a constant that is gone from the code is a problem", () => {
    expect(unstated([floor], () => "", "at least 0.02")[0]).toContain("no longer has");
  });

  test("a process needs a row, a verb one for its fields and one for its effect", () => {
    const schedule = '  { id: "price", run: price },\n';
    const interventions = '    case "ban":\n';
    const rows = "| `price`, `cover` | E1 |\n| `ban` | fields |\n| `ban` | effect |\n";
    expect(rowless(schedule, interventions, rows)).toEqual([]);
    expect(rowless(schedule, interventions, "| `ban` | `price` |\n")).toEqual([
      "no row says what price writes",
      "no row says what ban does",
    ]);
  });

  test("numeric constants are found by their capital names", () => {
    const code = "const A_B = 0.5;\nexport const C = -(1 << 4);\nconst d = 3;\nconst E = f();\n";
    expect(constantsIn(code)).toEqual(["A_B", "C"]);
  });
});

describe("links and commands of documents", async () => {
  const { commandsIn, deadLinks, pluginsIn, scenariosIn } = await load<{
    pluginsIn(markdown: string): string[];
    scenariosIn(markdown: string): string[];
    commandsIn(markdown: string): Record<"scripts" | "commands" | "files", Set<string>>;
    deadLinks(path: string, markdown: string, read: (path: string) => string | undefined): string[];
  }>("check/docs");
  const files: Record<string, string> = { "docs/a.md": "# Top\n## How it fails!\n", LICENSE: "" };
  const dead = (path: string, markdown: string) => deadLinks(path, markdown, (at) => files[at]);

  test("a link is read from where its document stands", () => {
    expect(dead("docs/b.md", "[x](a.md) [y](../LICENSE)")).toEqual([]);
    expect(dead("README.md", "[x](a.md)")).toEqual(["README.md: a.md is not there"]);
  });

  test("an anchor has to be a heading", () => {
    expect(dead("README.md", "[x](docs/a.md#how-it-fails)")).toEqual([]);
    expect(dead("README.md", "[x](docs/a.md#nowhere)")).toHaveLength(1);
    expect(dead("docs/a.md", `${files["docs/a.md"]}[x](#top)`)).toEqual([]);
  });

  test("addresses on the web and code are left alone", () => {
    expect(dead("a.md", "[x](https://example.org/y) `[x](y.md)`\n```\n[x](z.md)\n```\n")).toEqual(
      [],
    );
  });

  test("commands are found in blocks and in the text", () => {
    const found = commandsIn(
      "```sh\nnpm start\nnpx panoptes run x.yaml\ncat a | panoptes validate -\n```\n" +
        "and `npm run check`, `node scripts/docs.js`; the name panoptes alone is none\n",
    );
    expect([...found.scripts]).toEqual(["start", "check"]);
    expect([...found.commands]).toEqual(["run", "validate"]);
    expect([...found.files]).toEqual(["scripts/docs.js"]);
  });

  test("a whole scenario is told from a fragment by its first key", () => {
    const whole = "schema: panoptes/scenario@1\nid: a\n";
    const markdown = `\`\`\`yaml\n${whole}\`\`\`\n\`\`\`yaml\nparameters: {}\n\`\`\`\n`;
    expect(scenariosIn(markdown)).toEqual([whole]);
  });

  test("a whole plugin is told from other code by its default export", () => {
    const whole = "export default ({ defineProcess }) => [\n];\n";
    const markdown = `\`\`\`js\nconst x = 1;\n\`\`\`\n\`\`\`js\n${whole}\`\`\`\n`;
    expect(pluginsIn(markdown)).toEqual([whole]);
  });
});

describe("machine paths", async () => {
  const { machinePaths } = await load<{
    machinePaths(content: string, folders: readonly string[]): string[];
  }>("check/paths");
  // Written in pieces, or this file would be found itself.
  const home = ["", "home", "ada", "code"].join("/");
  const host = ["https://registry", "example", "org"].join(".");

  test("a home folder, the checkout and a registry are found with their line", () => {
    expect(machinePaths(`one\nsee ${home}/x`, [])).toHaveLength(1);
    expect(machinePaths("in /srv/checkout/a", ["/srv/checkout"])).toEqual(["1: /srv/checkout"]);
    expect(machinePaths(host, [])).toHaveLength(1);
  });

  test("longer names and addresses on the web are no such paths", () => {
    expect(machinePaths("in /srv/checkout-2/a", ["/srv/checkout"])).toEqual([]);
    expect(machinePaths(`https://example.org${home}/`, [])).toEqual([]);
  });
});

describe("what gets packed", async () => {
  const { tarballProblems } = await load<{
    tarballProblems(tarball: { size: number; files: readonly string[] }): string[];
  }>("check/package");

  test("missing entries, stowaways and overweight are problems", () => {
    const problems = tarballProblems({ size: 6 * 2 ** 20, files: ["dist/src/a.tsbuildinfo"] });
    expect(problems).toContain("dist/src/cli/main.js is not in it");
    expect(problems).toContain("dist/src/a.tsbuildinfo has no business in it");
    expect(problems.at(-1)).toContain("6.00 MiB");
  });
});

describe("generated parts of documents", async () => {
  const { splice } = await load<{
    splice(document: string, name: string, content: string): string | undefined;
  }>("docs");
  const document = "a\n<!-- begin:x -->\nold\n<!-- end:x -->\nb\n";

  test("only what stands between the marks is replaced, and twice is as once", () => {
    const once = splice(document, "x", "new\n") ?? "";
    expect(once).toBe("a\n<!-- begin:x -->\nnew\n<!-- end:x -->\nb\n");
    expect(splice(once, "x", "new\n")).toBe(once);
  });

  test("a document without the marks is not touched", () => {
    expect(splice("nothing here", "x", "new")).toBeUndefined();
  });
});

describe("the closing line of a CI run", async () => {
  interface Sums {
    passed: number;
    failed: string[];
  }
  const { checkSums, testSums } = await load<{
    checkSums(report: string | undefined): Sums;
    testSums(report: string | undefined): Sums;
  }>("check/tally");
  const report = (...states: string[]) =>
    JSON.stringify({
      testResults: [
        {
          name: "a.test.ts",
          status: "passed",
          assertionResults: states.map((status) => ({ status, fullName: "x" })),
        },
      ],
    });

  test("tests are counted, and one that did not run has failed", () => {
    const sums = testSums(report("passed", "passed", "failed", "pending", "skipped", "todo"));
    expect(sums.passed).toBe(2);
    expect(sums.failed).toHaveLength(4);
  });

  test("a file that did not load has failed", () => {
    const broken = { testResults: [{ name: "a", status: "failed", assertionResults: [] }] };
    expect(testSums(JSON.stringify(broken)).failed).toHaveLength(1);
  });

  test("no report, or no test in it, has failed", () => {
    expect(testSums(undefined).failed).toHaveLength(1);
    expect(testSums(JSON.stringify({ testResults: [] })).failed).toHaveLength(1);
    expect(checkSums(undefined).failed).toHaveLength(1);
  });

  test("checks are counted", () => {
    const findings = [
      { name: "a", state: "passed", problems: [] },
      { name: "b", state: "failed", problems: ["x"] },
    ];
    expect(checkSums(JSON.stringify({ findings }))).toEqual({ passed: 1, failed: ["check b"] });
  });
});
