import type { ThemeChoice } from "../charts/theme.ts";

/** The theme that a text names; that of the system where it names none. */
export function themeOf(text: string | null | undefined): ThemeChoice {
  return text === "light" || text === "dark" ? text : "system";
}
