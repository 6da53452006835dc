// Opening what was dropped, pasted or written. Fetched with the first such thing.

import { isLink } from "../../src/scenario/link/decode.ts";
import { MOST_BYTES } from "../../src/scenario/source/limits.ts";
import { parseHere } from "../explore/check-document.ts";
import type { Choice } from "../explore/choice.ts";
import { openLink } from "../explore/open-link.ts";
import type { Page } from "../explore/page.ts";
import type { ShippedScenario } from "../explore/scenarios.ts";
import { sentence } from "../explore/sentence.ts";
import { documentOf } from "../explore/share-link.ts";
import { openView } from "../explore/view.ts";
import { viewOf } from "../explore/views.ts";
import { words } from "../strings/words.ts";
import { draft } from "./draft.ts";
import { applyText, checkText } from "./scenario-text.ts";

/** Opens files that were dropped: the first that is a scenario; the others are named. */
export async function openFiles(page: Page, files: readonly File[]): Promise<void> {
  const [first, ...more] = files;
  if (first === undefined) return;
  const text = words.imports;
  if (first.size > MOST_BYTES) {
    const most = MOST_BYTES / 1024;
    page.view.notices.value = [text.large(first.name, Math.ceil(first.size / 1024), most)];
    return;
  }
  await openText(page, await first.text(), first.name);
  if (more.length === 0) return;
  const rest = text.more(first.name, more.map(({ name }) => name).join(", "));
  page.view.notices.value = [...page.view.notices.peek(), rest];
}

/**
 * Opens a text: a share link, or a scenario as YAML or JSON. It is one step that can be undone. What has
 * errors is put into the editor, where they are shown, and the present scenario stays.
 *
 * @param name what the text is called in messages
 */
export async function openText(page: Page, text: string, name: string): Promise<void> {
  const { view } = page;
  view.notices.value = [];
  try {
    const link = text.trim();
    if (isLink(link)) {
      await openLinked(page, link);
      return;
    }
    const parsed = await checkText(page, text);
    if (!parsed.ok) {
      draft.value = { text, name };
      openView(view, "editor");
      return;
    }
    applyText(page, text, words.imports.open(name));
    view.notices.value = parsed.problems.map(sentence);
    if (!viewOf(view.shown.peek()).levers) openView(view, "explore");
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    view.notices.value = [words.imports.failed(name, reason)];
  }
}

async function openLinked(page: Page, link: string): Promise<void> {
  const { store, view, versions, shipped } = page;
  const opened = await openLink(link.slice(link.indexOf("#/")), shipped, versions);
  const { choice } = opened;
  const notices = [...opened.notices];
  const all = [...store.shipped.peek(), ...opened.scenarios];
  const problems = choice === null ? [] : await problemsOf(page, choice, all);
  if (choice !== null && problems.length === 0) {
    store.shipped.value = all;
    store.hold(words.imports.open(words.imports.link), opened.view.others, choice);
  } else if (problems.length > 0) notices.push(...problems.slice(0, 5), words.imports.unsound);
  openView(view, opened.view.shown, opened.view.part);
  view.period.value = opened.view.period;
  view.notices.value = notices;
}

async function problemsOf(
  { runner, shipped, versions }: Page,
  choice: Choice,
  all: readonly ShippedScenario[],
): Promise<readonly string[]> {
  const { world } = await runner();
  const text = JSON.stringify(documentOf(choice, all, versions));
  const parsed = await parseHere(text, words.imports.link, shipped, world);
  return parsed.ok ? [] : parsed.problems.map(sentence);
}
