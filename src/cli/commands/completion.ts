import { Argument, type Command } from "commander";

/** Adds `panoptes completion` and what the shell's script asks for suggestions. */
export function addCompletion(program: Command): void {
  program
    .command("completion")
    .description("print a script that completes commands in bash, zsh or fish")
    .addArgument(new Argument("<shell>").choices(["bash", "zsh", "fish"]))
    .addHelpText(
      "after",
      '\nbash:  eval "$(panoptes completion bash)" in ~/.bashrc' +
        "\nzsh:   panoptes completion zsh > a folder of $fpath, as _panoptes" +
        "\nfish:  panoptes completion fish > ~/.config/fish/completions/panoptes.fish",
    )
    .action(async (shell: string) => {
      const { printCompletionScript } = await import("../complete.ts");
      printCompletionScript(shell);
    });
  program
    .command("complete", { hidden: true })
    .argument("[words...]")
    .allowUnknownOption()
    .action(async (words: string[]) => {
      const { suggest } = await import("../complete.ts");
      const { builtinNames } = await import("../../scenario/node/scenario.ts");
      suggest(program, words, await builtinNames());
    });
}
