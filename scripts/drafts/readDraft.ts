import { type Client, explainCall, parseAddress, parseBytes32, parseHex, QuorateError } from "#sdk";

import type { JsonReader } from "../founding/JsonReader.ts";
import { parseJsonFile } from "../founding/parseJsonFile.ts";
import { readHex } from "../founding/readHex.ts";
import { readTextFile } from "../founding/readTextFile.ts";
import type { Draft, DraftCall } from "./Draft.ts";

const MAX = 2n ** 256n - 1n;

/**
 * Reads a draft and holds it against the chain: it must be for this chain, and every sentence must be what its call does.
 *
 * @throws QuorateError FILE_UNREADABLE, DRAFT_MALFORMED, CHAIN_FOREIGN, DRAFT_ALTERED
 */
export async function readDraft(path: string, client: Pick<Client, "chainId" | "modules" | "names">): Promise<Draft> {
  const draft = parseJsonFile(await readTextFile(path), { file: path, refusal: "DRAFT_MALFORMED", read: readFields });
  if (draft.chainId !== client.chainId) {
    throw new QuorateError({
      code: "CHAIN_FOREIGN",
      summary: `${path} is for chain ${draft.chainId}, and the consortium lives on chain ${client.chainId}.`,
      remedy: "Draft the proposal again for this consortium.",
      facts: { found: draft.chainId, expected: client.chainId },
    });
  }
  for (const [index, call] of draft.calls.entries()) {
    const { sentence } = explainCall({ call, modules: client.modules, names: client.names });
    if (sentence === call.sentence) continue;
    throw new QuorateError({
      code: "DRAFT_ALTERED",
      summary: `Call ${index + 1} of ${path} says ${JSON.stringify(call.sentence)} and does ${JSON.stringify(sentence)}.`,
      remedy: "Do not sign it; draft the proposal again, or use the names.json of whoever drafted it.",
      facts: { file: path, call: index, says: call.sentence, does: sentence },
    });
  }
  return draft;
}

function readFields(root: JsonReader): Draft {
  root.checkFields(["format", "version", "chainId", "description", "salt", "calls"]);
  root.field("format").word(["quorate.draft"]);
  root.field("version").integer({ min: 1, max: 1 });
  return {
    chainId: root.field("chainId").wholeNumber({ min: 1n, max: MAX }),
    description: root.field("description").text(),
    salt: readHex(root.field("salt"), parseBytes32, `0x${"00".repeat(32)}`),
    calls: root.field("calls").items().map(readCall),
  };
}

function readCall(place: JsonReader): DraftCall {
  place.checkFields(["to", "value", "data", "sentence"]);
  return {
    to: readHex(place.field("to"), parseAddress, `0x${"00".repeat(20)}`),
    value: place.field("value").wholeNumber({ min: 0n, max: MAX }),
    data: readHex(place.field("data"), parseHex, "0x"),
    sentence: place.field("sentence").text(),
  };
}
