import type { Route } from "./route.ts";
import { experimentRoutes } from "./routes/experiments.ts";
import { type InputRoute, inputRoutes } from "./routes/inputs.ts";
import { type ResultRoute, resultRoutes } from "./routes/results.ts";
import { type ServerRoute, serverRoutes } from "./routes/server.ts";
import { type WorkRoute, workRoutes } from "./routes/work.ts";
import type { ExperimentKind } from "./schemas/jobs.ts";

/** Name of a route. */
export type RouteName = ServerRoute | InputRoute | WorkRoute | ExperimentKind | ResultRoute;

/** Every route, in the order in which the document lists them. */
export const routes: Readonly<Record<RouteName, Route>> = {
  ...inputRoutes,
  ...workRoutes,
  ...experimentRoutes,
  ...resultRoutes,
  ...serverRoutes,
};
