/**
 * Confidential records without a chain and without Node: sealing, opening, checking, disclosing, and fetching envelopes. Members who keep keys and
 * envelopes on a disk use `seal` and `open` of the door for Node, which ask the chain for everything that these ask their caller.
 */

export type { CreateHttpStoreParameters } from "./actions/envelopes/createHttpStore.ts";
export { createHttpStore } from "./actions/envelopes/createHttpStore.ts";
export type { FailedStore, FetchFromAnyParameters, FetchFromAnyReturnType } from "./actions/envelopes/fetchFromAny.ts";
export { fetchFromAny } from "./actions/envelopes/fetchFromAny.ts";
export type { CheckSlotsParameters } from "./crypto/checkSlots.ts";
export { checkSlots } from "./crypto/checkSlots.ts";
export { computeRecordContext } from "./crypto/commitment/computeRecordContext.ts";
export type { RecordBody } from "./crypto/commitment/computeRecordId.ts";
export { computeBodyHash, computeRecordId } from "./crypto/commitment/computeRecordId.ts";
export { decodeField, encodeField } from "./crypto/commitment/encodeField.ts";
export type { DisclosedRecord } from "./crypto/disclosure/checkDisclosure.ts";
export { checkDisclosure } from "./crypto/disclosure/checkDisclosure.ts";
export type { Disclosure, FieldOpening } from "./crypto/disclosure/Disclosure.ts";
export { disclose } from "./crypto/disclosure/disclose.ts";
export type { EnvelopeHead } from "./crypto/envelope/envelopeHead.ts";
export type { EnvelopeHeader } from "./crypto/envelope/header.ts";
export type { InspectedEnvelope } from "./crypto/envelope/inspectEnvelope.ts";
export { inspectEnvelope } from "./crypto/envelope/inspectEnvelope.ts";
export type { RecordCommitment } from "./crypto/envelope/recordCommitment.ts";
export type { RecordContent } from "./crypto/envelope/recordContent.ts";
export type { GrantedSlot, GrantSlotParameters } from "./crypto/grantSlot.ts";
export { grantSlot } from "./crypto/grantSlot.ts";
export type { JudgeSlotParameters, SlotEvidence, SlotVerdict } from "./crypto/judgeSlot.ts";
export { hashEvidence, judgeSlot, revealSlot } from "./crypto/judgeSlot.ts";
export type { DecryptionKey, NewDecryptionKey } from "./crypto/keys/decryptionKey.ts";
export { createDecryptionKey, importDecryptionKey } from "./crypto/keys/decryptionKey.ts";
export { computeKeyId, parseEncryptionKey } from "./crypto/keys/encryptionKey.ts";
export type { KemSecret } from "./crypto/keys/Kem.ts";
export type { PossessionChallenge } from "./crypto/keys/possession.ts";
export { createChallenge, openChallenge } from "./crypto/keys/possession.ts";
export type { OpenedRecord, OpenRecordParameters, RegisteredRecord } from "./crypto/openRecord.ts";
export { openRecord } from "./crypto/openRecord.ts";
export type { RejectionReason } from "./crypto/rejectionReasonOf.ts";
export { rejectionReasonOf, rejectionReasons } from "./crypto/rejectionReasonOf.ts";
export { readJsonMessage, writeJsonMessage } from "./crypto/schemas/jsonMessage.ts";
export { readMessage, writeMessage } from "./crypto/schemas/message.ts";
export type { MessageFields } from "./crypto/schemas/messageFormat.ts";
export { computeSchemaId, readXmlMessage, writeXmlMessage } from "./crypto/schemas/xmlMessage.ts";
export type { SealedRecord, SealRecordParameters } from "./crypto/sealRecord.ts";
export { sealRecord } from "./crypto/sealRecord.ts";
export { collectBytes, streamBytes } from "./crypto/stream/collectBytes.ts";
export type { StreamLimits, StreamProgress } from "./crypto/stream/followStream.ts";
export type { EnvelopeSource, EnvelopeStore } from "./types/EnvelopeStore.ts";
export type { FieldType } from "./types/FieldType.ts";
export { fieldTypes } from "./types/FieldType.ts";
export type { RecordContext } from "./types/RecordContext.ts";
export type { EncodedField, RecordField } from "./types/RecordField.ts";
export type { EncryptionKey, Suite } from "./types/Suite.ts";
export { suites } from "./types/Suite.ts";
