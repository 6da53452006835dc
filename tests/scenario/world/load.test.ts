import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loadWorld } from "../../../src/scenario/node/world.ts";
import { SMALL, worldOf } from "./small-world.ts";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "panoptes-world-"));
  for (const [file, text] of Object.entries(SMALL)) await writeFile(join(folder, file), text);
  await writeFile(join(folder, "README.md"), "not a table");
});

afterAll(() => rm(folder, { recursive: true }));

test("a folder is read as a world that is called by its path", async () => {
  const checked = await loadWorld(folder);
  expect(worldOf(checked).name).toBe(folder);
  expect(checked.problems).toEqual([]);
});

test("problems carry the path of the file", async () => {
  await writeFile(
    join(folder, "imputed.csv"),
    "iso3,column,from,to,value,sd,rule\nXXX,urban_2019,,,0.5,0.1,guess\n",
  );
  const { problems } = await loadWorld(folder);
  await rm(join(folder, "imputed.csv"));
  expect(problems[0]).toMatchObject({
    code: "E416",
    file: join(folder, "imputed.csv"),
    line: 2,
    column: 1,
  });
});

test("a missing folder is an error that names it", async () => {
  const missing = join(folder, "nowhere");
  const { problems } = await loadWorld(missing);
  expect(problems).toMatchObject([{ code: "E425", file: missing }]);
  expect(problems[0]?.message).toContain("there is no such folder");
});

test("a file in place of a folder, and a folder in place of a table, are errors that say so", async () => {
  const file = join(folder, "README.md");
  expect((await loadWorld(file)).problems).toMatchObject([
    { code: "E425", message: `the world folder ${file} cannot be read: it is a file` },
  ]);
  await mkdir(join(folder, "more.csv"));
  const { problems } = await loadWorld(folder);
  await rm(join(folder, "more.csv"), { recursive: true });
  expect(problems).toMatchObject([{ code: "E425" }]);
  expect(problems[0]?.message).toContain("a table's name is that of a folder");
});

test("bytes that are no UTF-8 are told with their place", async () => {
  const bytes = Buffer.from(SMALL["ties.csv"] ?? "");
  bytes[bytes.indexOf("border")] = 0xff;
  await writeFile(join(folder, "ties.csv"), bytes);
  const { problems } = await loadWorld(folder);
  await writeFile(join(folder, "ties.csv"), SMALL["ties.csv"] ?? "");
  expect(problems[0]).toMatchObject({ code: "E407", line: 2, column: 9 });
});
