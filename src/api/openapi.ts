import * as z from "zod";
import { scenarioJsonSchema } from "../scenario/format/json-schema.ts";
import { generalProblems, type ProblemName, problemTypes } from "./problem-types.ts";
import { media, type Reply, type Route } from "./route.ts";
import { routes } from "./routes.ts";
import { schemas } from "./schemas.ts";

/** A piece of an OpenAPI document. */
export type Piece = Readonly<Record<string, unknown>>;

/** What is read of the document by those who show it. */
export interface OpenApiDocument {
  readonly openapi: "3.1.0";
  readonly info: Piece;
  readonly servers: readonly Piece[];
  readonly tags: readonly { readonly name: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Piece>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, Piece>>;
    readonly securitySchemes: Piece;
  };
}

/**
 * The interface as an OpenAPI 3.1 document, made of the same routes and schemas that requests are
 * checked against.
 *
 * @param version of the package
 */
export function openApiDocument(version: string): OpenApiDocument {
  const all = Object.values(routes);
  const paths: Record<string, Record<string, Piece>> = {};
  for (const route of all) {
    const methods = paths[route.path] ?? {};
    methods[route.method.toLowerCase()] = operation(route);
    paths[route.path] = methods;
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Panoptes",
      version,
      summary: "Simulates how AI-surveillance stacks spread between countries. Not a forecast.",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: "/" }],
    tags: [...new Set(all.map(({ group }) => group))].map((name) => ({ name })),
    paths,
    components: {
      schemas: components(),
      securitySchemes: { token: { type: "http", scheme: "bearer" } },
    },
  };
}

function operation(route: Route): Piece {
  const { id, group, summary, description, body } = route;
  return {
    operationId: id,
    tags: [group],
    summary,
    ...(description === undefined ? {} : { description }),
    parameters: [
      ...parameters(route.params, "path"),
      ...parameters(route.query, "query"),
      ...formatParameter(route),
    ],
    ...(body === undefined
      ? {}
      : {
          requestBody: {
            description: body.description,
            required: body.required,
            content: Object.fromEntries(
              body.forms.map((form) => [form, { schema: ref(body.schema) }]),
            ),
          },
        }),
    responses: { ...goodReplies(route.replies), ...problemReplies(route) },
    ...(route.open === true ? {} : { security: [{}, { token: [] }] }),
  };
}

function parameters(schema: z.ZodObject | undefined, place: "path" | "query"): readonly Piece[] {
  if (schema === undefined) return [];
  const { properties = {}, required = [] } = z.toJSONSchema(schema);
  return Object.entries(properties).map(([name, own]) => {
    const { description = "", ...rest } = own as { description?: string };
    return { name, in: place, required: required.includes(name), description, schema: rest };
  });
}

/** `?format=` is there where an answer comes in several forms that have short names. */
function formatParameter({ replies }: Route): readonly Piece[] {
  const forms = replies[0]?.forms ?? [];
  const names = Object.entries(media)
    .filter(([name, form]) => forms.includes(form) && name !== "events")
    .map(([name]) => name);
  if (names.length < 2) return [];
  const description = "Form of the answer, in place of the header Accept";
  return [
    {
      name: "format",
      in: "query",
      required: false,
      description,
      schema: { type: "string", enum: names },
    },
  ];
}

function goodReplies(replies: readonly Reply[]): Record<string, Piece> {
  return Object.fromEntries(
    replies.map(({ status, description, forms, schema, headers = {} }) => [
      String(status),
      {
        description,
        headers: Object.fromEntries(
          Object.entries(headers).map(([name, what]) => [
            name,
            { description: what, schema: { type: "string" } },
          ]),
        ),
        content: Object.fromEntries(
          forms.map((form) => [
            form,
            {
              schema:
                form === media.json && schema !== undefined ? ref(schema) : { type: "string" },
            },
          ]),
        ),
      },
    ]),
  );
}

function problemReplies({ problems, open }: Route): Record<string, Piece> {
  const names: ProblemName[] = [...generalProblems, ...problems];
  const byStatus = new Map<number, ProblemName[]>();
  for (const name of names) {
    if (open === true && name === "unauthorized") continue;
    const { status } = problemTypes[name];
    byStatus.set(status, [...(byStatus.get(status) ?? []), name]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, same]) => [
      String(status),
      {
        description: same.map((name) => `${name}: ${problemTypes[name].title}`).join("; "),
        content: { [media.problem]: { schema: ref("Problem") } },
      },
    ]),
  );
}

function ref(name: string): Piece {
  return { $ref: `#/components/schemas/${name}` };
}

function components(): Readonly<Record<string, Piece>> {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(schemas)) registry.add(schema, { id });
  const made = z.toJSONSchema(registry, { uri: (id) => `#/components/schemas/${id}` });
  const own = Object.fromEntries(
    Object.entries(made.schemas).map(([name, schema]) => [name, bare(schema as Piece)]),
  );
  return { ...own, Scenario: bare(scenarioJsonSchema("draft-2020-12")) };
}

/** A schema without the marks of a document of its own. */
function bare({ $schema: _, $id: __, ...schema }: Piece): Piece {
  return schema;
}
