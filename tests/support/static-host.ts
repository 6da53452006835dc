import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";

const types: Readonly<Record<string, string>> = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".svg": "image/svg+xml",
};

/** A plain host of files under a sub-path, on this machine only. */
export interface StaticHost {
  /** Address of the folder, with a slash at its end. */
  readonly address: string;
  close(): Promise<void>;
}

/** Serves a folder as any static host would: files by their names, nothing else. */
export async function serveFolder(folder: string, path = "/some/where/"): Promise<StaticHost> {
  const server = createServer((request, response) => {
    const asked = decodeURIComponent(new URL(request.url ?? "/", "http://host").pathname);
    const inside = asked.startsWith(path) ? normalize(asked.slice(path.length)) : "..";
    const file = inside === "." || inside === "" ? "index.html" : inside;
    if (file.startsWith("..")) {
      response.writeHead(404).end();
      return;
    }
    readFile(join(folder, file)).then(
      (content) => {
        response.writeHead(200, {
          "content-type": types[extname(file)] ?? "application/octet-stream",
        });
        response.end(content);
      },
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}${path}`,
    close: () =>
      new Promise((closed) => {
        server.closeAllConnections();
        server.close(() => closed());
      }),
  };
}
