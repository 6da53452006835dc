import type { Row } from "../row.ts";
import type { CascadeResult } from "./run-cascades.ts";

/** Who decided because of whom, as rows: one for each influence, the most frequent first. */
export function influenceRows({ influences, runs: of }: CascadeResult): readonly Row[] {
  return influences.map(({ source, because, sourceSupplier, ...rest }) => {
    return { source, because, source_supplier: sourceSupplier, ...rest, of };
  });
}
