import { QuorateError } from "#sdk";

/** A good answer of a batcher. */
export interface BatcherAnswer {
  readonly text: string;
  /** What the record of a receipt has reached. */
  readonly level: string | null;
}

/**
 * Asks a batcher for one thing, once.
 *
 * @throws QuorateError BATCHER_UNREACHABLE, BATCHER_REFUSED, ABORTED
 */
export async function askBatcher(url: string, path: string, signal: AbortSignal): Promise<BatcherAnswer> {
  // The host alone is told: paths and queries of such addresses may hold tokens.
  const { host } = new URL(url);
  try {
    const response = await fetch(`${url.replace(/\/$/, "")}${path}`, {
      headers: { accept: "application/json" },
      redirect: "error",
      signal,
    });
    const text = await response.text();
    if (!response.ok) throw refused(host, response.status, text);
    return { text, level: response.headers.get("quorate-level") };
  } catch (cause) {
    if (cause instanceof QuorateError) throw cause;
    if (signal.aborted && isAbort(signal.reason)) throw aborted(cause);
    throw new QuorateError({
      code: "BATCHER_UNREACHABLE",
      summary: `${host} does not answer.`,
      remedy: "Check that the batcher runs and that its address and port are right.",
      facts: { host },
      cause,
    });
  }
}

function refused(host: string, status: number, text: string): QuorateError {
  const { code, title, remedy } = readProblem(text);
  return new QuorateError({
    code: "BATCHER_REFUSED",
    summary: `${host} answered ${status}, ${code}: ${title}`,
    remedy,
    facts: { host, status, problem: code },
  });
}

/** What a problem document says. Source: RFC 9457. */
function readProblem(text: string): { readonly code: string; readonly title: string; readonly remedy: string } {
  const none = { code: "no problem document", title: "it does not answer as a batcher.", remedy: "Check its address." };
  try {
    const { code, title, remedy } = Object(JSON.parse(text));
    if (typeof code !== "string") return none;
    return { code: code.slice(0, 80), title: String(title).slice(0, 300), remedy: String(remedy).slice(0, 300) };
  } catch {
    return none;
  }
}

function isAbort(reason: unknown): boolean {
  return reason instanceof Error && reason.name === "AbortError";
}

function aborted(cause: unknown): QuorateError {
  return new QuorateError({
    code: "ABORTED",
    summary: "Stopped while asking a batcher.",
    remedy: "Ask again when it is wanted.",
    cause,
  });
}
