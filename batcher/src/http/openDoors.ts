import type { Configuration } from "../config.ts";
import type { Route } from "./createPublicRoutes.ts";
import { createStartingRoutes, startingRoutes } from "./createStartingRoutes.ts";
import { type RunningServer, startServer } from "./startServer.ts";

/** The two ports of a batcher. */
export interface Doors {
  readonly members: RunningServer;
  readonly operator: RunningServer;
  /** Where requests lead from now on. */
  lead(members: Route, operator: Route): void;
  /** Takes no more connections and resolves when the requests that run are answered. */
  close(): Promise<void>;
  /** Breaks everything off. */
  stop(): void;
}

/** What answers at the doors while the batcher starts, and who hears of faults. */
export interface DoorParameters {
  readonly readMetrics: () => Promise<{ readonly type: string; readonly text: string }>;
  readonly onFault: (error: unknown) => void;
}

/** Listens on both ports, or on none. Whoever asks is told that the batcher starts. @throws BatcherError PORT_TAKEN */
export async function openDoors(
  configuration: Configuration,
  { readMetrics, onFault }: DoorParameters,
): Promise<Doors> {
  const { host, port, operatorHost, operatorPort, maxConnections, requestMs } = configuration;
  let [toMembers, toOperator]: readonly [Route, Route] = [startingRoutes, createStartingRoutes(readMetrics)];
  const bearing = { maxConnections, requestMs, onFault };
  const operator = await startServer((request, response) => toOperator(request, response), {
    ...bearing,
    host: operatorHost,
    port: operatorPort,
  });
  const members = await startServer((request, response) => toMembers(request, response), {
    ...bearing,
    host,
    port,
  }).catch((error) => {
    operator.stop();
    throw error;
  });
  return {
    members,
    operator,
    lead(nextMembers, nextOperator) {
      [toMembers, toOperator] = [nextMembers, nextOperator];
    },
    close: async () => {
      await Promise.all([members.close(), operator.close()]);
    },
    stop() {
      members.stop();
      operator.stop();
    },
  };
}
