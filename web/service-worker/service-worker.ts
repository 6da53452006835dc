// Keeps every file of one build, so that the page works without a network once it has been loaded. The
// build writes the two constants; any other content gives another version, and with it another cache.

declare const self: ServiceWorkerGlobalScope;

// A module, for its own names; the bundle is a plain script.
export {};

/** Digest of the build. */
const version = "__VERSION__";
/** Every file of it, relative to this one. */
const files: readonly string[] = JSON.parse("__FILES__");

const prefix = `panoptes-page ${self.registration.scope}`;
const name = `${prefix} ${version}`;

// The new build is fetched whole before it takes part; the old one serves on until its last page is closed.
self.addEventListener("install", (event) => {
  event.waitUntil(
    caches
      .open(name)
      .then((cache) => cache.addAll(files.map((file) => new Request(file, { cache: "no-cache" })))),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) =>
        Promise.all(
          names
            .filter((other) => other.startsWith(prefix) && other !== name)
            .map((other) => caches.delete(other)),
        ),
      )
      .then(() => self.clients.claim()),
  );
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  const { origin: own, pathname: folder } = new URL(self.registration.scope);
  if (request.method !== "GET" || origin !== own || !pathname.startsWith(folder)) return;
  const file = pathname.slice(folder.length);
  // The document comes from the network where there is one, so that an update is never missed.
  if (request.mode === "navigate" && (file === "" || file === "index.html")) {
    event.respondWith(
      fetch(request, { cache: "no-cache" })
        .then((answer) => (answer.ok ? answer : kept("index.html", request)))
        .catch(() => kept("index.html", request)),
    );
  } else if (files.includes(file)) event.respondWith(kept(file, request));
});

/** A file of this build; from the network if the browser has thrown it away. */
async function kept(file: string, request: Request): Promise<Response> {
  const cache = await caches.open(name);
  return (await cache.match(file)) ?? fetch(request);
}
