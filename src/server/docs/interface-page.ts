import type { OpenApiDocument, Piece } from "../../api/openapi.ts";
import { problemTypes } from "../../api/problem-types.ts";
import type { Route } from "../../api/route.ts";
import { routes } from "../../api/routes.ts";
import { escapeHtml, htmlPage } from "./html.ts";

/** Schemas too large for a page; their place is elsewhere. */
const elsewhere: Readonly<Record<string, string>> = {
  Scenario:
    "A scenario document, as YAML or JSON. Its form stands in the OpenAPI document and in scenario.schema.json of the package.",
};

/** The interface as a page, from the OpenAPI document. */
export function interfacePage(document: OpenApiDocument): string {
  const all = Object.values(routes);
  const groups = document.tags.map(({ name }) => {
    const own = all.filter(({ group }) => group === name);
    return `<h2>${escapeHtml(name)}</h2>${own.map((route) => routeSection(route, document)).join("")}`;
  });
  const documents = Object.entries(document.components.schemas).map(([name, schema]) =>
    schemaSection(name, schema),
  );
  const problems = Object.entries(problemTypes).map(
    ([name, { status, title }]) =>
      `<tr><td>${status}</td><td><a href="/docs/problems/${name}">${name}</a></td><td>${escapeHtml(title)}</td></tr>`,
  );
  const content = [
    "<h1>Panoptes HTTP interface</h1>",
    `<p>${escapeHtml(String(document.info.summary))} Version ${escapeHtml(String(document.info.version))}.</p>`,
    ...groups,
    "<h2>Documents</h2>",
    ...documents,
    "<h2>Problems</h2>",
    "<p>Errors are <code>application/problem+json</code> (RFC 9457).</p>",
    table("Types of problems", ["Status", "Type", "Meaning"], problems),
  ];
  return htmlPage("Panoptes HTTP interface", content.join("\n"));
}

/** The page of a type of problem, or null where there is none of the name. */
export function problemPage(name: string): string | null {
  const type = Object.entries(problemTypes).find(([known]) => known === name)?.[1];
  if (type === undefined) return null;
  const { status, title, explanation } = type;
  return htmlPage(
    title,
    `<h1>${escapeHtml(title)}</h1><p><code>${name}</code>, status ${status}</p><p>${escapeHtml(explanation)}</p>`,
  );
}

function routeSection(route: Route, document: OpenApiDocument): string {
  const operation = document.paths[route.path]?.[route.method.toLowerCase()] ?? {};
  const parameters = (operation.parameters ?? []) as readonly Piece[];
  const rows = parameters.map(
    (one) =>
      `<tr><td><code>${escapeHtml(String(one.name))}</code></td><td>${one.in}</td>` +
      `<td>${escapeHtml(typeText(one.schema as Piece))}</td><td>${escapeHtml(String(one.description))}</td></tr>`,
  );
  const replies = route.replies.map(
    ({ status, description, forms, schema }) =>
      `<tr><td>${status}</td><td>${escapeHtml(description)}</td>` +
      `<td>${schema === undefined ? "" : link(schema)}</td><td>${forms.map(escapeHtml).join("<br>")}</td></tr>`,
  );
  const body = route.body;
  return [
    `<h3 id="${route.id}"><span class="method">${route.method}</span><code>${escapeHtml(route.path)}</code></h3>`,
    `<p>${escapeHtml(route.summary)}. ${escapeHtml(route.description ?? "")}</p>`,
    body === undefined
      ? ""
      : `<p>Body: ${escapeHtml(body.description)} (${body.forms.join(", ")}), see ${link(body.schema)}.</p>`,
    rows.length === 0 ? "" : table("Parameters", ["Name", "In", "Type", "Meaning"], rows),
    table("Answers", ["Status", "Meaning", "Document", "Forms"], replies),
  ].join("\n");
}

function schemaSection(name: string, schema: Piece): string {
  const told = Object.hasOwn(elsewhere, name) ? elsewhere[name] : undefined;
  const head = `<h3 id="schema-${name}"><code>${name}</code></h3>`;
  if (told !== undefined) return `${head}<p>${escapeHtml(told)}</p>`;
  const rows = fields(schema, "").map(
    ([path, type, meaning]) =>
      `<tr><td><code>${escapeHtml(path)}</code></td><td>${escapeHtml(type)}</td><td>${escapeHtml(meaning)}</td></tr>`,
  );
  const description = escapeHtml(String(schema.description ?? ""));
  return `${head}<p>${description}.</p>${table(`Fields of ${name}`, ["Field", "Type", "Meaning"], rows)}`;
}

/** Every field of a document by its path, with its type and what it means. */
function fields(schema: Piece, above: string): readonly (readonly [string, string, string])[] {
  const properties = Object.entries((schema.properties ?? {}) as Record<string, Piece>);
  return properties.flatMap(([name, own]) => {
    const path = above === "" ? name : `${above}.${name}`;
    const line = [path, typeText(own), String(own.description ?? "")] as const;
    const items = own.items as Piece | undefined;
    if (items?.properties) return [line, ...fields(items, `${path}[]`)];
    return [line, ...fields(own, path)];
  });
}

function typeText(schema: Piece): string {
  if (typeof schema.$ref === "string") return schema.$ref.split("/").at(-1) ?? "";
  if (Array.isArray(schema.enum)) return schema.enum.join(", ");
  if (schema.const !== undefined) return String(schema.const);
  const either = (schema.anyOf ?? schema.oneOf) as readonly Piece[] | undefined;
  if (either !== undefined) return either.map(typeText).join(" or ");
  if (schema.type === "array") return `list of ${typeText((schema.items ?? {}) as Piece)}`;
  const known = String(schema.type ?? "anything");
  return typeof schema.pattern === "string" ? `${known} ${schema.pattern}` : known;
}

function table(caption: string, heads: readonly string[], rows: readonly string[]): string {
  const head = heads.map((name) => `<th scope="col">${name}</th>`).join("");
  return `<div class="wide" tabindex="0" role="region" aria-label="${caption}"><table><caption>${caption}</caption><thead><tr>${head}</tr></thead><tbody>${rows.join("")}</tbody></table></div>`;
}

function link(schema: string): string {
  return `<a href="#schema-${schema}">${schema}</a>`;
}
