import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { gzipSync } from "node:zlib";
import { root } from "../root.js";

const folder = join(root, "dist", "web");
/** Budgets of the page, bytes after gzip. */
const most = { first: 200 * 1024, all: 480 * 1024 };

/**
 * Files that a script or document names as needed before it runs: static imports, scripts, style sheets.
 * @param {string} text
 * @returns {string[]} as written
 */
export function neededBy(text) {
  const patterns = [
    /(?:^|[;}\s])import\s*(?:[\w{}*$,\s]+?from\s*)?["'`]([^"'`]+)["'`]/g,
    /(?:^|[;}\s])export\s*[\w{}*$,\s]+?from\s*["'`]([^"'`]+)["'`]/g,
    /<(?:script|link)\b[^>]*?\b(?:src|href)="([^"]+)"/g,
  ];
  return patterns.flatMap((pattern) => [...text.matchAll(pattern)].map(([, path = ""]) => path));
}

/**
 * What the page has to fetch until a moved lever shows its worlds: the document, everything that it
 * imports, the worker with what it imports, and the tables that are baked.
 * @param {(path: string) => string} read text of a file by its path in the folder
 * @param {readonly string[]} files paths of all files
 * @returns {string[]} paths, in order
 */
export function firstLoad(read, files) {
  const baked = /^assets\/(?:world|scenarios|baseline|outlines|sets)-[^/]*\.json$/;
  const queue = ["index.html", ...files.filter((path) => /^assets\/worker-[^/]*\.js$/.test(path))];
  const found = new Set(files.filter((path) => baked.test(path)));
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    if (found.has(path)) continue;
    found.add(path);
    if (!/\.(?:js|html)$/.test(path)) continue;
    for (const needed of neededBy(read(path)))
      queue.push(posix.normalize(posix.join(dirname(path), needed)));
  }
  return [...found].sort();
}

/**
 * The page's files and their weights.
 * @returns {{ first: { path: string, bytes: number }[], all: { path: string, bytes: number }[] }}
 */
export function weights() {
  const assets = existsSync(join(folder, "assets")) ? readdirSync(join(folder, "assets")) : [];
  const files = ["index.html", "service-worker.js", ...assets.map((name) => `assets/${name}`)];
  const read = (/** @type {string} */ path) => readFileSync(join(folder, path), "utf8");
  const weigh = (/** @type {readonly string[]} */ paths) =>
    paths.map((path) => ({ path, bytes: gzipSync(read(path), { level: 9 }).length }));
  return { first: weigh(firstLoad(read, files)), all: weigh(files) };
}

/** @type {import("./report.js").Check} */
export const budget = {
  name: "budget",
  claim: "the page's first load weighs at most 200 KB after gzip, all of it at most 480 KB",
  mend: "load what the first picture does not need by import() when it is wanted, or pack it better",
  problems() {
    if (!existsSync(join(folder, "index.html")))
      throw new Error("dist/web has no page; build first");
    const weighed = weights();
    return /** @type {const} */ (["first", "all"]).flatMap((part) => {
      const total = weighed[part].reduce((sum, { bytes }) => sum + bytes, 0);
      if (total <= most[part]) return [];
      const heaviest = weighed[part]
        .sort((a, b) => b.bytes - a.bytes)
        .slice(0, 6)
        .map(({ path, bytes }) => `${path} ${(bytes / 1024).toFixed(1)}`);
      const name = part === "first" ? "the first load" : "the whole page";
      return [
        `${name} weighs ${(total / 1024).toFixed(1)} KB, the budget is ${most[part] / 1024}: ${heaviest.join(", ")} …`,
      ];
    });
  },
};
