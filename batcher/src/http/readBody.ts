import type { IncomingMessage, ServerResponse } from "node:http";

import { sendProblem } from "./answer.ts";

/** How much of bodies is kept in memory, and how much of that is used. */
export interface BodyLimits {
  readonly maxBytes: number;
  readonly maxBufferedBytes: number;
  buffered: number;
}

/** Reads a body whole and hands it on, within bounds; what is beyond them is refused at once and not read to its end. */
export function readBody(
  request: IncomingMessage,
  response: ServerResponse,
  limits: BodyLimits,
  onBody: (body: Uint8Array) => void,
): void {
  const declared = Number(request.headers["content-length"] ?? 0);
  if (declared > limits.maxBytes) {
    sendProblem(response, "body-too-large");
    return;
  }
  let first: Buffer | undefined;
  let chunks: Buffer[] | undefined;
  let length = 0;
  let isOver = false;

  function end(): void {
    limits.buffered -= length;
    isOver = true;
  }

  request.on("data", (chunk: Buffer) => {
    if (isOver) return;
    length += chunk.length;
    limits.buffered += chunk.length;
    const isTooLarge = length > limits.maxBytes;
    if (isTooLarge || limits.buffered > limits.maxBufferedBytes) {
      end();
      return sendProblem(response, isTooLarge ? "body-too-large" : "queue-full");
    }
    if (first === undefined) first = chunk;
    else {
      chunks ??= [first];
      chunks.push(chunk);
    }
  });
  request.on("end", () => {
    if (isOver) return;
    const body = chunks === undefined ? first : Buffer.concat(chunks);
    end();
    onBody(body ?? new Uint8Array());
  });
  request.on("error", () => {
    if (!isOver) end();
  });
  request.on("close", () => {
    if (!isOver) end();
  });
}
