import "./styles/base.css";
import "./styles/buttons.css";
import "./styles/frame.css";
import { addresses } from "virtual:page-assets";
import { effect, untracked } from "@preact/signals";
import { render } from "preact";
import { chooseTheme, installTheme } from "../charts/theme.ts";
import { listenToImports } from "../import/listen.ts";
import { words } from "../strings/words.ts";
import { followInAddress, openAddress } from "./address-bar.ts";
import { App } from "./app.tsx";
import { type BakedBaseline, readBaseline } from "./baked-baseline.ts";
import { untouched } from "./choice.ts";
import { createEnsembles } from "./ensembles.ts";
import { onFirstIntent } from "./first-intent.ts";
import { keepForOffline } from "./keep-for-offline.ts";
import { load } from "./load.ts";
import { type PackedOutlines, unpackOutlines } from "./outlines.ts";
import type { Page } from "./page.ts";
import type { Runner } from "./runner.ts";
import type { ShippedScenario } from "./scenarios.ts";
import { listenToKeys } from "./shortcuts.ts";
import { createStore } from "./store.ts";
import { rememberedTheme } from "./theme-memory.ts";
import { createView } from "./view.ts";
import { viewOf } from "./views.ts";

installTheme();
open().catch((error: unknown) => {
  const message = error instanceof Error ? error.message : String(error);
  const place = document.querySelector(".loading");
  if (place === null) throw error;
  place.textContent = words.page.failed(message);
});

async function open(): Promise<void> {
  const [baseline, scenarios, outlines] = await Promise.all([
    load<BakedBaseline>(addresses.baseline),
    load<readonly ShippedScenario[]>(addresses.scenarios),
    load<PackedOutlines>(addresses.outlines),
  ]);
  const baked = readBaseline(baseline);
  const first = untouched("baseline", baseline.runs, baseline.seed);
  let opened: Promise<Runner> | null = null;
  const runner = (): Promise<Runner> => {
    if (opened !== null) return opened;
    opened = import("./runner.ts").then(({ openRunner }) => openRunner(baseline.labels));
    // What could not be fetched is fetched again when it is wanted again.
    opened.catch(() => {
      opened = null;
    });
    return opened;
  };
  const view = createView();
  const store = createStore(first, scenarios, baseline.suppliers);
  const page: Page = {
    store,
    ensembles: createEnsembles({ runner, shipped: () => store.shipped.peek(), baked }),
    view,
    outlines: unpackOutlines(outlines),
    versions: { model: baseline.model, data: baseline.data },
    runner,
    shipped: scenarios,
    baked: { runs: baseline.runs, seed: baseline.seed },
    chooseTheme(chosen) {
      view.theme.value = chosen;
      chooseTheme(chosen);
    },
  };
  const remembered = rememberedTheme();
  if (remembered !== "system") chooseTheme(remembered);
  await openAddress(page);
  const place = document.getElementById("page");
  if (place === null) throw new Error(words.page.noPlace);
  place.replaceChildren();
  render(<App page={page} />, place);
  effect(() => {
    const choice = page.store.choice.value;
    if (!viewOf(view.shown.value).pictures) return;
    untracked(() => page.ensembles.show(choice));
  });
  followInAddress(page);
  listenToKeys(page);
  listenToImports(page);
  for (const kind of ["online", "offline"]) {
    addEventListener(kind, () => {
      view.offline.value = !navigator.onLine;
    });
  }
  document.documentElement.dataset.ready = "true";
  // The picture stands; what moves it is fetched when somebody reaches for the page. A service worker
  // copies every file in the background, so that the page works offline after one visit.
  onFirstIntent(() => void runner().catch(() => {}));
  void keepForOffline();
}
