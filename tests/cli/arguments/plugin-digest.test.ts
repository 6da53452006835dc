import { expect, test } from "vitest";
import { parsePluginDigest } from "../../../src/cli/arguments/plugin-digest.ts";

const digits = "0123456789abcdef".repeat(4);

test.each([digits, `sha256:${digits}`, digits.toUpperCase()])("%s is a plugin's digest", (text) => {
  expect(parsePluginDigest(text)).toBe(`sha256:${digits}`);
});

test.each(["campaign.js", "", "sha256:12", `sha1:${digits}`])(
  "%j is none, and is named",
  (text) => {
    expect(() => parsePluginDigest(text)).toThrow(`got "${text}"`);
  },
);
