// Where the checkout is: every script works from there, wherever it was called.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Folder of package.json. */
export const root = join(dirname(fileURLToPath(import.meta.url)), "..");
