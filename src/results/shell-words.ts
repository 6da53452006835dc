/** A word as a shell reads it back: in quotes only where it has to be. */
export function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** A command line that can be pasted into a shell. */
export function commandLine(words: readonly string[]): string {
  return words.map(shellWord).join(" ");
}
