#!/usr/bin/env node
import { call } from "./call.ts";
import { lostOutput } from "./cannot-write.ts";
import { processTerminal } from "./terminal.ts";

// A reader that has seen enough (`| head`) closes the pipe; that is no failure. Anything else loses the result.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  const { exitCode, message } = lostOutput(error);
  process.stderr.write(`error: ${message}\n`);
  process.exit(exitCode);
});
// Remarks that nobody can read any more must not cost the result.
process.stderr.on("error", () => {});

const argv = process.argv.slice(2);
// Not process.exit: what is still on its way into a pipe would be lost.
process.exitCode = await call(argv, processTerminal(argv));
