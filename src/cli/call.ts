import { asksForVersion } from "./commands/version.ts";
import { mistypedVariables } from "./environment.ts";
import { ExitCode } from "./exit-codes.ts";
import { explainFailure } from "./failure.ts";
import { warn } from "./look.ts";
import { packageVersion } from "./package-version.ts";
import { buildProgram } from "./program.ts";
import type { Terminal } from "./terminal.ts";

/**
 * Runs one command line.
 * @param argv what stands after `panoptes`
 * @returns the exit code; all that had to be said has been said
 */
export async function call(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let code: ExitCode = ExitCode.Done;
  const flags = { quiet: argv.includes("-q") || argv.includes("--quiet") };
  const verbose = argv.includes("-v") || argv.includes("--verbose");
  try {
    for (const text of mistypedVariables(terminal.environment)) warn(terminal, flags, text);
    const program = buildProgram({
      terminal,
      words: argv,
      exitWith: (worse) => {
        code = worse;
      },
    });
    if (argv.length === 0) program.outputHelp();
    else if (asksForVersion(argv)) {
      const { versionText } = await import("./version-text.ts");
      terminal.print(await versionText(argv.includes("--json")));
    } else await program.parseAsync(argv, { from: "user" });
    return code;
  } catch (error) {
    return explainFailure(error, terminal, packageVersion(), verbose);
  }
}
