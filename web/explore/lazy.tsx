import type { ComponentType, JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { words } from "../strings/words.ts";

/** A part whose code is fetched when it is first wanted. */
export function Lazy<P extends object>({
  load,
  props,
}: {
  readonly load: () => Promise<ComponentType<P>>;
  readonly props: P & JSX.IntrinsicAttributes;
}): JSX.Element {
  const [state, setState] = useState<{ part?: ComponentType<P>; failure?: string }>({});
  useEffect(() => {
    load().then(
      (part) => setState({ part }),
      (error: unknown) => setState({ failure: String(error) }),
    );
  }, []);
  const { part: Part, failure } = state;
  if (failure !== undefined) {
    return (
      <p role="alert" class="waiting">
        {words.page.partFailed(failure)}{" "}
        {/* Browsers remember that a module failed; all that is shown stands in the address. */}
        <button type="button" onClick={() => location.reload()}>
          {words.page.loadAgain}
        </button>
      </p>
    );
  }
  return Part === undefined ? <p class="waiting">{words.shared.loading}</p> : <Part {...props} />;
}
