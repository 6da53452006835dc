import { LINK_VERSION } from "./link.ts";

/** Keys and values of a link, decoded, in the order written. */
export type LinkFields = ReadonlyMap<string, string>;

/** Rewrites the fields of one form of links into the next. */
export type Migration = (fields: LinkFields) => LinkFields;

/**
 * Rewrites, the one at k from form k + 1 to form k + 2. A link once shared has to open for ever: whoever
 * raises LINK_VERSION adds the rewrite here and a link of the old form to `tests/scenario/link`.
 */
const migrations: readonly Migration[] = [];

/**
 * Brings the fields of a link up to the form that is read now.
 * @param version form that the link is written in, 1 up to `current`
 */
export function migrate(
  fields: LinkFields,
  version: number,
  steps: readonly Migration[] = migrations,
  current: number = LINK_VERSION,
): LinkFields {
  let migrated = fields;
  for (let from = version; from < current; from++) {
    const step = steps[from - 1];
    if (step === undefined) throw new Error(`no rewrite of links of form ${from}`);
    migrated = step(migrated);
  }
  return migrated;
}
