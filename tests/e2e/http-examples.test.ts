import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { finish, packageFolder } from "../support/cli.ts";
import { type Served, startServe } from "../support/serve.ts";

vi.setConfig({ testTimeout: 120_000 });

/** A command of the document with what it says that is printed. */
interface Example {
  readonly command: string;
  readonly output: string;
}

/** The commands of a block in their order; a line that does not begin with $ is output. */
function examplesIn(block: string): readonly Example[] {
  return block
    .split(/^\$ /m)
    .slice(1)
    .map((part) => {
      const [command = "", ...output] = part.trimEnd().split("\n");
      return { command, output: output.join("\n") };
    });
}

const document = readFileSync(join(packageFolder, "docs", "http.md"), "utf8");
const blocks = [...document.matchAll(/```console\n(.*?)```/gs)]
  .map(([, block = ""]) => examplesIn(block))
  .filter((examples) => examples.some(({ command }) => command.includes("curl")));

let served: Served;
let folder = "";
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "panoptes-curl-"));
  served = await startServe("--store", join(folder, "store"));
});
afterAll(async () => {
  await served.stop();
  rmSync(folder, { recursive: true, force: true });
});

test("the document has examples", () => {
  expect(blocks.flat().length).toBeGreaterThan(12);
});

// A block is one shell, so that its commands share variables; a mark tells their outputs apart.
test.each(blocks.map((examples) => [examples[0]?.command.slice(0, 60) ?? "", examples] as const))(
  "%s … and what follows print what the document says",
  async (_first, examples) => {
    const mark = "=== next ===";
    const script = examples
      .map(({ command }) => command.replaceAll("http://127.0.0.1:8240", served.address))
      .join(`\necho; echo '${mark}'\n`);
    const shell = spawn("sh", ["-e", "-c", script], { cwd: folder, stdio: "pipe" });
    const { code, out, err } = await finish(shell);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    const printed = out.replaceAll("\r\n", "\n").split(`${mark}\n`);
    expect(printed).toHaveLength(examples.length);
    for (const [k, { command, output }] of examples.entries()) {
      // What follows an ellipsis at the end, or stands in its place, is not shown.
      const parts = output.split("…").map((part) => part.trim());
      let at = 0;
      for (const part of parts) {
        const found = (printed[k] ?? "").indexOf(part, at);
        expect(
          found,
          `${command}\nprints ${printed[k]?.slice(0, 400)}\nnot ${part}`,
        ).toBeGreaterThanOrEqual(at);
        at = found + part.length;
      }
    }
  },
);
