import { makeColours, type Terminal } from "../../src/cli/terminal.ts";

/** A terminal that keeps what is written to it. */
export interface TerminalDouble extends Terminal {
  out(): string;
  err(): string;
}

/** A pipe with no colours unless told otherwise. */
export function terminalDouble(changes: Partial<Terminal> = {}, input = ""): TerminalDouble {
  let out = "";
  let err = "";
  return {
    print: (text) => {
      out += text;
    },
    printBytes: async (bytes) => {
      out += new TextDecoder("latin1").decode(bytes);
    },
    say: (text) => {
      err += text;
    },
    toTerminal: false,
    live: false,
    columns: 100,
    colours: makeColours(false),
    sayColours: makeColours(false),
    environment: {},
    readInput: async () => input,
    inputIsTerminal: false,
    ...changes,
    out: () => out,
    err: () => err,
  };
}
