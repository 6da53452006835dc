import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { importPlugin, loadPlugin } from "../../../src/scenario/node/plugin.ts";

const folder = mkdtempSync(join(tmpdir(), "panoptes-plugins-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const MARK = `export const mark = {
  kind: "outcome", id: "mark.one", definition: "One.", unit: "1", read: () => 1,
};\n`;

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

test("a module's digest is that of its text, and of what it imports by relative paths", async () => {
  const digest = async (path: string) => (await loadPlugin(path)).digest;
  const path = file("a.mjs", MARK);
  expect(await digest(path)).toMatch(/^sha256:[0-9a-f]{64}$/);
  expect(await digest(file("copy.mjs", MARK))).toBe(await digest(path));
  file("part.mjs", "export const one = 1;\n");
  const whole = file("whole.mjs", `import { one } from "./part.mjs";\n${MARK}export { one };\n`);
  const before = await digest(whole);
  file("part.mjs", "export const one = 2;\n");
  expect(await digest(whole)).not.toBe(before);
});

test("what is imported again must be what was loaded", async () => {
  const path = file("changing.mjs", MARK);
  const { definitions, ...reference } = await loadPlugin(path);
  expect((await importPlugin(reference)).definitions.map(({ id }) => id)).toEqual(["mark.one"]);
  writeFileSync(path, MARK.replace("One.", "Two."));
  await expect(importPlugin(reference)).rejects.toThrow(
    /changing\.mjs was changed while it was in/,
  );
  // Loaded anew it is the new one, although Node keeps modules by their address.
  expect((await loadPlugin(path)).definitions[0]).toMatchObject({ definition: "Two." });
  expect(definitions[0]).toMatchObject({ definition: "One." });
});

test("a plugin without a module does not travel", async () => {
  const reference = { name: "mine", url: null, digest: "text:0" };
  await expect(importPlugin(reference)).rejects.toThrow(/plugin mine was put together in the main/);
});

describe("a plugin that cannot be used is named, with the reason", () => {
  test.each([
    ["missing.mjs", null, /there is no such file/, true],
    ["throws.mjs", "throw new Error('no luck');\n", /cannot be imported: no luck/, false],
    ["syntax.mjs", "export const = 3;\n", /cannot be imported: /, false],
    ["lost.mjs", 'import "./nowhere.mjs";\n', /which imports .*nowhere\.mjs, cannot be read/, true],
    ["empty.mjs", "export const three = 3;\n", /defines nothing/, false],
  ])("%s", async (name, text, message, cannotBeRead) => {
    const path = text === null ? join(folder, name) : file(name, text);
    const failing = loadPlugin(path);
    await expect(failing).rejects.toThrow(message);
    await expect(failing).rejects.toMatchObject({ name: "PluginError", cannotBeRead });
    await expect(failing).rejects.toThrow(name);
  });

  test("a folder", async () => {
    await expect(loadPlugin(folder)).rejects.toThrow(/it is a folder; name the module in it/);
  });

  test.skipIf("typescript" in process.features && Boolean(process.features.typescript))(
    "TypeScript, where this Node does not run it",
    async () => {
      const path = file("typed.ts", `${MARK}const x: number = 1;\n`);
      await expect(loadPlugin(path)).rejects.toThrow(/Build it: npx tsc .* and name .*typed\.js$/);
    },
  );
});
