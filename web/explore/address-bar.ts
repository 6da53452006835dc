import { effect } from "@preact/signals";
import { untouched } from "./choice.ts";
import type { Page } from "./page.ts";

/** Least time between two changes of the address, ms: browsers allow about two a second. */
const PAUSE = 500;

/** Keeps the address a link to what is on the screen. Only another scenario is a step of the browser's own. */
export function followInAddress(page: Page): void {
  const { store, view, versions } = page;
  let waiting = false;
  let base = store.choice.peek().base;
  const first = store.choice.peek();
  const write = async (): Promise<void> => {
    waiting = false;
    const { linkOf } = await import("./share-link.ts");
    const choice = store.choice.peek();
    const hash = await linkOf(choice, store.shipped.peek(), versions, {
      period: view.period.peek(),
      theme: view.theme.peek(),
    });
    if (hash === location.hash) return;
    try {
      if (choice.base === base) history.replaceState(null, "", hash);
      else history.pushState(null, "", hash);
      base = choice.base;
    } catch {
      // Too many changes for the browser, or a page without an address: the link is not needed to go on.
    }
  };
  effect(() => {
    const choice = store.choice.value;
    const still = choice === first && view.period.value === null && view.theme.value === "system";
    // A page that was just opened keeps the address that it was opened with.
    if (still && location.hash === "") return;
    if (waiting) return;
    waiting = true;
    setTimeout(() => void write(), PAUSE);
  });
  addEventListener("popstate", () => {
    void openAddress(page).then(() => {
      base = store.choice.peek().base;
    });
  });
}

/** Opens what the address says. What is wrong with it is told above the charts; the rest is loaded. */
export async function openAddress(page: Page): Promise<void> {
  const { store, view, versions } = page;
  const { shipped, baked } = page;
  if (location.hash === "" || location.hash === "#") {
    store.open(untouched("baseline", baked.runs, baked.seed));
    return;
  }
  // A link within the page, such as the one to the results.
  if (!location.hash.startsWith("#/")) return;
  const [{ openLink, sentence }, { documentOf }] = await Promise.all([
    import("./open-link.ts"),
    import("./share-link.ts"),
  ]);
  const opened = await openLink(location.hash, shipped, versions);
  const { choice, scenario } = opened;
  const all = scenario === null ? shipped : [...shipped, scenario];
  const notices = [...opened.notices];
  let sound = choice;
  const changed = scenario !== null || Object.keys({ ...choice.values, ...choice.rest }).length > 0;
  if (changed || choice.interventions.length > 0) {
    const { checkDocument } = await import("./check-document.ts");
    const { world } = await page.runner();
    const problems = await checkDocument(documentOf(choice, all, versions), shipped, world);
    if (problems.length > 0) {
      notices.push(...problems.slice(0, 5).map(sentence));
      notices.push("The scenario cannot be run with these, so they were left out.");
      sound = untouched(scenario === null ? choice.base : "baseline", choice.runs, choice.seed);
    }
  }
  store.shipped.value = sound.base === scenario?.id ? all : shipped;
  store.open(sound);
  view.notices.value = notices;
  view.period.value = opened.view.period;
  if (opened.view.theme !== "system") page.chooseTheme(opened.view.theme);
}
