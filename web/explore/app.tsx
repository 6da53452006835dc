import type { JSX } from "preact";
import { BottomBar } from "./bottom-bar.tsx";
import { Fan, WorldMap } from "./charts.tsx";
import { HeadlinePanel } from "./headline-panel.tsx";
import { Notices } from "./notices.tsx";
import { type Page, PageContext } from "./page.ts";
import { Panel } from "./panel.tsx";
import { Toolbar } from "./toolbar.tsx";

/** The whole page. */
export function App({ page }: { readonly page: Page }): JSX.Element {
  return (
    <PageContext.Provider value={page}>
      <a class="skip" href="#results">
        Skip to results
      </a>
      <Toolbar />
      <div class="columns">
        <Panel />
        <main id="results" tabIndex={-1}>
          <Notices />
          <HeadlinePanel />
          <div class="charts">
            <WorldMap />
            <Fan of="suppliers" />
            <Fan of="regulation" />
          </div>
        </main>
      </div>
      <BottomBar />
    </PageContext.Provider>
  );
}
