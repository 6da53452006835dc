import type { Page } from "../explore/page.ts";
import { words } from "../strings/words.ts";

/** Lets files, texts and links be dropped or pasted anywhere on the page. What opens them is fetched then. */
export function listenToImports(page: Page): void {
  const open = (files: readonly File[], text: string): void => {
    void import("./open-text.ts").then(({ openFiles, openText }) =>
      files.length > 0 ? openFiles(page, files) : openText(page, text, words.imports.pasted),
    );
  };
  const mark = (over: boolean): void => {
    document.documentElement.classList.toggle("dropping", over);
  };
  addEventListener("dragover", (event) => {
    if (isOwn(event.target) || !carries(event.dataTransfer)) return;
    event.preventDefault();
    mark(true);
  });
  addEventListener("dragleave", (event) => {
    if (event.relatedTarget === null) mark(false);
  });
  addEventListener("drop", (event) => {
    mark(false);
    const { dataTransfer } = event;
    if (isOwn(event.target) || dataTransfer === null || !carries(dataTransfer)) return;
    event.preventDefault();
    const { files } = dataTransfer;
    open([...files], dataTransfer.getData("text/uri-list") || dataTransfer.getData("text"));
  });
  addEventListener("paste", ({ target, clipboardData }) => {
    if (isOwn(target) || clipboardData === null) return;
    const text = clipboardData.getData("text");
    const { files } = clipboardData;
    // What is no scenario and no link was hardly meant for the page.
    if (files.length > 0 || /#\/|^\s*[{#]|^schema:/m.test(text)) open([...files], text);
  });
}

/** Fields take what is dropped or pasted into them. */
function isOwn(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}

function carries(data: DataTransfer | null): boolean {
  return (
    data?.types.some((type) => ["Files", "text/plain", "text/uri-list"].includes(type)) ?? false
  );
}
