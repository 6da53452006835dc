import type { Route } from "./route.ts";
import { type InputRoute, inputRoutes } from "./routes/inputs.ts";
import { type ServerRoute, serverRoutes } from "./routes/server.ts";

/** Name of a route. */
export type RouteName = ServerRoute | InputRoute;

/** Every route, in the order in which the document lists them. */
export const routes: Readonly<Record<RouteName, Route>> = {
  ...inputRoutes,
  ...serverRoutes,
};
