import type { Bytes32, Client } from "#sdk";

import { readBytes32 } from "../terminal/readValues.ts";
import { readReceiptFile } from "./receiptFile.ts";

/** The id of a challenge, or of the one to the record of a receipt's file. @throws QuorateError FILE_UNREADABLE, RECEIPT_MALFORMED */
export async function readChallengeId({ contracts }: Client, text: string): Promise<Bytes32> {
  if (/^0x[0-9a-f]{64}$/i.test(text)) return readBytes32(text);
  const { logId, sequence, digest } = await readReceiptFile(text);
  return readBytes32(await contracts.batchAnchor.challengeIdOf(logId, sequence, digest));
}
