import picocolors from "picocolors";
import type { Repeating } from "./chunk/repeating.ts";

/** Colour functions; each returns its text unchanged when colours are off. */
export type Colours = Pick<
  ReturnType<typeof picocolors.createColors>,
  "bold" | "dim" | "red" | "yellow" | "green" | "cyan"
>;

/** What a command writes to and what it knows of where that goes. Tests pass one of their own. */
export interface Terminal {
  /** Writes to stdout: the result, nothing else. */
  readonly print: (text: string) => void;
  /** Writes bytes to stdout and waits until they are taken. */
  readonly printBytes: (bytes: Uint8Array) => Promise<void>;
  /** Writes to stderr: everything that is not the result. */
  readonly say: (text: string) => void;
  /** Whether stdout is a terminal. */
  readonly toTerminal: boolean;
  /** Whether stderr is a terminal that understands cursor control. */
  readonly live: boolean;
  /** Width of stdout in characters; 80 where it has none. */
  readonly columns: number;
  /** Colours for stdout. */
  readonly colours: Colours;
  /** Colours for stderr. */
  readonly sayColours: Colours;
  /** Environment variables. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Reads standard input to its end. */
  readonly readInput: () => Promise<string>;
  /** Whether standard input is a terminal, where a person would have to type. */
  readonly inputIsTerminal: boolean;
  /** Present where another command repeats this one. */
  readonly repeating?: Repeating;
}

/** Makes a set of colour functions. */
export function makeColours(on: boolean): Colours {
  return picocolors.createColors(on);
}

/**
 * Whether to colour a stream: a flag wins, then NO_COLOR (set and not empty), then FORCE_COLOR (not
 * "0"), then a dumb terminal says no, then it is whether the stream is a terminal.
 */
export function wantsColour(
  isTerminal: boolean,
  environment: Readonly<Record<string, string | undefined>>,
  argv: readonly string[],
): boolean {
  if (argv.includes("--no-color")) return false;
  if (environment.NO_COLOR) return false;
  const force = environment.FORCE_COLOR;
  if (force !== undefined) return force !== "0" && force !== "false";
  if (environment.TERM === "dumb") return false;
  return isTerminal;
}

/** The terminal of this process. */
export function processTerminal(argv: readonly string[]): Terminal {
  const environment = process.env;
  const { stdin, stdout, stderr } = process;
  return {
    print: (text) => {
      stdout.write(text);
    },
    printBytes: (bytes) =>
      new Promise((resolve, reject) => {
        stdout.write(bytes, (error) => (error ? reject(error) : resolve()));
      }),
    say: (text) => {
      stderr.write(text);
    },
    toTerminal: stdout.isTTY === true,
    live: stderr.isTTY === true && environment.TERM !== "dumb",
    columns: stdout.columns ?? stderr.columns ?? 80,
    colours: makeColours(wantsColour(stdout.isTTY === true, environment, argv)),
    sayColours: makeColours(wantsColour(stderr.isTTY === true, environment, argv)),
    environment,
    readInput: async () => {
      stdin.setEncoding("utf8");
      let text = "";
      for await (const chunk of stdin) text += chunk;
      return text;
    },
    inputIsTerminal: stdin.isTTY === true,
  };
}
