import type { Look } from "../look.ts";
import { wrap } from "./width.ts";

/** A paragraph for people: broken into lines on a terminal, one line in a pipe, ASCII where asked for. */
export function paragraph(text: string, { ascii, columns, fixedWidth }: Look): string {
  const plain = ascii ? text.replaceAll("−", "-").replace(/[“”]/g, '"') : text;
  return `${fixedWidth ? wrap(plain, columns).join("\n") : plain}\n`;
}
