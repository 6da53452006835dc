import "./experiments.css";
import { useSignal, useSignalEffect } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { usePage } from "../explore/page.ts";
import { useUniqueId } from "../explore/unique-id.ts";
import { words } from "../strings/words.ts";
import { Commands } from "./commands.tsx";
import { DiscoveryForm } from "./discovery-form.tsx";
import { JobRows } from "./job-rows.tsx";
import { RunPlace } from "./run-place.tsx";
import { SensitivityForm } from "./sensitivity-form.tsx";
import { findServer, serverState } from "./server.ts";
import { listServerJobs } from "./server-jobs.ts";
import { ShownResult } from "./shown-result.tsx";
import { SweepForm } from "./sweep-form.tsx";
import { TradeoffForm } from "./tradeoff-form.tsx";

const forms = {
  sensitivity: SensitivityForm,
  sweep: SweepForm,
  discovery: DiscoveryForm,
  tradeoff: TradeoffForm,
} as const;

type Kind = keyof typeof forms;
const kinds = Object.keys(forms) as Kind[];

/** Experiments: many runs at many values, in the browser's workers or on the server behind the page. */
export function Experiments(): JSX.Element {
  const { view } = usePage();
  const id = useUniqueId();
  const open = kinds.find((kind) => kind === view.part.value) ?? "sensitivity";
  // What was filled in stays while another form is looked at.
  const seen = useSignal<readonly Kind[]>([open]);
  if (!seen.value.includes(open)) seen.value = [...seen.value, open];
  useEffect(() => {
    if (serverState.peek() === "unknown") void findServer();
  }, []);
  useSignalEffect(() => {
    if (serverState.value === "there") listServerJobs().catch(() => {});
  });
  return (
    <div class="experiments">
      <h2>{words.experiments.title}</h2>
      <p class="deck">{words.experiments.deck}</p>
      <fieldset class="modes kinds">
        <legend>{words.experiments.fresh}</legend>
        {kinds.map((kind) => (
          <label key={kind}>
            <input
              type="radio"
              name={id}
              checked={kind === open}
              onChange={() => {
                view.part.value = kind === "sensitivity" ? null : kind;
              }}
            />
            <span>{words.experiments.kinds[kind]}</span>
          </label>
        ))}
      </fieldset>
      {seen.value.map((kind) => {
        const Form = forms[kind];
        return (
          <section class="experiment-form" key={kind} hidden={kind !== open}>
            <p>{words.experiments.what[kind]}</p>
            <Form />
          </section>
        );
      })}
      <RunPlace />
      <JobRows />
      <ShownResult />
      <Commands />
    </div>
  );
}
