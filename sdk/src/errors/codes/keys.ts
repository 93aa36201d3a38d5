/**
 * Codes of the faults in reading, writing and using keys, each with what it means.
 * The sentences feed the generated error reference.
 */
export const keyCodes = {
  KEY_SOURCE_MALFORMED: "The text that says where a key comes from is not understood.",
  KEY_VARIABLE_MISSING: "The environment variable that should hold a key is not set.",
  KEY_MALFORMED: "What should be a private key is not one.",
  KEY_PASSWORD_MISSING: "A keystore is encrypted and no password was given.",
  KEYSTORE_UNREADABLE: "A keystore could not be read.",
  KEYSTORE_NOT_A_FILE: "What should be a keystore is not a regular file.",
  KEYSTORE_EXPOSED: "A keystore can be read or written by others than its owner.",
  KEYSTORE_MALFORMED: "A file is not a keystore, or not one of a kind we know.",
  KEYSTORE_PASSWORD_WRONG: "The password does not open the keystore, or the keystore was altered.",
  KEYSTORE_EXISTS: "A keystore stands where a new one would be written.",
  KEYSTORE_NOT_WRITTEN: "A keystore could not be written.",
  KEYSTORE_LOCKED: "Another program is changing the key store.",
  DECRYPTION_KEY_UNKNOWN: "The key store has no such key.",
  DECRYPTION_KEY_ACTIVE: "The key store has a key of this suite that is in use, or this very key.",
  EPOCH_SECRET_DIFFERS: "The key store has another secret for this epoch.",
  SENDER_NONCE_USED: "The sender's number was used for another record.",
  RECORD_FORGOTTEN: "What the key store kept for a record was shredded, and nothing is kept for it again.",
  SIGNER_UNSUPPORTED: "A signer is no account with a key of its own, where only such sign.",
  SIGNER_UNREACHABLE: "The signer behind a URL does not answer.",
  SIGNER_WRONG_CHAIN: "The signer behind a URL is on another chain than the consortium.",
  SIGNER_ACCOUNT_MISSING: "The signer behind a URL does not hold the account that was asked for.",
} as const satisfies Readonly<Record<string, string>>;

/** A code of a fault in reading, writing or using a key. */
export type KeyCode = keyof typeof keyCodes;
