#!/usr/bin/env node
import { call } from "./call.ts";
import { processTerminal } from "./terminal.ts";

// A reader that has seen enough (`| head`) closes the pipe; that is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});

const argv = process.argv.slice(2);
// Not process.exit: what is still on its way into a pipe would be lost.
process.exitCode = await call(argv, processTerminal(argv));
