/**
 * Codes of confidential records: their fields, keys, envelopes and disclosures, each with what it means.
 * The sentences feed the generated error reference.
 */
export const recordCodes = {
  RECORD_UNKNOWN: "The registry has no record with this id.",
  GROUP_UNKNOWN: "There is no group with this number.",
  GROUP_KEY_MISSING: "A member of the group that must be sealed to has no encryption key of the suite in use.",
  FIELD_MALFORMED: "A field's path or value is not written the way its type asks, or two fields have one path.",
  MESSAGE_MALFORMED: "A message is not XML that maps to fields and back, or fields stand for no message.",
  ENCRYPTION_KEY_MALFORMED: "These bytes are no encryption key of their suite that may be used.",
  ENCRYPTION_KEY_UNKNOWN: "The key directory has no such encryption key.",
  ATTESTATION_UNSUPPORTED: "The group seals to attested recipients only, and this release cannot tell them.",
  SUITE_REFUSED: "The group's policy does not admit records of this suite.",
  SUITE_UNKNOWN: "There is no suite of algorithms with this number.",
  EPOCH_SECRET_MALFORMED: "An epoch's secret is not 32 bytes long.",
  RECIPIENTS_MALFORMED: "The recipients of a record are none, too many, named twice, or of another suite.",
  RECORD_TOO_LARGE: "What is to be sealed is larger than a record can be.",
  SOURCE_CHANGED: "A source gave other bytes when it was read again.",
  ENVELOPE_MALFORMED: "These bytes are no envelope, or not in the one encoding that an envelope has.",
  ENVELOPE_UNSUPPORTED: "The envelope is of a version, a suite or a padding that this release does not know.",
  ENVELOPE_FOREIGN: "The envelope belongs to another chain, registry or record than the one that was asked for.",
  ENVELOPE_ALTERED: "The envelope is not the one that the record commits to.",
  SLOT_MISSING: "No slot of the envelope opens with this key.",
  SLOT_MISMATCH: "A slot of the envelope is not what the sender had to put there.",
  KEY_COMMITMENT_MISMATCH: "The slot held another key than the one that the envelope commits to.",
  CONTENT_UNREADABLE: "The ciphertext, or a chunk of it, is not what was sealed with this key.",
  CONTENT_TRUNCATED: "The ciphertext ends before its last chunk.",
  CONTENT_MALFORMED: "What was decrypted is not in the one encoding that a record's content has.",
  CONTENT_ROOT_MISMATCH: "The fields that were decrypted are not the ones that the record commits to.",
  DOCUMENT_ALTERED: "A part of the document is not the one that the record commits to.",
  EVIDENCE_MISMATCH: "What a sender shows of a slot is not what it answered with on chain, or it did not answer.",
  CHALLENGE_UNREADABLE: "A challenge was not sealed to the key that is to answer it.",
  DISCLOSURE_MALFORMED: "A disclosure lacks parts, names one field twice, or is not in order.",
  DISCLOSURE_MISMATCH: "What was disclosed is not what the record commits to.",
} as const satisfies Readonly<Record<string, string>>;

/** A code of a confidential record. */
export type RecordCode = keyof typeof recordCodes;
