import { type Ink, type Mark, marks, sequential } from "../../src/results/charts/palette.ts";

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

/** Colours that only CSS uses. */
const extras = {
  light: { surface: "#F5F7FA", danger: "#B42318", ok: "#0B6B43", up: "#1F4FD8", down: "#B35806" },
  dark: { surface: "#171E27", danger: "#FF8A7A", ok: "#5FD3A2", up: "#8FB0FF", down: "#FDB863" },
};

/** Paper is always light, whatever the screen shows. */
const darkScreen = "screen and (prefers-color-scheme: dark)";

/** What a reader may choose: a theme, or that of the system. */
export type ThemeChoice = "system" | Theme["name"];

let choice: ThemeChoice = "system";
const redraws = new Set<(theme: Theme) => void>();

/** The theme that the page has now. */
export function currentTheme(): Theme {
  if (choice === "system") return matchMedia(darkScreen).matches ? dark : light;
  return choice === "dark" && matchMedia("screen").matches ? dark : light;
}

/** Chooses a theme for this page and draws everything in it. */
export function chooseTheme(chosen: ThemeChoice): void {
  choice = chosen;
  if (chosen === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = chosen;
  for (const redraw of redraws) redraw(currentTheme());
}

/**
 * Calls back when the theme changes, by choice or by the system, and before and after printing.
 * @returns stops it
 */
export function onThemeChange(redraw: (theme: Theme) => void): () => void {
  const listening = new AbortController();
  redraws.add(redraw);
  for (const query of [darkScreen, "print"]) {
    const { signal } = listening;
    matchMedia(query).addEventListener("change", () => redraw(currentTheme()), { signal });
  }
  return () => {
    redraws.delete(redraw);
    listening.abort();
  };
}

/** How much larger letters are than usual, by the reader's or the page's choice; lines on canvases follow. */
export function textScale(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
}

/** The colours of a mark in a theme. */
export function inkOf(mark: Mark, theme: Theme): Ink {
  return theme.name === "dark" ? mark.dark : mark.light;
}

let installed = false;

/**
 * Puts the palette into the page as CSS variables, `--s1` and so on, once. As a constructed sheet, which
 * a page without inline styles may have, too.
 */
export function installTheme(): void {
  if (installed) return;
  installed = true;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    `:root{color-scheme:light dark;${variables(light)}}` +
      `@media ${darkScreen}{:root:not([data-theme=light]){${variables(dark)}}}` +
      `@media screen{:root[data-theme=light]{color-scheme:light}:root[data-theme=dark]{color-scheme:dark;${variables(dark)}}}` +
      "@media print{:root{color-scheme:light}}",
  );
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}

function variables(theme: Theme): string {
  const { page, text, muted, line, grid, accent } = theme;
  const tokens = { page, text, muted, line, grid, accent, ...extras[theme.name] };
  const plain = Object.entries(tokens).map(([name, colour]) => `--${name}:${colour}`);
  const slots = marks.flatMap((mark) => {
    const ink = inkOf(mark, theme);
    return [
      `--${mark.slot}:${ink.fill}`,
      `--${mark.slot}-outline:${ink.outline}`,
      `--${mark.slot}-text:${ink.text}`,
    ];
  });
  const steps = sequential[theme.name].map((colour, k) => `--q${k}:${colour}`);
  return [...plain, ...slots, ...steps].join(";");
}
