import { useState } from "preact/hooks";
import { uniqueId } from "../charts/dom.ts";

/** An id that nothing else on the page has. The library's own are unique only within one tree of parts. */
export function useUniqueId(): string {
  const [id] = useState(() => uniqueId("control"));
  return id;
}
