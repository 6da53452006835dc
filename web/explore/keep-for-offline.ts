/**
 * Keeps the page for use without a network: a service worker holds every file of this build. Where there
 * can be none (an address without https, an old browser) the page works as long as it can be loaded.
 */
export async function keepForOffline(): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  try {
    await navigator.serviceWorker.register("./service-worker.js");
  } catch {
    // The page needs it for nothing else.
  }
}
