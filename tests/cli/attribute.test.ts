import { expect, test } from "vitest";
import { type AttributeFlags, attribute } from "../../src/cli/attribute/attribute.ts";
import { Stop } from "../../src/cli/exit-codes.ts";
import { terminalDouble } from "./terminal-double.ts";

/** Asks for what a scenario did to an outcome of its last quarter, in two runs. */
async function share(flags: Partial<AttributeFlags>, name = "crime-rebound") {
  const terminal = terminalDouble();
  const standing = { metric: "adoption.share", set: [], input: true, runs: "2", jobs: "1" };
  return await attribute(terminal, name, { ...standing, quiet: true, ...flags });
}

test.each<[string, Partial<AttributeFlags>, string, RegExp]>([
  ["an outcome that is none", { metric: "adoption.shar" }, "crime-rebound", /"adoption\.share"/],
  ["an outcome without a total", { metric: "market.share" }, "crime-rebound", /name a part/],
  ["a root", {}, "baseline", /--against <scenario>/],
  ["a scenario against itself", { against: "baseline" }, "baseline", /differ in nothing/],
])("%s is refused with the way out", async (_, flags, name, message) => {
  await expect(share(flags, name)).rejects.toThrow(message);
  await expect(share(flags, name)).rejects.toBeInstanceOf(Stop);
});
