import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { root } from "../root.js";

/**
 * Runs a Node program of the checkout and keeps what it says.
 * @param {string} program path from the root
 * @param {readonly string[]} args
 * @param {string} [input] what it reads from standard input
 * @param {string} [cwd] folder that it runs in; the checkout unless told
 * @returns {{ status: number, stdout: string, stderr: string }}
 */
export function runNode(program, args, input = "", cwd = root) {
  const done = spawnSync(process.execPath, [join(root, program), ...args], {
    cwd,
    encoding: "utf8",
    input,
    env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: undefined },
    maxBuffer: 64 * 1024 * 1024,
  });
  if (done.error !== undefined) throw done.error;
  return { status: done.status ?? 1, stdout: done.stdout, stderr: done.stderr };
}

/**
 * What a tool complains about: nothing when it exits 0.
 * @param {string} program path from the root
 * @param {...string} args
 * @returns {string[]}
 */
export function complaints(program, ...args) {
  const { status, stdout, stderr } = runNode(program, args);
  if (status === 0) return [];
  const said = `${stdout}\n${stderr}`.trim();
  return [said === "" ? `${program} exited with ${status} and said nothing` : said];
}
