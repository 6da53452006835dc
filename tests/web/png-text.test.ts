import { crc32, deflateSync } from "node:zlib";
import { expect, test } from "vitest";
import { checksum, withText } from "../../web/explore/export/png-text.ts";

const chunk = (type: string, body: Buffer): Buffer => {
  const named = Buffer.concat([Buffer.from(type), body]);
  const whole = Buffer.alloc(named.length + 8);
  whole.writeUInt32BE(body.length, 0);
  named.copy(whole, 4);
  whole.writeUInt32BE(crc32(named), named.length + 4);
  return whole;
};

test("the checksum is that of PNG", () => {
  // The standard's check value.
  expect(checksum(new TextEncoder().encode("123456789"))).toBe(0xcb_f4_39_26);
});

test("a text goes behind the header, and everything else stays", () => {
  const header = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
  const rest = [chunk("IDAT", deflateSync(Buffer.from([0, 0]))), chunk("IEND", Buffer.alloc(0))];
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
  const png = Buffer.concat([signature, chunk("IHDR", header), ...rest]);
  const text = "result_hash sha256:0 · panoptes run";
  const made = Buffer.from(withText(new Uint8Array(png), "Description", text));
  expect(made.subarray(0, 33)).toEqual(png.subarray(0, 33));
  const length = made.readUInt32BE(33);
  expect(made.subarray(37, 41).toString()).toBe("iTXt");
  expect(made.subarray(41, 41 + length).toString()).toBe(`Description\0\0\0\0\0${text}`);
  expect(made.readUInt32BE(41 + length)).toBe(crc32(made.subarray(37, 41 + length)));
  expect(made.subarray(45 + length)).toEqual(png.subarray(33));
});
