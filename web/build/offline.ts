import { createHash } from "node:crypto";
import type { Plugin } from "vite";

const worker = "service-worker.js";

/** Writes into the service worker which files there are, and a digest of all of them as its version. */
export function offline(): Plugin {
  return {
    name: "offline",
    enforce: "post",
    generateBundle(_, bundle) {
      const hash = createHash("sha256");
      const files = Object.keys(bundle)
        .filter((name) => name !== worker)
        .sort();
      for (const name of files) {
        const file = bundle[name];
        hash.update(name).update(file?.type === "chunk" ? file.code : (file?.source ?? ""));
      }
      const chunk = bundle[worker];
      if (chunk?.type !== "chunk") throw new Error(`the build has no ${worker}`);
      hash.update(chunk.code);
      chunk.code = chunk.code
        .replace("__VERSION__", hash.digest("hex").slice(0, 16))
        .replace("__FILES__", JSON.stringify(files).replaceAll('"', '\\"'));
    },
  };
}
