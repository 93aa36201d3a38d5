import { fetchFromAny } from "../../actions/envelopes/fetchFromAny.ts";
import { listRecordChanges } from "../../actions/records/listRecordChanges.ts";
import { checkEnvelope } from "../../crypto/envelope/checkEnvelope.ts";
import { type EnvelopeHead, readEnvelopeHead } from "../../crypto/envelope/envelopeHead.ts";
import { hashEvidence, judgeSlot, type SlotEvidence, type SlotVerdict } from "../../crypto/judgeSlot.ts";
import { createByteReader } from "../../crypto/stream/byteReader.ts";
import { drainStream } from "../../crypto/stream/drainStream.ts";
import { QuorateError } from "../../errors/QuorateError.ts";
import { isUsableAt, readEncryptionKeys } from "../../internal/readEncryptionKeys.ts";
import { readRegistration } from "../../internal/readRegistration.ts";
import { eventsNamed } from "../../internal/send.ts";
import { untilStopped } from "../../internal/untilStopped.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import { withLimits } from "../../internal/withLimits.ts";
import type { Client } from "../../types/Client.ts";
import type { EnvelopeStore } from "../../types/EnvelopeStore.ts";
import type { Bytes32 } from "../../types/Hex.ts";

/** A rejection that was answered, and what its sender shows. */
export interface JudgeParameters extends WaitLimits {
  readonly recordId: Bytes32;
  /** The seat whose rejection was answered. */
  readonly rejecter: bigint;
  /** What the sender shows of the rejecter's slot. */
  readonly evidence: SlotEvidence;
  /** The panel's own store: the envelope is kept there. */
  readonly store: EnvelopeStore;
  /** Stores of other parties, in the order in which they are asked. */
  readonly from?: readonly EnvelopeStore[] | undefined;
}

/** Who is right. */
export interface JudgeReturnType {
  readonly verdict: SlotVerdict;
  /** The key of the rejecter that the slot is for; null where it is for none of them. */
  readonly keyId: Bytes32 | null;
}

/**
 * Judges a rejection by the sender's answer, as anybody on the panel can: what is shown must be what the chain has the hash of, and the
 * slot is opened with it for every key that the rejecter had in use. What is shown opens the record to the panel.
 *
 * @throws QuorateError EVIDENCE_MISMATCH, RECORD_UNKNOWN, EVENT_MISSING, ENVELOPE_UNAVAILABLE, LOGS_REFUSED, STORE_..., ABORTED, TIMED_OUT
 * @example
 * ```ts
 * const evidence = { slot: 3, ephemeral };
 * const { verdict } = await judge(client, { recordId, rejecter: 3n, evidence, store, from: [senders] });
 * ```
 */
export async function judge(client: Client, parameters: JudgeParameters): Promise<JudgeReturnType> {
  return await withLimits(untilStopped(parameters), client, "judging a rejection", (signal) =>
    judgeIn(client, parameters, signal),
  );
}

async function judgeIn(client: Client, parameters: JudgeParameters, signal: AbortSignal): Promise<JudgeReturnType> {
  const { recordId, rejecter, evidence, store, from = [] } = parameters;
  const { suite, registeredAt } = await readRegistration(client, recordId, signal);
  const events = (await listRecordChanges(client, { recordId, signal })).map(({ event }) => event);
  const answers = eventsNamed(events, "ConfidentialRegistry.RecordAnswered");
  const answer = answers.find(({ facts }) => facts.seat === rejecter);
  if (answer?.facts.revealHash !== hashEvidence(evidence)) throw mismatch(recordId, rejecter, answer !== undefined);
  const published = await readEncryptionKeys(client, { seats: [rejecter] }, signal);
  const keys = published.filter((key) => key.suite === suite && isUsableAt(key, registeredAt));
  await fetchFromAny({ address: recordId, stores: from, into: store, signal });
  const head = await readHead(store, recordId, signal);
  for (const recipient of keys) {
    const verdict = await judgeSlot({ head, recipient, ...evidence });
    if (verdict !== "another-seed") return { verdict, keyId: recipient.keyId };
  }
  return { verdict: "another-seed", keyId: null };
}

/** The head that the record commits to: the envelope is read to its end, since a store is not believed. */
async function readHead(store: EnvelopeStore, recordId: Bytes32, signal: AbortSignal): Promise<EnvelopeHead> {
  const checked = checkEnvelope(store.get(recordId, { signal }), { address: recordId, store: store.name });
  const reader = createByteReader(checked);
  try {
    const head = await readEnvelopeHead(reader);
    await drainStream(reader.rest());
    return head;
  } finally {
    await reader.close();
  }
}

function mismatch(recordId: Bytes32, rejecter: bigint, isAnswered: boolean): QuorateError {
  return new QuorateError({
    code: "EVIDENCE_MISMATCH",
    summary: isAnswered
      ? `What is shown is not what the sender answered seat ${rejecter} with.`
      : `The sender has not answered the rejection of seat ${rejecter}.`,
    remedy: "Ask the sender for what its answer on chain is the hash of, and decide against it where it gives nothing.",
    facts: { recordId, rejecter },
  });
}
