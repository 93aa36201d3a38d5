import { connect } from "node:net";

/** What came back over a socket, and how it ended. */
export interface RawExchange {
  readonly text: string;
  /** Status lines in the order of the answers. */
  readonly statuses: readonly number[];
  readonly ms: number;
  /** Whether the server closed it, or a whole answer came; else nothing did in time. */
  readonly isOver: boolean;
}

/** Bytes that are sent one part after another, each after so long. */
export interface RawPart {
  readonly bytes: Uint8Array | string;
  readonly afterMs?: number;
}

const STATUS = /HTTP\/1\.1 (\d{3}) /g;

/** Sends bytes as they are, and waits until the server has closed the connection, or until patience is over. */
export async function exchangeRaw(
  port: number,
  parts: readonly RawPart[],
  { patienceMs = 6_000, endsAfter = false } = {},
): Promise<RawExchange> {
  const began = performance.now();
  let text = "";
  let isOver = false;
  const { promise: ended, resolve: end } = Promise.withResolvers<void>();
  const socket = connect(port, "127.0.0.1");
  socket.on("data", (chunk) => {
    text += chunk.toString("latin1");
  });
  socket.on("error", () => undefined);
  socket.on("close", () => {
    isOver = true;
    end();
  });
  const timer = setTimeout(end, patienceMs);
  for (const { bytes, afterMs = 0 } of parts) {
    if (afterMs > 0) await new Promise((resolve) => setTimeout(resolve, afterMs));
    if (!socket.destroyed) socket.write(bytes);
  }
  if (endsAfter) socket.end();
  await ended;
  clearTimeout(timer);
  socket.destroy();
  const statuses = [...text.matchAll(STATUS)].map(([, digits]) => Number(digits));
  return { text, statuses, ms: performance.now() - began, isOver };
}
