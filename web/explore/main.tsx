import "./styles/base.css";
import "./styles/buttons.css";
import "./styles/frame.css";
import { addresses } from "virtual:page-assets";
import { effect, untracked } from "@preact/signals";
import { render } from "preact";
import { SEEDS_PER_SET } from "../../src/experiments/spread.ts";
import type { ParameterEnsemble } from "../../src/scenario/ensemble.ts";
import { unpackWorld, type WorldHead } from "../../src/scenario/packed/world.ts";
import { chooseTheme, installTheme } from "../charts/theme.ts";
import { browserExecutor } from "../workers/start-workers.ts";
import { followInAddress, openAddress } from "./address-bar.ts";
import { App } from "./app.tsx";
import { type BakedBaseline, readBaseline } from "./baked-baseline.ts";
import { fromBase64 } from "./base64.ts";
import { untouched } from "./choice.ts";
import { createEnsembles } from "./ensembles.ts";
import { keepForOffline } from "./keep-for-offline.ts";
import { type PackedOutlines, unpackOutlines } from "./outlines.ts";
import { type PackedSets, unpackSets } from "./packed-sets.ts";
import type { Page } from "./page.ts";
import type { ShippedScenario } from "./scenarios.ts";
import { listenToKeys } from "./shortcuts.ts";
import { createStore } from "./store.ts";
import { rememberedTheme } from "./theme-memory.ts";
import { createView } from "./view.ts";

/** The world as it is shipped: names of countries come with the baseline. */
interface ShippedWorld {
  readonly head: Omit<WorldHead, "countries"> & {
    readonly countries: Omit<WorldHead["countries"], "ids" | "names">;
  };
  readonly body: string;
}

installTheme();
open().catch((error: unknown) => {
  const message = error instanceof Error ? error.message : String(error);
  const place = document.querySelector(".loading");
  if (place === null) throw error;
  place.textContent = `The page could not be loaded: ${message}. Reload it to try again.`;
});

async function open(): Promise<void> {
  const [baseline, scenarios, outlines, packed, sets] = await Promise.all([
    load<BakedBaseline>(addresses.baseline),
    load<readonly ShippedScenario[]>(addresses.scenarios),
    load<PackedOutlines>(addresses.outlines),
    load<ShippedWorld>(addresses.world),
    load<PackedSets>(addresses.sets),
  ]);
  const few = unpackSets([sets]);
  let all: Promise<ParameterEnsemble> | null = null;
  /** The rest is fetched when there are more runs than the first sets can serve. */
  const setsFor = (runs: number): Promise<ParameterEnsemble> => {
    if (runs <= few.sets.length * SEEDS_PER_SET) return Promise.resolve(few);
    all ??= load<PackedSets>(addresses.moreSets).then((more) => unpackSets([sets, more]));
    return all;
  };
  const { countries: ids, countryNames: names } = baseline.labels;
  const head = { ...packed.head, countries: { ...packed.head.countries, ids, names } };
  const world = unpackWorld(head, fromBase64(packed.body));
  const suppliers = Object.fromEntries(
    world.suppliers.ids.map((id, j) => [
      id,
      Object.fromEntries(
        Object.entries(world.suppliers.columns).map(([key, values]) => [
          key,
          values[j] ?? Number.NaN,
        ]),
      ),
    ]),
  );
  const baked = readBaseline(baseline);
  const first = untouched("baseline", baseline.runs, baseline.seed);
  const view = createView();
  const page: Page = {
    store: createStore(first, scenarios, suppliers),
    ensembles: createEnsembles({
      executor: browserExecutor(),
      world,
      shipped: scenarios,
      sets: setsFor,
      baked,
    }),
    view,
    outlines: unpackOutlines(outlines),
    versions: { model: baseline.model, data: baseline.data },
    world,
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
  if (place === null) throw new Error("the document has no place for the page");
  place.replaceChildren();
  render(<App page={page} />, place);
  effect(() => {
    const choice = page.store.choice.value;
    untracked(() => page.ensembles.show(choice));
  });
  followInAddress(page);
  listenToKeys(page);
  for (const kind of ["online", "offline"]) {
    addEventListener(kind, () => {
      view.offline.value = !navigator.onLine;
    });
  }
  document.documentElement.dataset.ready = "true";
  await keepForOffline();
}

async function load<T>(address: string): Promise<T> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status} ${answer.statusText}`);
  return answer.json();
}
