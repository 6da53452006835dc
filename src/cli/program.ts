import { Command } from "commander";
import { addAttribute } from "./commands/attribute.ts";
import { addCalibrate } from "./commands/calibrate.ts";
import { addCascade } from "./commands/cascade.ts";
import { addCheckResults } from "./commands/check-results.ts";
import { addChunk } from "./commands/chunk.ts";
import { addCompare } from "./commands/compare.ts";
import { addCompletion } from "./commands/completion.ts";
import { addDiff } from "./commands/diff.ts";
import { addDiscover } from "./commands/discover.ts";
import { addExplain } from "./commands/explain.ts";
import { addFlip } from "./commands/flip.ts";
import { addHelp } from "./commands/help.ts";
import { addHindcast } from "./commands/hindcast.ts";
import { addLoops } from "./commands/loops.ts";
import { addParams } from "./commands/params.ts";
import { addReport } from "./commands/report.ts";
import { addResults } from "./commands/results.ts";
import { addRun } from "./commands/run.ts";
import { addScenario } from "./commands/scenario.ts";
import { addSensitivity } from "./commands/sensitivity.ts";
import { addServe } from "./commands/serve.ts";
import { addSweep } from "./commands/sweep.ts";
import { addTradeoff } from "./commands/tradeoff.ts";
import { addValidate } from "./commands/validate.ts";
import { addVersion } from "./commands/version.ts";
import { addWorker } from "./commands/worker.ts";
import { addWorld } from "./commands/world.ts";
import { engineGiven } from "./engine/flags.ts";
import type { SubmitFlags } from "./engine/submit.ts";
import type { ExitCode } from "./exit-codes.ts";
import type { Terminal } from "./terminal.ts";

/** What a command is built with. */
export interface Setting {
  readonly terminal: Terminal;
  /** Sets the exit code of a command that ends without an error. */
  readonly exitWith: (code: ExitCode) => void;
  /** The command line, without `panoptes`. */
  readonly words: readonly string[];
}

/** Builds a command line: for commands that repeat another one. */
export type BuildProgram = (setting: Setting) => Command;

/** Builds the command line. Every command loads what it needs only when it is called. */
export function buildProgram(setting: Setting): Command {
  const { terminal } = setting;
  const program = new Command("panoptes")
    .description(
      "Simulates how AI-surveillance stacks spread between countries. Not a forecast.\n\n" +
        "A <scenario> is a file, - for standard input, the name of a built-in scenario, or a share\n" +
        'link of the page in quotes: "https://…/#/explore?s=…".',
    )
    .usage("<command> [options]")
    .helpCommand(false)
    // Else the program's own --json would take the one of a command.
    .enablePositionalOptions()
    .showSuggestionAfterError(true)
    .exitOverride()
    .configureOutput({
      writeOut: terminal.print,
      writeErr: terminal.say,
      // Errors are explained in one place, from what is thrown.
      outputError: () => undefined,
      getOutHelpWidth: () => (terminal.toTerminal ? terminal.columns : 100),
      getErrHelpWidth: () => (terminal.toTerminal ? terminal.columns : 100),
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .configureHelp({ sortOptions: false })
    .addHelpText(
      "after",
      "\nTopics: panoptes help exit-codes | formats | environment | <error code>\n" +
        "Start:  panoptes run baseline",
    );
  addRun(program, setting);
  addCompare(program, setting);
  addSweep(program, setting);
  addSensitivity(program, setting);
  addDiscover(program, setting);
  addTradeoff(program, setting);
  addChunk(program, setting, buildProgram);
  addResults(program, setting);
  addCheckResults(program, setting);
  addValidate(program, setting);
  addDiff(program, setting);
  addExplain(program, setting);
  addAttribute(program, setting);
  addFlip(program, setting);
  addCascade(program, setting);
  addLoops(program, setting);
  addReport(program, setting);
  addCalibrate(program, setting);
  addHindcast(program, setting);
  addScenario(program, setting);
  addParams(program, setting);
  addWorld(program, setting);
  addWorker(program, setting);
  addServe(program, setting);
  addCompletion(program);
  addHelp(program, setting);
  addVersion(program);
  program.hook("preAction", async (_, command) => {
    const flags = command.opts<SubmitFlags>();
    const takesEngine = command.options.some(({ long }) => long === "--dry-run");
    const asked = flags.dryRun === true || engineGiven(terminal, flags) !== null;
    if (!takesEngine || !asked) return;
    const { submitInstead } = await import("./engine/submit.ts");
    await submitInstead(terminal, setting.words, flags, buildProgram);
  });
  return program;
}
