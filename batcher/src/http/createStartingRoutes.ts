import { send, sendProblem } from "./answer.ts";
import type { Route } from "./createPublicRoutes.ts";
import { JSON_TYPE } from "./wire.ts";

/** Answers members while the pipeline starts: that they may come again soon. */
export const startingRoutes: Route = (_, response) => sendProblem(response, "batcher-starting");

/** Makes the operator's routes while the pipeline starts: it lives and is not ready. Metrics are read as ever. */
export function createStartingRoutes(
  readMetrics: () => Promise<{ readonly type: string; readonly text: string }>,
): Route {
  return (request, response) => {
    const path = (request.url ?? "").split("?")[0] ?? "";
    if (request.method !== "GET" && request.method !== "HEAD")
      return sendProblem(response, "method-not-allowed", { headers: { allow: "GET, HEAD" } });
    if (path === "/health/live") return send(response, 200, '{"live":true}', { "content-type": JSON_TYPE });
    if (path === "/health/ready")
      return send(response, 503, '{"ready":false,"starting":true}', { "content-type": JSON_TYPE });
    if (path !== "/metrics") return sendProblem(response, "batcher-starting");
    readMetrics().then(
      ({ type, text }) => send(response, 200, text, { "content-type": type }),
      () => sendProblem(response, "internal"),
    );
  };
}
