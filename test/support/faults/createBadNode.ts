import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";

import { keccak256 } from "ethers";

/** What a node, or the way to it, does with one request. */
export const mischiefs = ["late", "429", "503", "html", "truncated", "reset", "dropped", "stale"] as const;
export type Mischief = (typeof mischiefs)[number];

/** A node between a batcher and the real one. */
export interface BadNode {
  readonly url: string;
  /** What is done with the next request of a method; undefined for nothing. Tests set it. */
  choose: (method: string) => Mischief | undefined;
  /** How long every request waits. */
  delayMs: number;
  /** How often each was done. */
  readonly done: Map<Mischief, number>;
  close(): Promise<void>;
}

interface Question {
  readonly id: unknown;
  readonly method: string;
  readonly params: readonly unknown[];
}

const HTML = "<!doctype html><title>502 Bad Gateway</title><h1>Bad Gateway</h1>";
const JSON_TYPE = { "content-type": "application/json" };

/** Stands in front of a node and misbehaves as told. */
export async function createBadNode(target: string): Promise<BadNode> {
  /** The first answers to questions, for nodes that are behind. */
  const older = new Map<string, unknown>();
  const done = new Map<Mischief, number>();

  async function forward(body: string, question: Question): Promise<string> {
    const answer = await (await fetch(target, { method: "POST", headers: JSON_TYPE, body })).text();
    const name = nameOf(question);
    const { result } = JSON.parse(answer);
    if (result !== undefined && Math.random() < 0.5) older.set(name, result);
    else if (!older.has(name)) older.set(name, result);
    return answer;
  }

  async function misbehave(kind: Mischief, question: Question, body: string, response: ServerResponse): Promise<void> {
    switch (kind) {
      case "429":
        return end(response, 429, '{"jsonrpc":"2.0","id":null,"error":{"code":-32005,"message":"limit exceeded"}}');
      case "503":
        return end(response, 503, "no upstream");
      case "html":
        return end(response, 200, HTML);
      case "reset":
        response.socket?.destroy();
        return;
      case "dropped":
        if (question.method !== "eth_sendRawTransaction") return end(response, 200, await forward(body, question));
        return answer(response, question, keccak256(String(question.params[0])));
      case "stale":
        if (question.method === "eth_sendRawTransaction" || !older.has(nameOf(question)))
          return end(response, 200, await forward(body, question));
        return answer(response, question, older.get(nameOf(question)));
      case "truncated": {
        const whole = await forward(body, question);
        response.writeHead(200, { ...JSON_TYPE, "content-length": Buffer.byteLength(whole) });
        response.write(whole.slice(0, whole.length / 2), () => response.socket?.destroy());
        return;
      }
      case "late":
        // The node has done it, and nobody hears of it.
        await forward(body, question);
    }
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    const question: Question = JSON.parse(body);
    await sleep(node.delayMs);
    const kind = node.choose(question.method);
    if (kind === undefined) return end(response, 200, await forward(body, question));
    done.set(kind, (done.get(kind) ?? 0) + 1);
    await misbehave(kind, question, body, response);
  }

  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.socket?.destroy());
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  const port = address !== null && typeof address === "object" ? address.port : 0;
  const node: BadNode = {
    url: `http://127.0.0.1:${port}`,
    choose: () => undefined,
    delayMs: 0,
    done,
    close: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
  return node;
}

function nameOf({ method, params }: Question): string {
  return `${method} ${JSON.stringify(params)}`;
}

function answer(response: ServerResponse, { id }: Question, result: unknown): void {
  end(response, 200, JSON.stringify({ jsonrpc: "2.0", id, result: result ?? null }));
}

function end(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, JSON_TYPE);
  response.end(body);
}
