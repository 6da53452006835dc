import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { root } from "../root.js";

/** @type {import("./report.js").Check} */
export const validation = {
  name: "validation",
  claim: "docs/validation.md was made from the model, targets and parameter sets that are here",
  mend: "run `npm run build`, then `node dist/src/cli/main.js hindcast --write`, and commit what changed; after a change of results `npm run calibrate` first",
  problems() {
    const program = join(root, "dist", "src", "cli", "main.js");
    const done = spawnSync(process.execPath, [program, "hindcast", "--check"], {
      cwd: root,
      encoding: "utf8",
    });
    return done.status === 0 ? [] : [done.stderr.trim()];
  },
};
