import { effect } from "@preact/signals";
import { words } from "../strings/words.ts";
import { type Choice, changeCount, untouched } from "./choice.ts";
import type { Page } from "./page.ts";
import { sentence } from "./sentence.ts";
import type { LinkedView } from "./share-link.ts";
import { views } from "./views.ts";

/** Least time between two changes of the address, ms: browsers allow about two a second. */
const PAUSE = 500;

/**
 * Keeps the address a link to what is on the screen. Only another scenario or another view is a step of
 * the browser's own.
 */
export function followInAddress(page: Page): void {
  const { store, view, versions } = page;
  let waiting = false;
  const placeOf = (): string => `${view.shown.peek()} ${store.choice.peek().base}`;
  let place = placeOf();
  const first = store.choice.peek();
  const write = async (): Promise<void> => {
    waiting = false;
    const { linkOf } = await import("./share-link.ts");
    const hash = await linkOf(
      store.choice.peek(),
      store.shipped.peek(),
      versions,
      linkedView(page),
    );
    if (hash === location.hash) return;
    try {
      if (placeOf() === place) history.replaceState(null, "", hash);
      else history.pushState(null, "", hash);
      place = placeOf();
    } catch {
      // Too many changes for the browser, or a page without an address: the link is not needed to go on.
    }
  };
  effect(() => {
    const choice = store.choice.value;
    const { shown, part, country, others, period, theme } = linkedView(page);
    const plain = [part, country, period].every((one) => one === null) && others.length === 0;
    const still = choice === first && plain && theme === "system" && shown === views[0].id;
    // A page that was just opened keeps the address that it was opened with.
    if (still && location.hash === "") return;
    if (waiting) return;
    waiting = true;
    setTimeout(() => void write(), PAUSE);
  });
  addEventListener("popstate", () => {
    void openAddress(page).then(() => {
      place = placeOf();
    });
  });
}

/** What is looked at, as a link says it. */
export function linkedView({ store, view }: Page): LinkedView {
  return {
    shown: view.shown.value,
    part: view.part.value,
    country: view.country.value,
    others: store.others.value,
    period: view.period.value,
    theme: view.theme.value,
  };
}

/** Opens what the address says. What is wrong with it is told above the charts; the rest is loaded. */
export async function openAddress(page: Page): Promise<void> {
  const { store, view, versions } = page;
  const { shipped, baked } = page;
  if (location.hash === "" || location.hash === "#") {
    store.open(untouched("baseline", baked.runs, baked.seed));
    view.shown.value = views[0].id;
    return;
  }
  // A link within the page, such as the one to the results.
  if (!location.hash.startsWith("#/")) return;
  const [{ openLink }, { documentOf }] = await Promise.all([
    import("./open-link.ts"),
    import("./share-link.ts"),
  ]);
  const opened = await openLink(location.hash, shipped, versions);
  const all = [...shipped, ...opened.scenarios];
  const notices = [...opened.notices];
  /** The choice as it is where it can be run, else without what cannot. */
  const soundOf = async (choice: Choice): Promise<Choice> => {
    const linked = opened.scenarios.some(({ id }) => id === choice.base);
    if (!linked && changeCount(choice) === 0) return choice;
    const { checkDocument } = await import("./check-document.ts");
    const { world } = await page.runner();
    const problems = await checkDocument(documentOf(choice, all, versions), shipped, world);
    if (problems.length === 0) return choice;
    notices.push(...problems.slice(0, 5).map(sentence));
    notices.push(words.page.cannotRun);
    return untouched(linked ? "baseline" : choice.base, choice.runs, choice.seed);
  };
  const others: Choice[] = [];
  for (const one of opened.view.others) others.push(await soundOf(one));
  const sound = opened.choice === null ? null : await soundOf(opened.choice);
  if (sound !== null) {
    const bases = new Set([sound, ...others].map(({ base }) => base));
    store.shipped.value = [...shipped, ...opened.scenarios.filter(({ id }) => bases.has(id))];
    store.open(sound, others);
  }
  view.notices.value = notices;
  view.shown.value = opened.view.shown;
  view.part.value = opened.view.part;
  view.country.value = opened.view.country;
  view.period.value = opened.view.period;
  if (opened.view.theme !== "system") page.chooseTheme(opened.view.theme);
}
