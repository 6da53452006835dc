// Numbers as the document writes them.

/** A number with so many significant digits, thousands set apart. */
export function number(value: number, digits = 3): string {
  return new Intl.NumberFormat("en", {
    maximumSignificantDigits: digits,
    ...(Math.abs(value) >= 1000
      ? { maximumFractionDigits: 0, roundingPriority: "lessPrecision" }
      : {}),
  } as Intl.NumberFormatOptions).format(value);
}

/** A time in the unit that suits it. */
export function time(seconds: number): string {
  const units = [
    [86_400 * 2, 86_400, "days"],
    [3_600 * 1.5, 3_600, "h"],
    [100, 60, "min"],
    [0.9995, 1, "s"],
    [0.9995e-3, 1e-3, "ms"],
    [0, 1e-6, "µs"],
  ] as const;
  const [, unit, name] = units.find(([least]) => seconds >= least) ?? units[5];
  return `${number(seconds / unit, 2)} ${name}`;
}

/** A size in the unit that suits it. */
export function bytes(count: number): string {
  const units = [
    [1e12, "TB"],
    [1e9, "GB"],
    [1e6, "MB"],
    [1e3, "kB"],
    [1, "bytes"],
  ] as const;
  const [unit, name] = units.find(([least]) => count >= least) ?? units[4];
  return `${number(count / unit, 2)} ${name}`;
}

/** A share in percent. */
export function percent(share: number): string {
  return `${number(100 * share, share < 0.1 ? 1 : 2)}%`;
}

/** A table in Markdown; numbers to the right. */
export function table(
  columns: readonly { readonly title: string; readonly right?: boolean }[],
  rows: readonly (readonly string[])[],
): string {
  return [
    `| ${columns.map(({ title }) => title).join(" | ")} |`,
    `| ${columns.map(({ right }) => (right === true ? "--:" : "---")).join(" | ")} |`,
    ...rows.map((row) => `| ${row.join(" | ")} |`),
  ].join("\n");
}
