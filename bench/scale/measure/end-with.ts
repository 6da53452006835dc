import type { ChildProcess } from "node:child_process";

const children = new Set<ChildProcess>();
let watching = false;

/** Has a process end when this one does, even if somebody presses Ctrl-C. */
export function endWithThis(child: ChildProcess): void {
  if (!watching) {
    watching = true;
    process.on("exit", () => {
      for (const one of children) one.kill("SIGKILL");
    });
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => process.exit(1));
  }
  children.add(child);
  child.once("exit", () => children.delete(child));
}
