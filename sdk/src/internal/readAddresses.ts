import { QuorateError } from "../errors/QuorateError.ts";
import type { Bytes32 } from "../types/Hex.ts";
import { parseBytes32 } from "../types/parseHex.ts";

const LINE_BYTES = 67;

/** The addresses in a list with one to a line. @throws QuorateError STORE_FAILED where it is none */
export async function* readAddresses(
  source: AsyncIterable<Uint8Array>,
  store: string,
): AsyncGenerator<Bytes32, void, undefined> {
  const decoder = new TextDecoder("utf-8");
  let rest = "";
  for await (const piece of source) {
    rest += decoder.decode(piece, { stream: true });
    const lines = rest.split("\n");
    rest = lines.pop() ?? "";
    if (rest.length > LINE_BYTES) throw noList(store);
    for (const line of lines) yield readAddress(line, store);
  }
  if (rest !== "") throw noList(store);
}

function readAddress(line: string, store: string): Bytes32 {
  try {
    return parseBytes32(line);
  } catch (cause) {
    throw noList(store, cause);
  }
}

function noList(store: string, cause?: unknown): QuorateError {
  return new QuorateError({
    code: "STORE_FAILED",
    summary: `What ${store} gave is no list of addresses.`,
    remedy: "Check that the URL is that of a store of envelopes.",
    facts: { store },
    ...(cause === undefined ? {} : { cause }),
  });
}
