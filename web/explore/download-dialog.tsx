import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { words } from "../strings/words.ts";
import { fansOf, isInPicture, layerOf } from "./chart-data.ts";
import { Dialog } from "./dialog.tsx";
import { fanSvg } from "./export/fan-svg.ts";
import { mapSvg } from "./export/map-svg.ts";
import { withText } from "./export/png-text.ts";
import { describedSvg, provenanceLines, provenanceOf } from "./export/provenance.ts";
import { rasterised, save } from "./export/save.ts";
import { slide } from "./export/svg-frame.ts";
import { seriesCsv, seriesMetadata } from "./export/tables.ts";
import { saveYaml } from "./export/yaml.ts";
import type { Page } from "./page.ts";
import { periodAt } from "./period-at.ts";
import { sourceLine } from "./source-line.ts";
import { openView } from "./view.ts";

/** Pictures for slides, tables with their metadata, and the scenario as a file. */
export function DownloadDialog({
  page,
  onClose,
}: {
  readonly page: Page;
  readonly onClose: () => void;
}): JSX.Element {
  const { ensembles, store, view, versions } = page;
  const [failure, setFailure] = useState<string | null>(null);
  const picture = ensembles.picture.value;
  const { resultHash } = picture.summary;
  const source = words.download.source(sourceLine(versions, picture), resultHash.slice(7, 15));
  const fans = fansOf(picture, ensembles.baseline.value);
  const mode = view.mode.value;
  const layer = isInPicture(mode)
    ? layerOf(picture, mode)
    : (view.more.value?.layer ?? layerOf(picture, "supplier"));
  const name = store.choice.value.base;
  const pictures = [
    {
      title: layer?.title ?? words.download.map,
      name: `${name}-map`,
      draw: () =>
        layer === null
          ? null
          : mapSvg(layer, page.outlines, periodAt(layer.periods, view.period.value), source),
    },
    {
      title: fans.suppliers?.title ?? words.download.suppliers,
      name: `${name}-suppliers`,
      draw: () => (fans.suppliers === null ? null : fanSvg(fans.suppliers, source)),
    },
    {
      title: fans.regulation?.title ?? words.download.regulation,
      name: `${name}-regulation`,
      draw: () => (fans.regulation === null ? null : fanSvg(fans.regulation, source)),
    },
  ];
  const attempt = (action: () => void | Promise<void>) => async (): Promise<void> => {
    try {
      setFailure(null);
      await action();
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
    }
  };
  const saveSvg = async (draw: () => string | null, file: string): Promise<void> => {
    const provenance = await provenanceOf(page);
    const drawn = draw();
    if (drawn === null) return;
    save(file, new Blob([describedSvg(drawn, provenance)], { type: "image/svg+xml" }));
  };
  const savePng = async (draw: () => string | null, file: string): Promise<void> => {
    const text = provenanceLines(await provenanceOf(page)).join("\n");
    const drawn = draw();
    if (drawn === null) return;
    const png = await rasterised(drawn, slide.width, slide.height);
    const bytes = withText(new Uint8Array(await png.arrayBuffer()), "Description", text);
    save(file, new Blob([bytes], { type: "image/png" }));
  };
  const saveMetadata = async (): Promise<void> => {
    const text = seriesMetadata(picture, await provenanceOf(page));
    save(`${name}.csv.metadata.json`, new Blob([text], { type: "application/json" }));
  };
  const openReport = (): void => {
    onClose();
    openView(view, "report");
  };
  return (
    <Dialog title={words.download.title} onClose={onClose}>
      <h3>{words.download.pictures}</h3>
      {pictures.map(({ title, name: file, draw }) => (
        <div class="files" key={file}>
          <span>{title}</span>
          <button type="button" onClick={attempt(() => savePng(draw, `${file}.png`))}>
            {words.shared.png}
            <span class="unseen">{words.download.ofPicture(title)}</span>
          </button>
          <button type="button" onClick={attempt(() => saveSvg(draw, `${file}.svg`))}>
            {words.shared.svg}
            <span class="unseen">{words.download.ofPicture(title)}</span>
          </button>
        </div>
      ))}
      <h3>{words.download.numbers}</h3>
      <div class="files">
        <span>{words.download.quantiles}</span>
        <button
          type="button"
          onClick={attempt(() =>
            save(`${name}.csv`, new Blob([seriesCsv(picture)], { type: "text/csv" })),
          )}
        >
          {words.shared.csv}
        </button>
        <button type="button" onClick={attempt(saveMetadata)}>
          {words.download.metadata}
        </button>
      </div>
      <h3>{words.shared.scenario}</h3>
      <div class="files">
        <span>{words.download.file}</span>
        <button type="button" onClick={attempt(() => saveYaml(page))}>
          {words.download.yaml}
        </button>
      </div>
      <h3>{words.report.name}</h3>
      <div class="files">
        <span>{words.report.offer}</span>
        <button type="button" onClick={openReport}>
          {words.report.open}
        </button>
      </div>
      <p class="hash">{words.shared.resultHash(resultHash)}</p>
      {failure !== null && <p role="alert">{words.download.failed(failure)}</p>}
    </Dialog>
  );
}
