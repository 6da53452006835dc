import { wrongUsage } from "../exit-codes.ts";

/**
 * Reads the value of a flag.
 * @param read throws RangeError with what is wanted
 * @throws Stop (usage) in its place
 */
export function readFlag<T>(flag: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) throw wrongUsage(`${flag} ${error.message}.`);
    throw error;
  }
}
