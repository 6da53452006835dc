import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { ThemeChoice } from "../charts/theme.ts";
import type { WorldPicture } from "../charts/world-picture.ts";
import { words } from "../strings/words.ts";
import type { Ensembles } from "./ensembles.ts";
import type { Runner } from "./runner.ts";
import type { ShippedScenario } from "./scenarios.ts";
import type { Store } from "./store.ts";
import type { View } from "./view.ts";

/** Everything that the parts of the page share. */
export interface Page {
  readonly store: Store;
  readonly ensembles: Ensembles;
  readonly view: View;
  /** Outlines of the map. */
  readonly outlines: WorldPicture;
  readonly versions: { readonly model: string; readonly data: string };
  /** What runs scenarios, with the world; fetched after the first picture. */
  readonly runner: () => Promise<Runner>;
  readonly shipped: readonly ShippedScenario[];
  /** Size of the ensemble whose picture is shipped. */
  readonly baked: { readonly runs: number; readonly seed: string };
  /** Chooses a theme and draws everything in it. */
  chooseTheme(chosen: ThemeChoice): void;
}

/** How the parts of the page find it. */
export const PageContext: ReturnType<typeof createContext<Page | null>> =
  createContext<Page | null>(null);

/** The page that a part stands in. */
export function usePage(): Page {
  const page = useContext(PageContext);
  if (page === null) throw new Error(words.page.outside);
  return page;
}
