import { asciiSigns, type Signs, unicodeSigns } from "./format/numbers.ts";
import type { Colours, Terminal } from "./terminal.ts";

/** Flags that every command takes. */
export interface CommonFlags {
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly ascii?: boolean;
}

/** How to write text for one terminal. */
export interface Look {
  readonly ascii: boolean;
  readonly signs: Signs;
  readonly colours: Colours;
  /** Width to lay text out for. */
  readonly columns: number;
  /** Lines must not be longer than that; in a pipe they may. */
  readonly fixedWidth: boolean;
}

/** The look that a terminal and the flags ask for. Text for a pipe is laid out for 100 columns. */
export function lookOf(terminal: Terminal, flags: CommonFlags): Look {
  const ascii = flags.ascii === true;
  return {
    ascii,
    signs: ascii ? asciiSigns : unicodeSigns,
    colours: terminal.colours,
    columns: terminal.toTerminal ? Math.max(40, terminal.columns) : 100,
    fixedWidth: terminal.toTerminal,
  };
}

/** Says something that is not the result, unless `--quiet`. */
export function remark(terminal: Terminal, flags: CommonFlags, text: string): void {
  if (!flags.quiet) terminal.say(`${text}\n`);
}

/** Warns on stderr, unless `--quiet`. */
export function warn(terminal: Terminal, flags: CommonFlags, text: string): void {
  const { yellow, bold } = terminal.sayColours;
  remark(terminal, flags, `${bold(yellow("warning:"))} ${text}`);
}
