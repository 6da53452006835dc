// uPlot asks, as it is loaded, for numbers in the browser's language, and throws where that is no tag of
// a language (some builds of Chromium have "en-US@posix" or nothing). Loaded before it, this puts a
// valid one there; what the charts write is English in any case.
try {
  Intl.NumberFormat.supportedLocalesOf(navigator.language);
} catch {
  Object.defineProperty(navigator, "language", { value: "en", configurable: true });
}
