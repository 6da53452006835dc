import type { Goal } from "../../results/compare/regret.ts";
import { wrongUsage } from "../exit-codes.ts";

/**
 * Reads `outcome=limit`, where the outcome's name may hold an equals sign itself.
 * @throws Stop (usage) for anything else
 */
export function readLimit(
  flag: string,
  text: string,
): { readonly name: string; readonly limit: number } {
  const { name, value } = split(text);
  const limit = Number(value.trim() || "nothing");
  if (name === "" || !Number.isFinite(limit)) {
    throw wrongUsage(`${flag} wants outcome=limit, a number; got "${text}".`);
  }
  return { name, limit };
}

/**
 * Reads `outcome=minimise` or `outcome=maximise`.
 * @throws Stop (usage) for anything else
 */
export function readGoal(
  flag: string,
  text: string,
): { readonly name: string; readonly goal: Goal } {
  const { name, value } = split(text);
  if (name === "" || (value !== "minimise" && value !== "maximise")) {
    throw wrongUsage(`${flag} wants an outcome and =minimise or =maximise, got "${text}".`);
  }
  return { name, goal: value };
}

function split(text: string): { readonly name: string; readonly value: string } {
  const equals = text.lastIndexOf("=");
  return { name: text.slice(0, Math.max(0, equals)), value: text.slice(equals + 1) };
}
