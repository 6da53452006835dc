/** A piece of a text of the model's description. */
export interface Piece {
  readonly kind: "text" | "sub" | "sup" | "code" | "strong" | "em" | "equation" | "term";
  readonly text: string;
}

const patterns: readonly (readonly [Piece["kind"], RegExp])[] = [
  ["code", /`([^`]+)`/],
  ["strong", /\*\*([^*]+)\*\*/],
  ["em", /\*([^*]+)\*/],
  // What stands below a symbol: letters, digits, a minus; a comma only between two of them.
  ["sub", /(?<=\p{L}|\u0304)_(?:\{([^}]+)\}|((?:[\p{L}\p{N}−]|,(?=\p{L}))+))/u],
  // What stands above it: one word, or everything between brackets, which then go.
  ["sup", /\^(?:\(((?:[^()]|\([^()]*\))*)\)|(−?[\p{L}\p{N}]+))/u],
  ["equation", /\b(E\d+)\b/],
];

/**
 * Takes a text of the model's description apart: what stands below or above a symbol, code, stressed words,
 * numbers of equations, and the first place of each term.
 *
 * @param terms words of the glossary that have not been met yet; those that are found are taken out
 */
export function piecesOf(text: string, terms: Map<string, string>): readonly Piece[] {
  const pieces: Piece[] = [];
  let rest = text;
  while (rest !== "") {
    let best: { kind: Piece["kind"]; at: number; length: number; inner: string } | null = null;
    for (const [kind, pattern] of patterns) {
      const found = pattern.exec(rest);
      if (found === null || (best !== null && found.index >= best.at)) continue;
      const inner = found.slice(1).find((group) => group !== undefined) ?? "";
      best = { kind, at: found.index, length: found[0].length, inner };
    }
    const plain = best === null ? rest : rest.slice(0, best.at);
    pieces.push(...withTerms(plain, terms));
    if (best === null) break;
    pieces.push({ kind: best.kind, text: best.inner });
    rest = rest.slice(best.at + best.length);
  }
  return pieces;
}

/** Splits plain words at terms of the glossary. */
function withTerms(text: string, terms: Map<string, string>): readonly Piece[] {
  const pieces: Piece[] = [];
  let rest = text;
  for (;;) {
    const stems = [...terms.keys()];
    const found =
      stems.length === 0 ? null : new RegExp(`\\b(${stems.join("|")})s?\\b`, "i").exec(rest);
    if (found === null) break;
    if (found.index > 0) pieces.push({ kind: "text", text: rest.slice(0, found.index) });
    pieces.push({ kind: "term", text: found[0] });
    terms.delete((found[1] ?? "").toLowerCase());
    rest = rest.slice(found.index + found[0].length);
  }
  if (rest !== "") pieces.push({ kind: "text", text: rest });
  return pieces;
}

/** The terms of a glossary by their stems, in small letters. */
export function stemsOf(
  glossary: readonly (readonly [term: string, meaning: string])[],
): Map<string, string> {
  const sorted = [...glossary].sort(([a], [b]) => b.length - a.length);
  return new Map(sorted.map(([term, meaning]) => [stemOf(term), meaning]));
}

/** A word as the glossary is asked for it. */
export function stemOf(word: string): string {
  return word.toLowerCase().replace(/s$/, "");
}
