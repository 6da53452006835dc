/** Regimes of the World classes that the column `regime` may name, besides being empty. */
export const REGIMES: readonly string[] = ["CA", "EA", "ED", "LD"];
