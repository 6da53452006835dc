/** Text as HTML shows it. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/** A whole page around its content. */
export function htmlPage(title: string, content: string): string {
  return [
    "<!doctype html>",
    '<html lang="en">',
    "<head>",
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escapeHtml(title)}</title>`,
    '<link rel="stylesheet" href="/docs/style.css">',
    "</head>",
    "<body>",
    '<a class="skip" href="#content">Skip to the content</a>',
    '<header><a href="/docs">Panoptes HTTP interface</a> <a href="/openapi.json">openapi.json</a></header>',
    `<main id="content">${content}</main>`,
    "</body>",
    "</html>",
    "",
  ].join("\n");
}

/** The style of these pages; the colours are those of the report, light and dark. */
export const docsStyle = `:root {
  color-scheme: light dark;
  --text: #1b2430; --muted: #566173; --line: #7c8796; --surface: #f5f7fa; --page: #fff; --accent: #1f4fd8;
}
@media (prefers-color-scheme: dark) {
  :root {
    --text: #e8edf4; --muted: #a3afbf; --line: #6b7888; --surface: #171e27; --page: #10151c; --accent: #8fb0ff;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 1rem/1.5 system-ui, sans-serif; }
header { display: flex; gap: 1.5rem; padding: .75rem 1rem; background: var(--surface); }
main { max-width: 56rem; margin: 0 auto; padding: 1rem; }
a { color: var(--accent); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.skip { position: absolute; left: -100vw; }
.skip:focus { left: 1rem; top: 1rem; background: var(--page); padding: .5rem; }
h1 { font-size: 1.75rem; line-height: 1.2; }
h2 { margin-top: 2.5rem; }
h3 { margin: 2rem 0 .25rem; font-size: 1.1rem; }
code, pre { font: .9rem/1.5 ui-monospace, monospace; }
h3 code { font-size: 1rem; }
pre { background: var(--surface); padding: .75rem 1rem; overflow-x: auto; border-radius: 4px; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0; }
caption { text-align: left; color: var(--muted); }
th, td { text-align: left; vertical-align: top; padding: .25rem .75rem .25rem 0; border-bottom: 1px solid var(--line); }
td { overflow-wrap: anywhere; }
.method { display: inline-block; min-width: 3.5rem; font-weight: 700; }
`;
