import type { FastifyInstance } from "fastify";
import { openApiDocument } from "../../api/openapi.ts";
import { routes } from "../../api/routes.ts";
import { bind, json } from "../bind.ts";
import { docsStyle } from "../docs/html.ts";
import { interfacePage, problemPage } from "../docs/interface-page.ts";
import { Refusal } from "../refusal.ts";

/** Binds the description of the interface, for programs and for people. */
export function addDocs(app: FastifyInstance, version: string): void {
  const headers = { "cache-control": "no-cache" };
  const document = openApiDocument(version);
  const page = interfacePage(document);
  bind(app, routes.openapi, () => json(document, { headers }));
  bind(app, routes.docs, () => ({ body: page, headers }));
  bind(app, routes.docsStyle, () => ({ body: docsStyle, headers }));
  bind(app, routes.docsProblem, ({ params }) => {
    const body = problemPage(params.name ?? "");
    if (body === null) throw new Refusal("not-found", "no type of problem has this name");
    return { body, headers };
  });
}
