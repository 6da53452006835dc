import { useSignal } from "@preact/signals";
import type { JSX, RefObject } from "preact";
import { useEffect } from "preact/hooks";
import { figureSvg } from "../explore/export/figure-svg.ts";
import { withText } from "../explore/export/png-text.ts";
import { withDescription } from "../explore/export/provenance.ts";
import { rasterised, save } from "../explore/export/save.ts";
import { slide } from "../explore/export/svg-frame.ts";
import { type Page, usePage } from "../explore/page.ts";
import type { FoundDocument } from "../lab/experiment-task.ts";
import { words } from "../strings/words.ts";
import { commandOf } from "./asked.ts";
import { type ExperimentJob, reasonOf } from "./job-list.ts";

/** The result as files, each with what it comes from, and the command that gives it again. */
export function Exports({
  job,
  found,
  place,
}: {
  readonly job: ExperimentJob;
  readonly found: FoundDocument;
  /** Where the chart stands. */
  readonly place: RefObject<HTMLElement | null>;
}): JSX.Element {
  const page = usePage();
  const text = words.download;
  const failure = useSignal("");
  const command = useSignal("");
  const { csv } = job.state.value;
  useEffect(() => {
    void commandFor(job, page).then((line) => {
      command.value = line;
    });
  }, [job]);
  const stem = `${job.kind}-${found.scenario.id}`;
  const attempt = (make: () => Promise<void>) => async (): Promise<void> => {
    try {
      failure.value = "";
      await make();
    } catch (error) {
      failure.value = text.failed(reasonOf(error));
    }
  };
  const picture = (): string => {
    const figure = place.current?.querySelector("figure");
    if (figure === null || figure === undefined) throw new Error(text.noPicture);
    return figureSvg(figure);
  };
  const lines = (): string =>
    [text.notForecast, JSON.stringify(factsOf(found)), command.value].filter(Boolean).join("\n");
  const saveSvg = async (): Promise<void> =>
    save(`${stem}.svg`, new Blob([withDescription(picture(), lines())], { type: "image/svg+xml" }));
  const savePng = async (): Promise<void> => {
    const png = await rasterised(picture(), slide.width, slide.height);
    const bytes = withText(new Uint8Array(await png.arrayBuffer()), "Description", lines());
    save(`${stem}.png`, new Blob([bytes], { type: "image/png" }));
  };
  const saveCsv = async (): Promise<void> => {
    if (csv !== null) save(`${stem}.csv`, new Blob([await csv()], { type: "text/csv" }));
  };
  const saveMetadata = async (): Promise<void> => {
    const metadata = { title: text.notForecast, ...factsOf(found), command: command.value };
    save(
      `${stem}.csv.metadata.json`,
      new Blob([`${JSON.stringify(metadata, null, 2)}\n`], { type: "application/json" }),
    );
  };
  return (
    <div class="exports">
      <p class="choose">
        <button type="button" onClick={attempt(saveSvg)}>
          {words.shared.svg}
        </button>
        <button type="button" onClick={attempt(savePng)}>
          {words.shared.png}
        </button>
        {csv !== null && (
          <>
            <button type="button" onClick={attempt(saveCsv)}>
              {words.shared.csv}
            </button>
            <button type="button" onClick={attempt(saveMetadata)}>
              {text.metadata}
            </button>
          </>
        )}
      </p>
      {command.value !== "" && (
        <details class="again">
          <summary>{words.experiments.command}</summary>
          <code>{command.value}</code>
        </details>
      )}
      {failure.value !== "" && <p role="alert">{failure.value}</p>}
    </div>
  );
}

function commandFor({ asked, state }: ExperimentJob, page: Page): Promise<string> {
  return asked === null
    ? Promise.resolve(state.peek().command)
    : commandOf(asked.question, asked.choice, page);
}

/** What the numbers come from. */
function factsOf(found: FoundDocument) {
  const { schema, scenario, seed, versions, runs } = found;
  return {
    schema,
    scenario,
    model: versions.model,
    data: versions.data,
    seed,
    design_seed: "design" in found ? found.design.design_seed : found.design_seed,
    runs: typeof runs === "number" ? runs : runs.done,
  };
}
