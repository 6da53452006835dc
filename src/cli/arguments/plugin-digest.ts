import { isDigest } from "../../results/node/plans/chunk-reference.ts";
import { wrongUsage } from "../exit-codes.ts";

/**
 * The digest of a plugin that `--allow-plugin` names, as it stands in a design: with or without its kind in front.
 * @throws Stop (usage) for what is no digest
 */
export function parsePluginDigest(text: string): string {
  const digits = text.toLowerCase().replace(/^sha256:/, "");
  if (isDigest(digits)) return `sha256:${digits}`;
  throw wrongUsage(
    `--allow-plugin wants the digest of a module, sha256: and 64 hexadecimal digits; got "${text}". Whoever ` +
      "refuses a plugin says its digest.",
  );
}
