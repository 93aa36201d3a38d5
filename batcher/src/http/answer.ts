import type { ServerResponse } from "node:http";

import { type ProblemCode, problemOf } from "../stages/refusals.ts";

/** What an answer says beside its body. */
export type Headers = Readonly<Record<string, string>>;

/** Where the codes are explained. */
const TYPE_PREFIX = "urn:quorate:problem:";
const RETRY_AFTER_SECONDS = "1";

/** A problem as in RFC 9457. */
export function formatProblem(
  code: ProblemCode,
  extra: { readonly detail?: string; readonly pointer?: string } = {},
): string {
  const { status, retry, title, remedy } = problemOf(code);
  return JSON.stringify({ type: `${TYPE_PREFIX}${code}`, title, status, code, retry, remedy, ...extra });
}

/** Answers with a problem. */
export function sendProblem(
  response: ServerResponse,
  code: ProblemCode,
  extra: { readonly detail?: string; readonly pointer?: string; readonly headers?: Headers } = {},
): void {
  const { status, retry } = problemOf(code);
  const { headers = {}, ...told } = extra;
  send(response, status, formatProblem(code, told), {
    "content-type": "application/problem+json",
    ...(retry ? { "retry-after": RETRY_AFTER_SECONDS } : {}),
    ...headers,
  });
}

/**
 * Answers with a body. What was not read of the request is read and thrown away, so that its sender comes to read the answer; the time for a request bounds that.
 */
export function send(response: ServerResponse, status: number, body: string | Uint8Array, headers: Headers): void {
  if (response.headersSent || response.destroyed) return;
  const bytes = typeof body === "string" ? Buffer.from(body) : body;
  response.writeHead(status, { ...headers, "content-length": bytes.length, "x-content-type-options": "nosniff" });
  response.end(bytes);
  if (!response.req.complete) response.req.resume();
}
