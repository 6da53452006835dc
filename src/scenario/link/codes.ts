import type { CodeText } from "../codes.ts";
import type { Problem } from "../problem.ts";

/** Code of a problem with a share link. */
export type LinkCode = "E311" | "E312" | "E313" | "E314" | "W321" | "W322" | "W323";

/** Codes of everything that can be wrong with a share link. */
export const LINK_CODES: Readonly<Record<LinkCode, CodeText>> = {
  E311: {
    title: "not a share link",
    explanation:
      "A share link holds a scenario behind the sign #, as in https://example.org/#/explore?s=baseline@2026.2&v=1. Copy it from the Share button, and put it in quotes on a command line, because & and # mean something to a shell.",
  },
  E312: {
    title: "a link whose scenario cannot be read",
    explanation:
      "The compressed scenario in the link is broken, most often because the link was cut or a program changed it, or it is larger than a scenario may be. Copy the link anew, or ask for the scenario as a file.",
  },
  E313: {
    title: "a link of a newer version",
    explanation:
      "The number v of the link is higher than this version of the program reads. Install a newer version.",
  },
  E314: {
    title: "a scenario from outside that reaches for files",
    explanation:
      "A scenario in a link or in a request may extend built-in scenarios and run on the shipped world only, so that opening it never reads a file. Save the scenario as a file, and run that, to extend another file or to use a world of your own.",
  },
  W321: {
    title: "a part of a link that this version does not know",
    explanation:
      "The link has a key or a setting that this version does not know, often one that was renamed or belongs to a newer version. It was left out and the rest loaded, so results may differ from those of whoever made the link.",
  },
  W322: {
    title: "a part of a link that cannot be used",
    explanation:
      "A value in the link is not of the kind that its key takes, or stands there twice. It was left out and the rest loaded, so results may differ from those of whoever made the link.",
  },
  W323: {
    title: "a link of another version of the model or the data",
    explanation:
      "The link was made with another version of the model or of the data tables. The scenario is the same, its results may differ. The changelog says what changed.",
  },
};

/** Makes a problem of a link. Codes that start with W are warnings. */
export function linkProblem(
  code: LinkCode,
  message: string,
  path: readonly string[] = [],
  hint?: string,
): Problem {
  return {
    code,
    severity: code.startsWith("W") ? "warning" : "error",
    message,
    path,
    ...(hint === undefined ? {} : { hint }),
  };
}
