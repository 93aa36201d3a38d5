/**
 * Codes of the faults in signing, storing and submitting ballots and signed proposals, each with what it means.
 * The sentences feed the generated error reference.
 */
export const ballotCodes = {
  SIGNATURE_MALFORMED: "A signature has a length or a form that no signer of its kind gives.",
  SIGNATURE_MALLEABLE:
    "A signature has the high one of its two possible s values, so that a copy of it would look different.",
  SIGNATURE_FOREIGN: "A signature is not the named signer's over this content.",
  BALLOT_EXPIRED: "A ballot's deadline has passed.",
  BALLOT_MALFORMED: "A ballot's parts are outside what the chain can take.",
  BALLOTS_CONTRADICT: "One seat gave two different ballots on one proposal under one nonce.",
  BALLOTS_EMPTY: "There is no ballot to submit.",
  BALLOT_FILE_MALFORMED: "A ballot file is not JSON, or has not the fields of its format.",
  BALLOT_FILE_VERSION: "A ballot file is of a version that this program does not read.",
  BALLOT_FILE_ALTERED: "What a ballot file shows to people is not what its signature would bind.",
  BALLOT_FILE_FOREIGN: "A ballot file is for another chain, another governor or another proposal.",
  BALLOT_FILE_UNSIGNED: "A ballot file carries no signature yet.",
  PROPOSAL_FILE_MALFORMED: "A proposal file is not JSON, or has not the fields of its format.",
  PROPOSAL_FILE_VERSION: "A proposal file is of a version that this program does not read.",
  PROPOSAL_FILE_ALTERED: "What a proposal file shows to people is not what its signature would bind.",
  PROPOSAL_FILE_FOREIGN: "A proposal file is for another chain or another governor.",
  PROPOSAL_FILE_LATE: "The deadline until which a signed proposal may be opened has passed.",
  PROPOSAL_FILE_UNSIGNED: "A proposal file carries no signature yet.",
  NAMES_DIFFER: "A ballot or proposal file calls something by another name than the reader does.",
} as const satisfies Readonly<Record<string, string>>;

/** A code of a fault in signing, storing or submitting a ballot or a signed proposal. */
export type BallotCode = keyof typeof ballotCodes;
