import type { ThemeChoice } from "../charts/theme.ts";
import { themeOf } from "./theme-of.ts";

const key = "panoptes-theme";

/** The theme that was chosen on this device. A page without storage follows the system. */
export function rememberedTheme(): ThemeChoice {
  try {
    return themeOf(localStorage.getItem(key));
  } catch {
    return "system";
  }
}

/** Keeps a chosen theme for the next visit, where that is allowed. */
export function rememberTheme(chosen: ThemeChoice): void {
  try {
    localStorage.setItem(key, chosen);
  } catch {
    // Then it holds for this visit.
  }
}
