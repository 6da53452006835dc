import type { JSX } from "preact";
import { words } from "../strings/words.ts";
import { BottomBar } from "./bottom-bar.tsx";
import { Explore } from "./explore.tsx";
import { Lazy } from "./lazy.tsx";
import { Notices } from "./notices.tsx";
import { type Page, PageContext } from "./page.ts";
import { Panel } from "./panel.tsx";
import { Toolbar } from "./toolbar.tsx";
import { viewOf } from "./views.ts";

/** The whole page. */
export function App({ page }: { readonly page: Page }): JSX.Element {
  const { id, levers, load } = viewOf(page.view.shown.value);
  return (
    <PageContext.Provider value={page}>
      <a class="skip" href="#results">
        {words.page.skip}
      </a>
      <Toolbar />
      <div class={levers ? "columns" : "columns alone"}>
        {levers && <Panel />}
        <main id="results" tabIndex={-1} data-view={id}>
          <Notices />
          {load === null ? <Explore /> : <Lazy key={id} load={load} props={{}} />}
        </main>
      </div>
      {levers && <BottomBar />}
    </PageContext.Provider>
  );
}
