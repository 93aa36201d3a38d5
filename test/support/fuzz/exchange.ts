import { Agent, request } from "node:http";

/** A request as it is sent. */
export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | string;
}

/** What came back; a status of 0 where the server closed the connection without an answer, of -1 where nothing happened in time. */
export interface Received {
  readonly status: number;
  readonly type: string;
  readonly body: Uint8Array;
  readonly ms: number;
}

const agent = new Agent({ keepAlive: true, maxSockets: 32 });
const PATIENCE_MS = 10_000;

/** Sends a request and answers what came of it; rejects where it cannot be sent as it is. */
export async function exchange(port: number, { method, path, headers, body }: Sent): Promise<Received> {
  const began = performance.now();
  return await new Promise((resolve) => {
    const end = (status: number, type = "", answer: Uint8Array = new Uint8Array()): void =>
      resolve({ status, type, body: answer, ms: performance.now() - began });
    const sending = request(
      { host: "127.0.0.1", port, method, path, headers, agent, timeout: PATIENCE_MS },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", () => end(0));
        response.on("end", () =>
          end(response.statusCode ?? 0, response.headers["content-type"] ?? "", Buffer.concat(chunks)),
        );
      },
    );
    sending.on("timeout", () => {
      end(-1);
      sending.destroy();
    });
    sending.on("error", () => end(0));
    sending.end(body);
  });
}
