import { pairedDifference } from "../../src/results/paired-difference.ts";
import { buildFromDocuments } from "../../src/scenario/build-from-documents.ts";
import { FORMAT } from "../../src/scenario/format/name.ts";
import { decodeLink, versionProblems } from "../../src/scenario/link/decode.ts";
import { parseHere } from "../explore/check-document.ts";
import { inflate } from "../explore/compression.ts";
import { choiceOf } from "../explore/linked-choice.ts";
import type { Page } from "../explore/page.ts";
import { endsOf, type Picture } from "../explore/picture.ts";
import { sentence } from "../explore/sentence.ts";
import { words } from "../strings/words.ts";
import { type Entry, MOST_TEAMS, merged, teamDocument } from "./teams.ts";

/** Runs of each ensemble: enough to see a policy's effect over pairs, few enough for a class to wait. */
export const GALLERY_RUNS = 40;

/** A team whose link could be read. */
export interface Team {
  readonly name: string;
  readonly document: Readonly<Record<string, unknown>>;
  readonly link: string;
}

/** What a gallery came to. */
export interface Gallery {
  readonly teams: readonly Team[];
  /** Each team alone. */
  readonly alone: readonly Picture[];
  /** All together; what one team would be if it is the only one. */
  readonly together: Picture;
  /** All but one. */
  readonly without: readonly Picture[];
  readonly baseline: Picture;
}

/** What each team's policy adds to the others': all together against all but that team, pair by pair. */
export interface Credit {
  readonly mean: number;
  readonly higher: number;
  readonly lower: number;
  readonly pairs: number;
}

/** Reads the links of teams. Every line that is no scenario of this page is told, with the reason. */
export async function readTeams(
  page: Page,
  entries: readonly Entry[],
): Promise<{ readonly teams: readonly Team[]; readonly problems: readonly string[] }> {
  const text = words.gallery;
  const { world } = await page.runner();
  const teams: Team[] = [];
  const problems: string[] = [];
  if (entries.length > MOST_TEAMS) problems.push(text.many(entries.length, MOST_TEAMS));
  for (const { name, hash } of entries.slice(0, MOST_TEAMS)) {
    if (hash === null) {
      problems.push(text.noLink(name));
      continue;
    }
    const read = await decodeLink(hash, inflate);
    const { model, data } = page.versions;
    const notices = [
      ...read.problems,
      ...(read.ok ? versionProblems(read.value, model, data) : []),
    ].map((problem) => text.of(name, sentence(problem)));
    // Where a link compares several, the second is the one that was open.
    const linked = read.ok ? (read.value.scenarios[1] ?? read.value.scenarios[0]) : undefined;
    if (!read.ok || linked === undefined) {
      problems.push(text.noScenario(name), ...notices);
      continue;
    }
    problems.push(...notices);
    const { choice, scenario } = choiceOf(linked, read.value, 0);
    const made = teamDocument(
      choice,
      scenario === null ? page.shipped : [...page.shipped, scenario],
    );
    if (!made.ok) {
      problems.push(text.apart(name, made.section));
      continue;
    }
    const { ok, problems: found } = await parseHere(
      JSON.stringify(wholeOf(made.document)),
      name,
      page.shipped,
      world,
    );
    if (ok) teams.push({ name, document: made.document, link: hash });
    else problems.push(...found.slice(0, 3).map((problem) => text.of(name, sentence(problem))));
  }
  return { teams, problems };
}

/**
 * Runs every team alone, all together, and all but each one, with the same luck.
 *
 * @param onDone told the ensembles that are done, and how many there are
 * @throws Error where a run of any of them fails to give a picture
 */
export async function runGallery(
  page: Page,
  teams: readonly Team[],
  signal: AbortSignal,
  onDone: (done: number, all: number) => void,
): Promise<Gallery | null> {
  const { run } = await page.runner();
  const root = page.shipped.find(({ id }) => id === "baseline")?.document ?? {};
  const all = 2 + 2 * teams.length;
  let done = 0;
  const pictureOf = async (documents: readonly object[]): Promise<Picture | null> => {
    const runs = { runs: { count: GALLERY_RUNS, seed: "1" } };
    const scenario = buildFromDocuments([
      root,
      { id: "gallery", ...merged(plain(documents)), ...runs },
    ]);
    const { picture, stopped } = await run(scenario, signal, () => {});
    if (stopped) return null;
    if (picture === null) throw new Error(words.gallery.noRun);
    done += 1;
    onDone(done, all);
    return picture;
  };
  const sets = [
    [],
    ...teams.map((team) => [team]),
    teams,
    ...teams.map((team) => teams.filter((other) => other !== team)),
  ];
  const pictures: Picture[] = [];
  for (const set of sets) {
    const picture = await pictureOf(set.map(({ document }) => document));
    if (picture === null) return null;
    pictures.push(picture);
  }
  const [baseline, ...rest] = pictures as [Picture, ...Picture[]];
  const n = teams.length;
  return {
    teams,
    baseline,
    alone: rest.slice(0, n),
    together: rest[n] as Picture,
    without: rest.slice(n + 1),
  };
}

/** The credit of every team for a column at the end of the run. */
export function creditsOf({ together, without }: Gallery, column: number): readonly Credit[] {
  return without.map((others) => {
    const { mean, higher, lower, pairs } = pairedDifference(
      endsOf(together, column),
      endsOf(others, column),
    );
    return { mean, higher, lower, pairs };
  });
}

function plain(documents: readonly object[]): readonly Readonly<Record<string, unknown>>[] {
  return documents as readonly Readonly<Record<string, unknown>>[];
}

function wholeOf(document: object): object {
  return {
    schema: FORMAT,
    id: "team",
    title: words.gallery.team,
    extends: "baseline",
    ...document,
  };
}
