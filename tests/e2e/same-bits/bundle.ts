import { fileURLToPath } from "node:url";
import { build, type Rollup } from "vite";

/** A page's files. */
export interface Bundle {
  /** Text by path, without a leading slash; `page.js` is the page's script. */
  readonly files: ReadonlyMap<string, string>;
  /** What the bundler had to say, and every module that stands in for one of Node. */
  readonly complaints: readonly string[];
}

/** Bundles a page of this folder and its worker in memory, minified as a page that is put on the web would be. */
export async function bundle(page = "page.ts"): Promise<Bundle> {
  // How long a slow machine took is not a complaint.
  const checks = { bundlerTimings: false };
  const complaints: string[] = [];
  const say = (message: string): void => void complaints.push(message);
  const built = await build({
    configFile: false,
    logLevel: "warn",
    root: fileURLToPath(new URL(".", import.meta.url)),
    base: "/",
    publicDir: false,
    customLogger: {
      info: () => {},
      warn: say,
      warnOnce: say,
      error: say,
      clearScreen: () => {},
      hasErrorLogged: () => false,
      hasWarned: false,
    },
    worker: { format: "es", rollupOptions: { checks } },
    build: {
      write: false,
      target: "es2022",
      rollupOptions: {
        checks,
        input: fileURLToPath(new URL(`./${page}`, import.meta.url)),
        output: { entryFileNames: "page.js" },
      },
    },
  });
  const files = new Map<string, string>();
  for (const { output } of [built].flat() as readonly Rollup.RollupOutput[]) {
    for (const file of output) {
      const text = file.type === "chunk" ? file.code : file.source;
      files.set(file.fileName, typeof text === "string" ? text : new TextDecoder().decode(text));
      const modules = file.type === "chunk" ? file.moduleIds : [];
      complaints.push(...modules.filter((id) => /^node:|__vite-browser-external/.test(id)));
    }
  }
  return { files, complaints };
}
