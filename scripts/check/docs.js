import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, normalize } from "node:path";
import { root } from "../root.js";
import { ownFiles, text } from "./files.js";
import { manifest } from "./lockfile.js";
import { runNode } from "./tool.js";

/**
 * Names that a heading can be linked by, as the usual renderers make them.
 * @param {string} markdown
 * @returns {Set<string>}
 */
export function anchors(markdown) {
  const found = new Set();
  for (const [, heading = ""] of withoutCode(markdown).matchAll(/^#{1,6}\s+(.+?)\s*#*$/gm)) {
    const plain = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").replace(/[`*]/g, "");
    const name = plain
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, "")
      .replace(/\s/g, "-");
    let unique = name;
    for (let k = 1; found.has(unique); k++) unique = `${name}-${k}`;
    found.add(unique);
  }
  for (const [, id = ""] of markdown.matchAll(/<a (?:id|name)="([^"]+)"/g)) found.add(id);
  return found;
}

/**
 * @param {string} markdown
 * @returns {string} without fenced blocks, whose lines are no headings or links
 */
function withoutCode(markdown) {
  return markdown.replace(/^(```|~~~)[\s\S]*?^\1/gm, "");
}

/**
 * Links of a document that lead nowhere in the checkout. Addresses on the web are not visited.
 * @param {string} path of the document, from the root
 * @param {string} markdown its text
 * @param {(path: string) => string | undefined} read text of another file, "" for a folder or picture, undefined if absent
 * @returns {string[]}
 */
export function deadLinks(path, markdown, read) {
  const problems = [];
  const prose = withoutCode(markdown).replace(/`[^`\n]*`/g, "");
  for (const [, target = ""] of prose.matchAll(/\]\(<?([^)\s>]+)>?(?:\s+"[^"]*")?\)/g)) {
    if (/^[a-z][a-z+.-]*:/i.test(target)) continue;
    const [file = "", anchor] = target.split("#");
    const place =
      file === "" ? path : normalize(join(dirname(path), decodeURI(file))).replaceAll("\\", "/");
    const there = file === "" ? markdown : read(place);
    if (there === undefined) problems.push(`${path}: ${target} is not there`);
    else if (anchor !== undefined && !anchors(there).has(anchor))
      problems.push(`${path}: no heading makes ${target}`);
  }
  return problems;
}

/**
 * Commands of ours that a document tells people to type.
 * @param {string} markdown
 * @returns {{ scripts: Set<string>, commands: Set<string>, files: Set<string> }} npm scripts, panoptes commands, and files given to node
 */
export function commandsIn(markdown) {
  const code = [
    ...[...markdown.matchAll(/^```(?:sh|console|shell|bash)?\n([\s\S]*?)^```/gm)].flatMap(
      ([, block = ""]) => block.split("\n"),
    ),
    ...[...withoutCode(markdown).matchAll(/`([^`\n]+)`/g)].map(([, span = ""]) => span),
  ];
  /** @type {{ scripts: Set<string>, commands: Set<string>, files: Set<string> }} */
  const found = { scripts: new Set(), commands: new Set(), files: new Set() };
  for (const line of code) {
    for (const [, name = ""] of line.matchAll(/\bnpm run ([a-z][\w:-]*)/g)) found.scripts.add(name);
    for (const [, name = ""] of line.matchAll(/\bnpm (start|test)\b/g)) found.scripts.add(name);
    for (const [, name = ""] of line.matchAll(
      /(?:^|[\s$|])(?:npx )?(?:--offline )?panoptes ([a-z][a-z-]*)/g,
    ))
      found.commands.add(name);
    for (const [, name = ""] of line.matchAll(/\bnode ((?:scripts|dist)\/[\w./-]+\.js)/g))
      found.files.add(name);
  }
  return found;
}

/**
 * Whole scenarios that a document shows.
 * @param {string} markdown
 * @returns {string[]}
 */
export function scenariosIn(markdown) {
  const blocks = [...markdown.matchAll(/^```ya?ml\n([\s\S]*?)^```/gm)].map(
    ([, block = ""]) => block,
  );
  return blocks.filter((block) => /^schema: panoptes\/scenario@/m.test(block));
}

/**
 * Whole plugins that a document shows; its scenarios may use what they define.
 * @param {string} markdown
 * @returns {string[]}
 */
export function pluginsIn(markdown) {
  const blocks = [...markdown.matchAll(/^```js\n([\s\S]*?)^```/gm)].map(([, block = ""]) => block);
  return blocks.filter((block) => /^export default \(\{ define/m.test(block));
}

/**
 * Files that a document shows, each under a line with its path.
 * @param {string} markdown
 * @returns {Map<string, string>} text by path
 */
export function filesIn(markdown) {
  const blocks = markdown.matchAll(/^`([\w-]+(?:\/[\w-]+)*\.\w+)`:\n\n```\w+\n([\s\S]*?)^```/gm);
  return new Map([...blocks].map(([, path = "", text = ""]) => [path, text]));
}

/**
 * What the built command line says against the scenarios of a document.
 * @param {string} markdown
 * @returns {string[]}
 */
function refusals(markdown) {
  const scenarios = scenariosIn(markdown);
  if (scenarios.length === 0) return [];
  const folder = mkdtempSync(join(tmpdir(), "panoptes-docs-"));
  try {
    for (const [path, content] of filesIn(markdown)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    const plugins = pluginsIn(markdown).flatMap((plugin, k) => {
      const path = join(folder, `${k}.mjs`);
      writeFileSync(path, plugin);
      return ["--plugin", path];
    });
    return scenarios.flatMap((scenario) => {
      const words = ["validate", "-", ...plugins];
      const { status, stdout, stderr } = runNode("dist/src/cli/main.js", words, scenario, folder);
      return status === 0 ? [] : [`${stdout}${stderr}`.trim()];
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * Commands that the built command line lists in its help.
 * @returns {Set<string>}
 */
function builtCommands() {
  const { status, stdout, stderr } = runNode("dist/src/cli/main.js", ["--help"]);
  if (status !== 0) throw new Error(`panoptes --help failed; has it been built?\n${stderr}`);
  const listed = stdout.slice(stdout.search(/^commands:/im));
  return new Set(
    [...listed.matchAll(/^\s+(?:panoptes\s+)?([a-z][a-z-]*)\b/gm)].map(([, name = ""]) => name),
  );
}

/** Documents that tell what the checkout as it stands can do; the changelog tells of other times. */
function documents() {
  return ownFiles().filter((path) => path.endsWith(".md"));
}

/** @type {import("./report.js").Check} */
export const docs = {
  name: "docs",
  claim:
    "links between documents resolve, commands that they name exist, scenarios shown are valid",
  mend: "correct the link or the command; commands are those of package.json and `panoptes --help`",
  problems() {
    const scripts = manifest().scripts;
    const commands = builtCommands();
    const problems = [];
    for (const path of documents()) {
      const markdown = text(path);
      problems.push(
        ...deadLinks(path, markdown, (place) => {
          if (!existsSync(join(root, place))) return undefined;
          return place.endsWith(".md") ? text(place) : "";
        }),
      );
      if (path === "CHANGELOG.md") continue;
      const named = commandsIn(markdown);
      for (const name of named.scripts)
        if (!(name in scripts)) problems.push(`${path}: npm has no script "${name}"`);
      for (const name of named.commands)
        if (!commands.has(name)) problems.push(`${path}: panoptes has no command "${name}"`);
      for (const said of refusals(markdown))
        problems.push(`${path}: a scenario shown is refused:\n${said}`);
      for (const name of named.files)
        if (!existsSync(join(root, name))) problems.push(`${path}: there is no ${name}`);
    }
    return problems;
  },
};
