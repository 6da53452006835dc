import { words } from "../../strings/words.ts";
import type { Page } from "../page.ts";
import { type LinkedView, linkOf } from "../share-link.ts";

/** Where what is on the screen comes from, and how to have it again. */
export interface Provenance {
  readonly resultHash: string;
  /** Runs that the picture holds, failed ones included. */
  readonly runs: number;
  readonly seed: string;
  readonly model: string;
  readonly data: string;
  readonly link: string;
  /** Runs the same on the command line, to the same hash. */
  readonly command: string;
}

/** A view that says nothing of what is looked at. */
const plain: LinkedView = {
  shown: "explore",
  part: null,
  country: null,
  others: [],
  period: null,
  theme: "system",
};

/**
 * The provenance of the present picture. One that was stopped counts the runs that it has: they are those
 * that asking for so many would give.
 *
 * @throws Error while the picture is not yet that of what is chosen
 */
export async function provenanceOf({ ensembles, store, versions }: Page): Promise<Provenance> {
  const { kind } = ensembles.progress.peek();
  if (kind === "running" || kind === "failed") {
    throw new Error(words.download.notDone);
  }
  const { summary } = ensembles.picture.peek();
  const { resultHash, failures } = summary;
  const runs = summary.runs.finished + failures.length;
  const choice = { ...store.choice.peek(), runs };
  const hash = await linkOf(choice, store.shipped.peek(), versions, plain);
  const link = (location.href.split("#")[0] ?? "") + hash;
  const { model, data } = versions;
  const command = `panoptes run "${link}"`;
  return { resultHash, runs, seed: choice.seed, model, data, link, command };
}

/** The provenance in lines for people: comments of files, descriptions of pictures. */
export function provenanceLines(provenance: Provenance): readonly string[] {
  const { resultHash, runs, seed, model, data, command } = provenance;
  return [
    words.download.notForecast,
    words.download.provenance(resultHash, runs, seed, model, data),
    command,
  ];
}

/** A picture with its provenance as the description that SVG has for it. */
export function describedSvg(picture: string, provenance: Provenance): string {
  return withDescription(picture, provenanceLines(provenance).join("\n"));
}

/** A picture with a text as its description. */
export function withDescription(picture: string, text: string): string {
  const escaped = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  return picture.replace(/^<svg[^>]*>/, (start) => `${start}<desc>${escaped}</desc>`);
}
