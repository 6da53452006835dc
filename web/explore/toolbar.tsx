import { useSignal } from "@preact/signals";
import type { ComponentType, JSX } from "preact";
import { currentTheme } from "../charts/theme.ts";
import { words } from "../strings/words.ts";
import { Lazy } from "./lazy.tsx";
import { type Page, usePage } from "./page.ts";
import { rememberTheme } from "./theme-memory.ts";
import { ViewBar } from "./view-bar.tsx";
import { viewOf } from "./views.ts";

interface Opened {
  readonly page: Page;
  readonly onClose: () => void;
}

const dialogs = {
  share: () => import("./share-dialog.tsx").then(({ ShareDialog }) => ShareDialog),
  download: () => import("./download-dialog.tsx").then(({ DownloadDialog }) => DownloadDialog),
  find: () => import("./find-dialog.tsx").then(({ FindDialog }) => FindDialog),
  help: () => import("./help-dialog.tsx").then(({ HelpDialog }) => HelpDialog),
} satisfies Record<string, () => Promise<ComponentType<Opened>>>;

/** The page's head: its name, its views, undo and redo, share, download, theme, help. */
export function Toolbar(): JSX.Element {
  const page = usePage();
  const { store, view } = page;
  const open = useSignal<keyof typeof dialogs | null>(null);
  const shown = view.finding.value ? "find" : open.value;
  const { past, future } = store.history.value;
  const undone = past.at(-1)?.name;
  const redone = future[0]?.name;
  const turn = (): void => {
    const next = currentTheme().name === "dark" ? "light" : "dark";
    page.chooseTheme(next);
    rememberTheme(next);
  };
  return (
    <header class="toolbar">
      <h1>{words.page.name}</h1>
      <ViewBar />
      {view.offline.value && <span class="badge">{words.page.offline}</span>}
      <div class="tools">
        <button
          type="button"
          aria-label={undone === undefined ? words.page.undo : words.page.undoOf(undone)}
          title={undone === undefined ? words.page.nothingToUndo : words.page.undoOf(undone)}
          disabled={undone === undefined}
          class={past.length === 1 ? "pulse" : ""}
          onClick={() => store.undo()}
        >
          ↶
        </button>
        <button
          type="button"
          aria-label={redone === undefined ? words.page.redo : words.page.redoOf(redone)}
          title={redone === undefined ? words.page.nothingToRedo : words.page.redoOf(redone)}
          disabled={redone === undefined}
          onClick={() => store.redo()}
        >
          ↷
        </button>
        <button
          type="button"
          class="find"
          aria-label={words.find.label}
          title={words.find.withKey}
          onClick={() => {
            view.finding.value = true;
          }}
        >
          <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
            <path d="M10.5,10.5L15,15M12,6.5a5.5,5.5 0 1,1 -11,0a5.5,5.5 0 1,1 11,0Z" />
          </svg>
        </button>
        <button
          type="button"
          onClick={() => {
            open.value = "share";
          }}
        >
          {words.share.share}
        </button>
        {viewOf(view.shown.value).pictures && (
          <button
            type="button"
            aria-label={words.download.title}
            title={words.download.title}
            onClick={() => {
              open.value = "download";
            }}
          >
            ⤓
          </button>
        )}
        <button
          type="button"
          aria-label={words.page.lightOrDark}
          title={words.page.lightOrDark}
          onClick={turn}
        >
          ◐
        </button>
        <button
          type="button"
          class="projector-button"
          aria-label={words.projector.name}
          title={words.projector.name}
          onClick={() =>
            void import("../projector/projector.ts").then(({ turnProjector }) =>
              turnProjector(page),
            )
          }
        >
          ⤢
        </button>
        <button
          type="button"
          aria-label={words.page.help}
          title={words.page.help}
          onClick={() => {
            open.value = "help";
          }}
        >
          ?
        </button>
      </div>
      {shown !== null && (
        <Lazy<Opened>
          key={shown}
          load={dialogs[shown]}
          props={{
            page,
            onClose: () => {
              open.value = null;
              view.finding.value = false;
            },
          }}
        />
      )}
    </header>
  );
}
