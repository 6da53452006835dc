import "./styles/base.css";
import "./styles/buttons.css";
import "./styles/frame.css";
import { addresses } from "virtual:page-assets";
import { effect, untracked } from "@preact/signals";
import { render } from "preact";
import { unpackWorld, type WorldHead } from "../../src/scenario/packed/world.ts";
import { installTheme } from "../charts/theme.ts";
import { browserExecutor } from "../workers/start-workers.ts";
import { App } from "./app.tsx";
import { type BakedBaseline, readBaseline } from "./baked-baseline.ts";
import { fromBase64 } from "./base64.ts";
import { untouched } from "./choice.ts";
import { createEnsembles } from "./ensembles.ts";
import { type PackedOutlines, unpackOutlines } from "./outlines.ts";
import type { Page } from "./page.ts";
import type { ShippedScenario } from "./scenarios.ts";
import { createStore } from "./store.ts";
import { createView } from "./view.ts";

/** The world as it is shipped: names of countries come with the baseline. */
interface ShippedWorld {
  readonly head: Omit<WorldHead, "countries"> & {
    readonly countries: Omit<WorldHead["countries"], "ids" | "names">;
  };
  readonly body: string;
}

installTheme();
await open();

async function open(): Promise<void> {
  const [baseline, scenarios, outlines, packed] = await Promise.all([
    load<BakedBaseline>(addresses.baseline),
    load<readonly ShippedScenario[]>(addresses.scenarios),
    load<PackedOutlines>(addresses.outlines),
    load<ShippedWorld>(addresses.world),
  ]);
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
  const page: Page = {
    store: createStore(first, scenarios, suppliers),
    ensembles: createEnsembles({ executor: browserExecutor(), world, shipped: scenarios, baked }),
    view: createView(),
    outlines: unpackOutlines(outlines),
    versions: { model: baseline.model, data: baseline.data },
  };
  const place = document.getElementById("page");
  if (place === null) throw new Error("the document has no place for the page");
  place.replaceChildren();
  render(<App page={page} />, place);
  effect(() => {
    const choice = page.store.choice.value;
    untracked(() => page.ensembles.show(choice));
  });
  document.documentElement.dataset.ready = "true";
}

async function load<T>(address: string): Promise<T> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status} ${answer.statusText}`);
  return answer.json();
}
