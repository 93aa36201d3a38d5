/**
 * Signed records, batches and receipts, without a chain and without Node: packing what a member signs, hashing it, the trees that batches are, what batchers
 * promise, and checking a receipt with nothing but a batch's hash from somebody one trusts.
 */

export type {
  BatchClient,
  CreateBatchClientParameters,
  SubmittedRecord,
} from "./actions/batches/createBatchClient.ts";
export { createBatchClient } from "./actions/batches/createBatchClient.ts";
export type {
  AcknowledgedPart,
  Acknowledgements,
  RecordOutcome,
  SignedPromise,
} from "./crypto/batch/acknowledgements.ts";
export { decodeAcknowledgements, encodeAcknowledgements } from "./crypto/batch/acknowledgements.ts";
export { buildTree, proveLeaf, proveRange, rootOfTree, verifyProof } from "./crypto/batch/batchTree.ts";
export { bundleDigest } from "./crypto/batch/bundleDigest.ts";
export { buildCallsTree, buildItemsTree, computeCallLeaf, computeItemLeaf } from "./crypto/batch/bundleTrees.ts";
export type { CheckedReceipt, VerifiedBatch, VerifiedPromise } from "./crypto/batch/checkReceiptParts.ts";
export type { BatchHeader } from "./crypto/batch/computeHeaderHash.ts";
export { computeHeaderHash } from "./crypto/batch/computeHeaderHash.ts";
export { computeLeaf, computeLeaves } from "./crypto/batch/computeLeaves.ts";
export { computeLogId } from "./crypto/batch/computeLogId.ts";
export type { CreateItemReceiptParameters } from "./crypto/batch/createItemReceipt.ts";
export { createItemReceipt } from "./crypto/batch/createItemReceipt.ts";
export type { CreateNonceSourceParameters, NonceSource } from "./crypto/batch/createNonceSource.ts";
export { createNonceSource } from "./crypto/batch/createNonceSource.ts";
export type { AnchoredBatch, CreateReceiptParameters } from "./crypto/batch/createReceipt.ts";
export { createReceipt } from "./crypto/batch/createReceipt.ts";
export type { RecordDigester, RecordPlace } from "./crypto/batch/createRecordDigester.ts";
export { createRecordDigester } from "./crypto/batch/createRecordDigester.ts";
export type { OpenedRange } from "./crypto/batch/openRange.ts";
export { openRange, proofFromRange, rootFromRange } from "./crypto/batch/openRange.ts";
export { packedLength } from "./crypto/batch/packedLength.ts";
export { isNormalSignature, recoverAccount, toNormalSignature } from "./crypto/batch/packedSignature.ts";
export { packRecord } from "./crypto/batch/packRecord.ts";
export { parsePackedRecord } from "./crypto/batch/parsePackedRecord.ts";
export { parseReceipt } from "./crypto/batch/parseReceipt.ts";
export type { AnchorPlace, BatchPromise } from "./crypto/batch/promiseDigest.ts";
export { promiseDigest } from "./crypto/batch/promiseDigest.ts";
export type { Refusal } from "./crypto/batch/refusals.ts";
export { isRefusal, refusalOf, refusals } from "./crypto/batch/refusals.ts";
export type { RegistryPlace } from "./crypto/batch/toSignedRecord.ts";
export { toSignedRecord } from "./crypto/batch/toSignedRecord.ts";
export type { VerifiedReceipt, VerifyReceiptParameters } from "./crypto/batch/verifyReceipt.ts";
export { verifyReceipt } from "./crypto/batch/verifyReceipt.ts";
export type { VerifiedItem } from "./crypto/batch/verifyReceiptItem.ts";
export { loadHashes } from "./crypto/hashing/compiledHashes.ts";
export type { ErrorCode } from "./errors/codes.ts";
export type { Facts, QuorateErrorParameters } from "./errors/QuorateError.ts";
export { QuorateError } from "./errors/QuorateError.ts";
export type { BatchReceipt, ReceiptBatch, ReceiptBundle, ReceiptItem, ReceiptPromise } from "./types/BatchReceipt.ts";
export type { Address, Bytes32, Hex } from "./types/Hex.ts";
export type {
  PackedBundle,
  PackedCall,
  PackedCallBundle,
  PackedCallItem,
  PackedHead,
  PackedRecord,
  PackedRegistration,
  RecordKind,
} from "./types/PackedRecord.ts";
export { recordKinds } from "./types/PackedRecord.ts";
export { parseAddress } from "./types/parseAddress.ts";
export { parseBytes32, parseHex } from "./types/parseHex.ts";
export type {
  CallItem,
  SignedBundle,
  SignedCall,
  SignedHead,
  SignedRecord,
  SignedRegistration,
} from "./types/SignedRecord.ts";
