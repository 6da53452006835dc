import { readFile } from "node:fs/promises";
import type { FastifyInstance } from "fastify";
import { media } from "../../api/route.ts";
import { routes } from "../../api/routes.ts";
import type { ParameterList, ScenarioList } from "../../api/schemas/inputs.ts";
import { MODEL_VERSION } from "../../core/version.ts";
import { builtinScenarios, loadScenario } from "../../scenario/node/scenario.ts";
import { parameterIds, parameterRegistry } from "../../scenario/registry/parameters.ts";
import { resolvedDocument } from "../../scenario/resolved-document.ts";
import { readYaml } from "../../scenario/source/read-yaml.ts";
import { plain } from "../../scenario/source/tree.ts";
import type { World } from "../../scenario/world/world.ts";
import { bind, json } from "../bind.ts";
import { Refusal } from "../refusal.ts";
import { type Cell, tableText } from "../table.ts";

/** Binds what goes into a run: scenarios and parameters. */
export function addInputs(app: FastifyInstance, world: World): void {
  // They do not change while the server runs, and reading all of them takes a quarter of a second.
  let builtin: ReturnType<typeof builtinScenarios> | undefined;
  const scenarios = () => {
    builtin ??= builtinScenarios();
    return builtin;
  };

  bind(app, routes.scenarios, async () => {
    const found = await scenarios();
    const list: ScenarioList = {
      data: world.version,
      scenarios: found.map(({ id, title, summary }) => ({
        id,
        title,
        summary: summary.trim(),
        href: `/v1/scenarios/${id}`,
      })),
    };
    return json(list);
  });

  bind(app, routes.scenario, async ({ params, query, form }) => {
    const found = (await scenarios()).find(({ id }) => id === params.id);
    if (found === undefined) {
      throw new Refusal("not-found", "no built-in scenario has this name; /v1/scenarios lists all");
    }
    const text =
      query.resolved === "true"
        ? await resolved(found.id, world)
        : await readFile(found.path, "utf8");
    if (form === media.yaml) return { body: text };
    const { tree } = readYaml(text, found.id);
    if (tree === null) throw new Error(`the built-in scenario ${found.id} cannot be read`);
    return json(plain(tree) as object);
  });

  bind(app, routes.parameters, ({ form }) => {
    const entries = parameterIds.map((id) => parameterRegistry[id]);
    if (form !== media.json) {
      const columns = ["id", "symbol", "label", "unit", "default", "low", "high", "least", "most"];
      return {
        body: tableText(
          form,
          [...columns, "source", "citation"],
          entries.map((one): readonly Cell[] => [
            ...[one.id, one.symbol, one.label, one.unit, one.default],
            ...[...one.range, ...one.limits, one.source, one.citation],
          ]),
        ),
      };
    }
    const list: ParameterList = {
      model: MODEL_VERSION,
      parameters: entries.map((one) => ({
        id: one.id,
        group: one.group,
        symbol: one.symbol,
        label: one.label,
        unit: one.unit,
        default: one.default,
        range: one.range,
        limits: one.limits,
        source: one.source,
        citation: one.citation,
      })),
    };
    return json(list);
  });
}

async function resolved(id: string, world: World): Promise<string> {
  const parsed = await loadScenario(id, { world });
  if (!parsed.ok) throw new Error(`the built-in scenario ${id} is broken`);
  return resolvedDocument(parsed.value);
}
