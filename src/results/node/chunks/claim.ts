import { randomUUID } from "node:crypto";
import { readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";

/** The right to do something in a folder, of which one process at a time has it. */
export interface Claim {
  /** Gives it back. May be called twice. */
  release(): void;
}

/** Who has a claim. */
export interface Holder {
  readonly host: string;
  readonly pid: number;
  /** Tells claims of one process apart. */
  readonly token: string;
}

/** A holder shows this often that it lives, ms. */
const BEAT = 5_000;
/** A claim that was not renewed for so long is nobody's any more, ms: its holder hangs, or its machine is gone. */
const STALE = 30_000;

/**
 * Claims something, unless a living process has it. A claim whose process has ended is taken over at
 * once on the same machine, and after half a minute on another.
 *
 * @param path file that stands for the claim; its folder exists
 * @returns the claim, or who has it
 * @throws what the file system says where no file can be written
 */
export function claim(path: string): Claim | Holder {
  const own: Holder = { host: hostname(), pid: process.pid, token: randomUUID() };
  const text = JSON.stringify(own);
  for (;;) {
    try {
      writeFileSync(path, text, { flag: "wx" });
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    const other = holderOf(path);
    if (other === null) continue;
    if (isAlive(path, other)) return other;
    takeAway(path, other);
  }
  const beat = setInterval(() => renew(path, own), BEAT);
  beat.unref();
  return {
    release() {
      clearInterval(beat);
      if (holderOf(path)?.token === own.token) rmSync(path, { force: true });
    },
  };
}

/** Whether what `claim` gave back is a claim. */
export function isOwn(result: Claim | Holder): result is Claim {
  return "release" in result;
}

/** Whose claim it is; null if it is gone. One that cannot be read is of nobody who lives. */
function holderOf(path: string): Holder | null {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch {
    return null;
  }
  try {
    const { host, pid, token } = JSON.parse(text) as Holder;
    return { host, pid, token };
  } catch {
    return { host: "", pid: 0, token: text };
  }
}

function isAlive(path: string, { host, pid }: Holder): boolean {
  let age: number;
  try {
    // A clock that was set back must not make a claim last for ever.
    age = Math.abs(Date.now() - statSync(path).mtimeMs);
  } catch {
    return false;
  }
  if (age > STALE) return false;
  // A claim is written in two moves; between them it names nobody.
  if (pid === 0) return age < 1_000;
  return host !== hostname() || lives(pid);
}

/** Whether there is a process of that number on this machine. */
export function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Removes the claim of a holder that is gone; if somebody else has taken it over just now, it stays theirs. */
function takeAway(path: string, gone: Holder): void {
  const aside = `${path}.${randomUUID()}.part`;
  try {
    renameSync(path, aside);
  } catch {
    return;
  }
  if (holderOf(aside)?.token === gone.token) rmSync(aside, { force: true });
  else renameSync(aside, path);
}

function renew(path: string, own: Holder): void {
  if (holderOf(path)?.token !== own.token) return;
  const now = new Date();
  try {
    utimesSync(path, now, now);
  } catch {
    // The folder is gone; whoever writes there will say so.
  }
}
