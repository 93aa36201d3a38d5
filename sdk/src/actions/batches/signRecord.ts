import { toRecordTypedData } from "../../crypto/batch/recordTypedData.ts";
import { computeRecordContext } from "../../crypto/commitment/computeRecordContext.ts";
import { computeRecordId } from "../../crypto/commitment/computeRecordId.ts";
import { fromHex } from "../../crypto/commitment/toBytes32.ts";
import { toConsentTypedData } from "../../crypto/consentTypedData.ts";
import { parseInteger } from "../../internal/parseInteger.ts";
import { recordPlaceOf } from "../../internal/recordPlaceOf.ts";
import { requireAccount, type SignedPacked, signPacked } from "../../internal/signPacked.ts";
import {
  encodeNonce,
  NO_RECORD,
  type SealedRegistration,
  toPackedHead,
  toPackedRegistration,
} from "../../internal/toPackedRegistration.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import { OFF_LINE, withLimits } from "../../internal/withLimits.ts";
import type { BallotSigner } from "../../types/BallotSigner.ts";
import type { Modules } from "../../types/Modules.ts";
import type { CallItem } from "../../types/SignedRecord.ts";

/** Where, for whom, until when, and who signs. */
export interface SignRecordParameters extends WaitLimits {
  readonly chainId: bigint;
  readonly modules: Modules;
  readonly seat: bigint;
  /** Unix seconds by the chain's time after which a batcher must not take it: at most the parameter `batch.maxDeadlineAhead` ahead. */
  readonly deadline: bigint;
  /** An account that is one of the seat's keys with the scope `records`. */
  readonly signer: BallotSigner;
  /** What `seal` answers, or a call with a nonce that the seat uses once for calls. */
  readonly record: SealedRegistration | (CallItem & { readonly nonce: bigint });
}

/** A record that any batcher takes, and what was signed. */
export type SignRecordReturnType = SignedPacked;

/**
 * Signs a sealed record or a call for a batcher, without a chain. Of a sealed record it is the same signature that `register` takes.
 *
 * @throws QuorateError INTEGER_MALFORMED, SIGNER_UNSUPPORTED, SIGNER_REFUSED, SIGNATURE_FOREIGN, SIGNATURE_MALFORMED, SIGNATURE_MALLEABLE, RECORD_MALFORMED, ABORTED, TIMED_OUT
 * @example
 * ```ts
 * const sealed = { group: 1n, epoch: 1n, senderNonce: createNonceSource().next(), contentRoot, bodyHash, suite: 1 } as const;
 * const { record } = await signRecord({ chainId, modules, seat: 3n, deadline, signer, record: sealed });
 * const { durable } = createBatchClient({ ...recordPlace, urls: ["https://batcher.bank.example"] }).submit(record);
 * ```
 */
export async function signRecord(parameters: SignRecordParameters): Promise<SignRecordReturnType> {
  const { chainId, modules, signer, record } = parameters;
  const [seat, deadline] = [parseInteger(parameters.seat, 16), parseInteger(parameters.deadline, 48)];
  const place = recordPlaceOf({ chainId, modules });
  const head = toPackedHead(seat, deadline, requireAccount(signer));
  return await withLimits(parameters, OFF_LINE, "signing a record", async (signal) => {
    if ("target" in record) {
      const { target, data, nonce } = record;
      const gas = parseInteger(record.gas, 32);
      const shown = toRecordTypedData(place, { kind: "call", seat, deadline, nonce, target, gas, data });
      const call = { target: fromHex(target), gas: Number(gas), data: fromHex(data) };
      const packed = { kind: "call", ...head, nonce: encodeNonce(nonce, 8), ...call } as const;
      return signPacked(place, packed, { signer, data: shown }, signal);
    }
    const { contentRoot, bodyHash, suite, previous = NO_RECORD, ...facts } = record;
    const recordContext = computeRecordContext({ ...place, ...facts, sender: seat });
    const recordId = computeRecordId({ recordContext, contentRoot, bodyHash });
    const action = { verb: "register", recordId, suite, previous } as const;
    const shown = toConsentTypedData({ chainId, modules }, { seat, deadline, action });
    return signPacked(place, toPackedRegistration(record, head), { signer, data: shown }, signal);
  });
}
