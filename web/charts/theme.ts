import { type Ink, type Mark, marks } from "../../src/results/charts/palette.ts";

/** The colours that a canvas needs in one theme. Everything else reads the same ones from CSS. */
export interface Theme {
  readonly name: "light" | "dark";
  readonly page: string;
  readonly text: string;
  readonly muted: string;
  readonly line: string;
  readonly grid: string;
  readonly accent: string;
}

const light: Theme = {
  name: "light",
  page: "#FFFFFF",
  text: "#1B2430",
  muted: "#566173",
  line: "#7C8796",
  grid: "#E3E7EC",
  accent: "#1F4FD8",
};

const dark: Theme = {
  name: "dark",
  page: "#10151C",
  text: "#E8EDF4",
  muted: "#A3AFBF",
  line: "#6B7888",
  grid: "#2A3340",
  accent: "#8FB0FF",
};

const surfaces = { light: "#F5F7FA", dark: "#171E27" };

/** Paper is always light, whatever the screen shows. */
const darkScreen = "screen and (prefers-color-scheme: dark)";

/** The theme that the page has now. */
export function currentTheme(): Theme {
  return matchMedia(darkScreen).matches ? dark : light;
}

/** Calls back when the system changes between light and dark, and before and after printing. */
export function onThemeChange(redraw: (theme: Theme) => void): void {
  matchMedia(darkScreen).addEventListener("change", () => redraw(currentTheme()));
}

/** The colours of a mark in a theme. */
export function inkOf(mark: Mark, theme: Theme): Ink {
  return theme.name === "dark" ? mark.dark : mark.light;
}

/** Puts the palette into the page as CSS variables, `--s1` and so on, once. */
export function installTheme(): void {
  const id = "panoptes-palette";
  if (document.getElementById(id) !== null) return;
  const style = document.createElement("style");
  style.id = id;
  style.textContent = `:root{color-scheme:light dark;${variables(light)}}@media ${darkScreen}{:root{${variables(dark)}}}@media print{:root{color-scheme:light}}`;
  document.head.prepend(style);
}

function variables(theme: Theme): string {
  const { page, text, muted, line, grid, accent } = theme;
  const tokens = { page, text, muted, line, grid, accent, surface: surfaces[theme.name] };
  const plain = Object.entries(tokens).map(([name, colour]) => `--${name}:${colour}`);
  const slots = marks.flatMap((mark) => {
    const ink = inkOf(mark, theme);
    return [
      `--${mark.slot}:${ink.fill}`,
      `--${mark.slot}-outline:${ink.outline}`,
      `--${mark.slot}-text:${ink.text}`,
    ];
  });
  return [...plain, ...slots].join(";");
}
