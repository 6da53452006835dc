import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { gzipSync } from "node:zlib";
import { root } from "../root.js";

const folder = join(root, "dist", "web");
/** Budgets of the page, bytes after gzip. */
const most = { first: 200 * 1024, lever: 110 * 1024, all: 480 * 1024 };
const names = {
  first: "what is fetched before anybody touches the page",
  lever: "what the first touch fetches",
  all: "the whole page",
};

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
 * Files that some files need, with themselves.
 * @param {readonly string[]} entries paths in the folder
 * @param {(path: string) => string} read text of a file
 * @returns {string[]} paths, in order
 */
export function closure(entries, read) {
  const queue = [...entries];
  const found = new Set();
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
 * The page's files and their weights: what is fetched before anybody touches it, all of which the first
 * picture waits for; what the first touch and a lever that it moves need besides (the code that runs
 * scenarios, its worker, the world, the parameter sets, and what writes the address); and all, which the
 * copy for offline use holds.
 * @returns {Record<keyof typeof most, { path: string, bytes: number }[]>}
 */
export function weights() {
  const assets = existsSync(join(folder, "assets")) ? readdirSync(join(folder, "assets")) : [];
  const files = ["index.html", "service-worker.js", ...assets.map((name) => `assets/${name}`)];
  const read = (/** @type {string} */ path) => readFileSync(join(folder, path), "utf8");
  const weigh = (/** @type {readonly string[]} */ paths) =>
    paths.map((path) => ({ path, bytes: gzipSync(read(path), { level: 9 }).length }));
  const called = (/** @type {RegExp} */ pattern) => files.filter((path) => pattern.test(path));
  const drawn = ["index.html", ...called(/^assets\/(?:baseline|outlines|scenarios)-[^/]*\.json$/)];
  const run = called(
    /^assets\/(?:(?:runner|worker|share-link)-[^/]*\.js|(?:world|sets)-[^/]*\.json)$/,
  );
  const first = closure(drawn, read);
  const lever = closure(run, read).filter((path) => !first.includes(path));
  return {
    first: weigh(first),
    lever: weigh(lever),
    all: weigh(files),
  };
}

/** @type {import("./report.js").Check} */
export const budget = {
  name: "budget",
  claim:
    "before anybody touches it the page fetches at most 200 KB after gzip, at the first touch and moved lever 110 KB more; the whole page is 480 KB",
  mend: "load what the first picture does not need by import() when it is wanted, or pack it better",
  problems() {
    if (!existsSync(join(folder, "index.html")))
      throw new Error("dist/web has no page; build first");
    const weighed = weights();
    return /** @type {(keyof typeof most)[]} */ (Object.keys(most)).flatMap((part) => {
      const total = weighed[part].reduce((sum, { bytes }) => sum + bytes, 0);
      if (total <= most[part]) return [];
      const heaviest = weighed[part]
        .sort((a, b) => b.bytes - a.bytes)
        .slice(0, 6)
        .map(({ path, bytes }) => `${path} ${(bytes / 1024).toFixed(1)}`);
      return [
        `${names[part]} weighs ${(total / 1024).toFixed(1)} KB, the budget is ${most[part] / 1024}: ${heaviest.join(", ")} …`,
      ];
    });
  },
};
