import type { Pipeline, PipelineStatus } from "../pipeline.ts";
import type { Store } from "../ports/Store.ts";
import { send, sendProblem } from "./answer.ts";
import type { Route } from "./createPublicRoutes.ts";
import { JSON_TYPE } from "./wire.ts";

/** What the operator's routes need. */
export interface OperatorRoutesParameters {
  readonly pipeline: Pipeline;
  readonly store: Store;
  readonly readMetrics: () => Promise<{ readonly type: string; readonly text: string }>;
  /** A node that was silent for so long makes the batcher unready. */
  readonly chainSilenceMs: number;
  /** What the store's probe may take. */
  readonly probeMs: number;
}

/** What readiness looks at, each on its own. */
interface Checks {
  readonly crypto: boolean;
  readonly store: boolean;
  readonly chain: boolean;
  readonly duty: boolean;
  readonly accepting: boolean;
  readonly settling: boolean;
}

/** Makes the routes for the operator: liveness, readiness that was looked at just now, metrics, and where everything stands. */
export function createOperatorRoutes(parameters: OperatorRoutesParameters): Route {
  const { pipeline, store } = parameters;
  let probing: Promise<boolean> | undefined;

  /** One probe at a time, whoever asks. */
  async function probe(): Promise<boolean> {
    probing ??= Promise.race([
      store.probe().then(
        () => true,
        () => false,
      ),
      new Promise<boolean>((resolve) => setTimeout(() => resolve(false), parameters.probeMs).unref()),
    ]).finally(() => {
      probing = undefined;
    });
    return await probing;
  }

  async function check(status: PipelineStatus): Promise<Checks> {
    return {
      crypto: status.isNative,
      store: await probe(),
      chain: status.chainSilence < parameters.chainSilenceMs,
      duty: status.isOnDuty && status.suspendedSince === 0,
      accepting: !status.isDraining,
      settling: status.trouble === undefined,
    };
  }

  async function answer(path: string): Promise<readonly [status: number, body: string, type: string]> {
    const status = pipeline.status();
    if (path === "/health/ready") {
      const checks = await check(status);
      const { settling, ...needed } = checks;
      const isReady = Object.values(needed).every(Boolean);
      const lease = status.holdsLease ? "held" : "elsewhere";
      return [
        isReady ? 200 : 503,
        JSON.stringify({ ready: isReady, checks, lease, trouble: status.trouble ?? null }),
        JSON_TYPE,
      ];
    }
    if (path === "/metrics") {
      const { type, text } = await parameters.readMetrics();
      return [200, text, type];
    }
    return [200, JSON.stringify(status, (_, value) => (typeof value === "bigint" ? String(value) : value)), JSON_TYPE];
  }

  return (request, response) => {
    const path = (request.url ?? "").split("?")[0] ?? "";
    if (request.method !== "GET" && request.method !== "HEAD")
      return sendProblem(response, "method-not-allowed", { headers: { allow: "GET, HEAD" } });
    if (path === "/health/live") return send(response, 200, '{"live":true}', { "content-type": JSON_TYPE });
    if (path !== "/health/ready" && path !== "/metrics" && path !== "/v1/operator/status")
      return sendProblem(response, "not-found");
    answer(path).then(
      ([status, body, type]) => send(response, status, body, { "content-type": type }),
      () => sendProblem(response, "internal"),
    );
  };
}
