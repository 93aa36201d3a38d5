// Written by `npm run generate`. Do not edit: `npm run check:generated` compares it with the contracts.
import type { DecodedRevert } from "../errors/DecodedRevert.ts";
import type { RevertValues } from "../errors/RevertValues.ts";
import type { Address, Bytes32, Hex } from "../types/Hex.ts";

/** The facts of every error that a contract of the suite can throw, by the error's name. */
export interface RevertFacts {
  /** The signature does not verify, or the caller is not the signer. */
  readonly AccessionBadSignature: { readonly signer: Hex };
  /** A signature's deadline has passed. */
  readonly AccessionExpired: { readonly deadline: bigint };
  /** Neither the cold account nor an active voting key of the seat. */
  readonly AccessionNotAllowed: { readonly seat: bigint; readonly signer: Hex };
  /** No such member, or it has left, or it accepted already. */
  readonly AccessionNotApplicant: { readonly seat: bigint };
  /** The constitution is not sealed yet; there is nothing to accept. */
  readonly AccessionNotSealed: Readonly<Record<never, never>>;
  /** The roots are not those of the named versions, or were superseded before the member was admitted. */
  readonly AccessionStateMismatch: { readonly what: Bytes32; readonly version: bigint; readonly expected: Bytes32; readonly given: Bytes32 };
  /** The batch is empty, or holds more records than one may. */
  readonly BatchBadCount: { readonly count: bigint; readonly limit: bigint };
  /** There is such a log already. */
  readonly BatchLogExists: { readonly logId: Bytes32 };
  /** The log is not this member's, or is its own and no batcher's, or was of the organisation that had the seat before. */
  readonly BatchLogNotOf: { readonly logId: Bytes32; readonly seat: bigint };
  /** No such log. */
  readonly BatchLogUnknown: { readonly logId: Bytes32 };
  /** The log's next record has another number. */
  readonly BatchOutOfOrder: { readonly logId: Bytes32; readonly expected: bigint; readonly given: bigint };
  /** Salts below 2^48 are for the members' own logs. */
  readonly BatchSaltReserved: { readonly salt: Bytes32 };
  /** The key signs for the log already, or did and left. */
  readonly BatchSignerKnown: { readonly logId: Bytes32; readonly key: Address };
  /** The key is still one for the duty, so only the log's own member takes it out. */
  readonly BatchSignerServes: { readonly logId: Bytes32; readonly key: Address };
  /** The key does not sign for the log now. */
  readonly BatchSignerUnknown: { readonly logId: Bytes32; readonly key: Address };
  /** The batcher is suspended already. */
  readonly BatcherIsSuspended: { readonly seat: bigint; readonly since: bigint };
  /** The batcher is not suspended. */
  readonly BatcherNotSuspended: { readonly seat: bigint };
  /** The log's batcher is at its duty and anchors by itself. */
  readonly BatcherServes: { readonly logId: Bytes32; readonly seat: bigint };
  /** This was asked before. */
  readonly ChallengeKnown: { readonly challengeId: Bytes32 };
  /** The record that was missed is not shown by this. */
  readonly ChallengeNotAnswered: { readonly challengeId: Bytes32 };
  /** There is no such challenge, or it is over. */
  readonly ChallengeNotOpen: { readonly challengeId: Bytes32 };
  /** There is still time to answer. */
  readonly ChallengeRunning: { readonly challengeId: Bytes32; readonly answerBy: bigint };
  /** The member has a challenge open to this log already; they are answered one by one. */
  readonly ChallengeWaits: { readonly challengeId: Bytes32 };
  /** A value was attempted to be inserted on a past checkpoint. */
  readonly CheckpointUnorderedInsertion: Readonly<Record<never, never>>;
  /** The code could not be deployed. */
  readonly CodeStoreFailed: Readonly<Record<never, never>>;
  /** The bounds contradict themselves or the value in force. */
  readonly ConstitutionBadBounds: { readonly key: Bytes32 };
  /** The parameter changed too recently. */
  readonly ConstitutionCoolingDown: { readonly key: Bytes32; readonly until: bigint };
  /** A call to a module is not the strict encoding of its static words, or a rule would change how many an action has. */
  readonly ConstitutionEncodingNotStrict: { readonly subject: Bytes32; readonly selector: Hex; readonly expectedBytes: bigint; readonly actualBytes: bigint };
  /** There are no rules yet, or no fallback rule. */
  readonly ConstitutionIncomplete: Readonly<Record<never, never>>;
  /** The constitution is not replaced; its rules, parameters and modules are. */
  readonly ConstitutionIsFixed: Readonly<Record<never, never>>;
  /** The successor is no contract, or not the code that was voted. */
  readonly ConstitutionModuleCode: { readonly name: Bytes32; readonly module: Address; readonly expected: Bytes32; readonly actual: Bytes32 };
  /** Only the founder may do this, and only before the seal. */
  readonly ConstitutionNotFounder: { readonly caller: Address };
  /** The caller is not the governor. */
  readonly ConstitutionNotGovernor: { readonly caller: Address };
  /** The value is outside the parameter's bounds, or not of its type. */
  readonly ConstitutionOutOfBounds: { readonly key: Bytes32; readonly value: bigint; readonly min: bigint; readonly max: bigint };
  /** The parameter changed since the proposal was written. */
  readonly ConstitutionParameterChanged: { readonly key: Bytes32; readonly expectedVersion: bigint; readonly actualVersion: bigint };
  /** The parameter exists already. */
  readonly ConstitutionParameterExists: { readonly key: Bytes32 };
  /** A component of the rule is outside what any rule may be. */
  readonly ConstitutionRuleOutOfRange: { readonly rule: { readonly quorum: bigint; readonly threshold: bigint; readonly vetoDuties: bigint; readonly votingPeriod: bigint; readonly executionDelay: bigint; readonly executionWindow: bigint; readonly lateExtension: bigint; readonly proposerDuties: bigint } };
  /** The successor does not hold what the predecessor holds. */
  readonly ConstitutionStateDiffers: { readonly name: Bytes32; readonly predecessor: Bytes32; readonly successor: Bytes32 };
  /** The step is larger than the parameter allows. */
  readonly ConstitutionStepTooLarge: { readonly key: Bytes32; readonly step: bigint; readonly maxStep: bigint };
  /** The rule would be stricter than the fallback, or the fallback weaker than this rule. */
  readonly ConstitutionStricterThanFallback: { readonly subject: Bytes32; readonly selector: Hex };
  /** The table of parameters is full. */
  readonly ConstitutionTooManyParameters: { readonly limit: bigint };
  /** The table of rules is full, or one proposal joins more rules than it may. */
  readonly ConstitutionTooManyRules: { readonly limit: bigint };
  /** Setting what is already so. */
  readonly ConstitutionUnchanged: { readonly key: Bytes32 };
  /** No such action is registered for this module. */
  readonly ConstitutionUnknownAction: { readonly subject: Bytes32; readonly selector: Hex };
  /** No parameter has that key. */
  readonly ConstitutionUnknownParameter: { readonly key: Bytes32 };
  /** A rule of an action that changes the electorate, bounds, a module or a rule is below the fallback's bars. */
  readonly ConstitutionWeakerThanFallback: { readonly subject: Bytes32; readonly selector: Hex };
  /** The zero address is no module. */
  readonly ConstitutionZeroModule: { readonly name: Bytes32 };
  /** The fields do not belong to the record, or the proof is not theirs. */
  readonly DisclosureMismatch: { readonly recordId: Bytes32 };
  /** ERC-5805: the moment asked for is not past yet. */
  readonly ERC5805FutureLookup: { readonly timepoint: bigint; readonly clock: bigint };
  /** The date lies in the future, or is no earlier than what was said before. */
  readonly EncryptionKeyBadDate: { readonly since: bigint };
  /** The key is over before it begins, or lasts longer than keys may. */
  readonly EncryptionKeyBadPeriod: { readonly notBefore: bigint; readonly notAfter: bigint };
  /** No such suite, or the key is not in the one encoding that keys of its suite have. */
  readonly EncryptionKeyMalformed: { readonly suite: bigint; readonly length: bigint };
  /** The member has published a key that has not begun yet, and has not ended it. */
  readonly EncryptionKeyPending: { readonly seat: bigint; readonly keyId: Bytes32 };
  /** The public key is a point of small order: everybody could open what is sealed to it. */
  readonly EncryptionKeySmallOrder: Readonly<Record<never, never>>;
  /** The key has been published before. */
  readonly EncryptionKeyTaken: { readonly keyId: Bytes32; readonly seat: bigint };
  /** The seat has no such key, or it is over. */
  readonly EncryptionKeyUnknown: { readonly seat: bigint; readonly keyId: Bytes32 };
  /** A contract gave a reason as text. */
  readonly Error: { readonly message: string };
  /** The signature is not the signer's over this call, or is a malleable form of it. */
  readonly ExecutionBadSignature: Readonly<Record<never, never>>;
  /** The signature's deadline has passed. */
  readonly ExecutionExpired: Readonly<Record<never, never>>;
  /** The call was signed for more gas than parameter batch.callGas admits. */
  readonly ExecutionGasAboveCap: Readonly<Record<never, never>>;
  /** The signer is no key of the seat, or may not act for it now. */
  readonly ExecutionKeyNotAllowed: Readonly<Record<never, never>>;
  /** What begins at this byte is no call and no bundle, or is cut off. */
  readonly ExecutionMalformed: { readonly offset: bigint };
  /** The nonce was used by this seat before. */
  readonly ExecutionNonceUsed: Readonly<Record<never, never>>;
  /** Less gas is left than this call was signed for: send fewer calls, or more gas. */
  readonly ExecutionOutOfGas: { readonly call_: bigint; readonly needed: bigint };
  /** The caller's member broke a promise, and is suspended from the batcher's duty. */
  readonly ExecutionSuspended: { readonly caller: Address };
  /** The target does not say that it trusts this contract as a forwarder. */
  readonly ExecutionTargetDistrusts: Readonly<Record<never, never>>;
  /** A call that is executed may not execute calls. */
  readonly ExecutionUnderWay: Readonly<Record<never, never>>;
  /** Only the founder may do this, and only before the seal. */
  readonly GovernedNotFounder: { readonly caller: Address };
  /** The caller is not the governor that the directory names. */
  readonly GovernedNotGovernor: { readonly caller: Address };
  /** The caller has no active key of a member that holds the duty. */
  readonly GovernedNotOnDuty: { readonly caller: Address; readonly duty: bigint };
  /** The vote was already cast. */
  readonly GovernorAlreadyCastVote: { readonly voter: Address };
  /** The proposal has already been queued. */
  readonly GovernorAlreadyQueuedProposal: { readonly proposalId: bigint };
  /** A ballot's deadline passed. */
  readonly GovernorBallotExpired: { readonly seat: bigint; readonly deadline: bigint };
  /** A ballot signed before, or a duplicate. */
  readonly GovernorBallotStale: { readonly seat: bigint; readonly nonce: bigint };
  /** A ballot's signatures do not verify, are too few, or are from the same key. */
  readonly GovernorBallotUnsigned: { readonly seat: bigint };
  /** Ballots in compact form must come in ascending order of seats and be 66 bytes each. */
  readonly GovernorBallotsMalformed: Readonly<Record<never, never>>;
  /** A call failed, with the reason it gave. */
  readonly GovernorCallReverted: { readonly index: bigint; readonly reason: DecodedRevert };
  /** Calls, description, salt or the code at a target are not what was voted. */
  readonly GovernorContentMismatch: { readonly proposalId: bigint };
  /** Token deposits are disabled in this contract. */
  readonly GovernorDisabledDeposit: Readonly<Record<never, never>>;
  /** The proposer does not have the required votes to create a proposal. */
  readonly GovernorInsufficientProposerVotes: { readonly proposer: Address; readonly votes: bigint; readonly threshold: bigint };
  /** Empty proposal or a mismatch between the parameters length for a proposal call. */
  readonly GovernorInvalidProposalLength: { readonly targets: bigint; readonly calldatas: bigint; readonly values: bigint };
  /** The provided signature is not valid for the expected voter. */
  readonly GovernorInvalidSignature: { readonly voter: Address };
  /** The provided params buffer is not supported by the counting module. */
  readonly GovernorInvalidVoteParams: Readonly<Record<never, never>>;
  /** The vote type used is not valid for the corresponding counting module. */
  readonly GovernorInvalidVoteType: Readonly<Record<never, never>>;
  /** The voting period set is not a valid period. */
  readonly GovernorInvalidVotingPeriod: { readonly votingPeriod: bigint };
  /** The rule does not allow enactment in one transaction. */
  readonly GovernorNeedsTime: { readonly rule: bigint };
  /** A call with data goes to an address without code. */
  readonly GovernorNoCode: { readonly target: Address };
  /** The proposalId doesn't exist. */
  readonly GovernorNonexistentProposal: { readonly proposalId: bigint };
  /** The caller, or the signer, has no key that may do this now. */
  readonly GovernorNotAllowed: { readonly key: Bytes32 };
  /** The ballots do not decide the outcome. */
  readonly GovernorNotDecided: { readonly proposalId: bigint; readonly weightFor: bigint; readonly needed: bigint };
  /** The member accepted too late to vote on this proposal, or is concerned by it. */
  readonly GovernorNotEligible: { readonly proposalId: bigint; readonly seat: bigint };
  /** Execution is too early or too late. */
  readonly GovernorNotExecutable: { readonly proposalId: bigint; readonly current: bigint; readonly eta: bigint };
  /** Only the governor's own face may name another caller, and no proposal may call it. */
  readonly GovernorNotFace: { readonly caller: Address };
  /** Founding members have not accepted yet. */
  readonly GovernorNotFounded: Readonly<Record<never, never>>;
  /** Nothing about the proposal can be settled now. */
  readonly GovernorNothingToSettle: { readonly proposalId: bigint };
  /** The account is not the governance executor. */
  readonly GovernorOnlyExecutor: { readonly account: Address };
  /** The proposal exists already. */
  readonly GovernorProposalExists: { readonly proposalId: bigint };
  /** A proposal that was signed off line was sent after its deadline. */
  readonly GovernorProposalLate: { readonly proposalId: bigint; readonly deadline: bigint };
  /** Indicates a misconfigured timelock module. */
  readonly GovernorProposalQueueingFailed: { readonly proposalId: bigint };
  /** This operation doesn't require queuing and should be executed directly. */
  readonly GovernorProposalQueueingNotRequired: { readonly proposalId: bigint };
  /** The signature is not that key's over this proposal, simulation and deadline. */
  readonly GovernorProposalUnsigned: { readonly proposalId: bigint; readonly key: Bytes32 };
  /** The proposer lacks duties that the rule asks for. */
  readonly GovernorProposerDuties: { readonly required: bigint; readonly held: bigint };
  /** The proposing seat is not among the counted ballots in favour. */
  readonly GovernorProposerMissing: { readonly seat: bigint };
  /** The proposer is not allowed to create a proposal. */
  readonly GovernorRestrictedProposer: { readonly proposer: Address };
  /** The rule that these calls would be decided under now is stricter than the one they passed. */
  readonly GovernorRuleOutgrown: { readonly proposalId: bigint };
  /** More calls than one proposal may have. */
  readonly GovernorTooManyCalls: { readonly limit: bigint };
  /** The seat has as many open proposals as it may. */
  readonly GovernorTooManyOpen: { readonly seat: bigint; readonly limit: bigint };
  /** The given account is unable to cancel the proposal with given proposalId. */
  readonly GovernorUnableToCancel: { readonly proposalId: bigint; readonly account: Address };
  /** The current state of a proposal is not the required for performing an operation. */
  readonly GovernorUnexpectedProposalState: { readonly proposalId: bigint; readonly current: bigint; readonly expectedStates: Bytes32 };
  /** The vote closed. */
  readonly GovernorVotingClosed: { readonly proposalId: bigint; readonly closedAt: bigint };
  /** A group needs members, and mandatory members are distinct members of it. */
  readonly GroupBadMembers: Readonly<Record<never, never>>;
  /** A period or a number of the policy is zero where it must not be, or more than the group has members, or a suite is unknown. */
  readonly GroupBadPolicy: Readonly<Record<never, never>>;
  /** The change was written for another epoch than the current one. */
  readonly GroupEpochChanged: { readonly group: bigint; readonly expected: bigint; readonly actual: bigint };
  /** A member of the group is no active member of the consortium. */
  readonly GroupMemberNotActive: { readonly seat: bigint };
  /** No such group. */
  readonly GroupUnknown: { readonly group: bigint };
  /** The guardian's earlier act is not ratified, and its sunset has not come, even if it was lifted. */
  readonly GuardiansActPending: { readonly guardian: bigint; readonly key: Bytes32 };
  /** The date lies in the past. */
  readonly GuardiansBadDate: { readonly until: bigint };
  /** The key was acted on too recently. */
  readonly GuardiansCoolingDown: { readonly key: Bytes32; readonly until: bigint };
  /** There is no act on the key that could be ratified or lifted. */
  readonly GuardiansNothingToDo: { readonly key: Bytes32 };
  /** A guardian may not act on its own member's key. */
  readonly GuardiansOwnKey: { readonly key: Bytes32 };
  /** The members suspended the key by vote; no guardian may replace that, and so end it. */
  readonly GuardiansSuspendedByVote: { readonly key: Bytes32; readonly until: bigint };
  /** Nobody has that key. */
  readonly GuardiansUnknownKey: { readonly key: Bytes32 };
  /** A stored short text is damaged. */
  readonly InvalidShortString: Readonly<Record<never, never>>;
  /** The member has accepted already. */
  readonly MemberAcceptedAlready: { readonly seat: bigint };
  /** The signature does not verify, or the caller is not the key that it says it is. */
  readonly MemberActionBadSignature: { readonly seat: bigint; readonly signer: Hex };
  /** The signature's deadline has passed. */
  readonly MemberActionExpired: { readonly seat: bigint; readonly deadline: bigint };
  /** The key is not the seat's, or may not act for it now. */
  readonly MemberActionNotAllowed: { readonly seat: bigint; readonly signer: Hex };
  /** Consents must come in ascending order of seats, each seat once. */
  readonly MemberActionOutOfOrder: { readonly seat: bigint };
  /** Fewer members consent than are needed; none needed means that only a vote of the consortium may do it. */
  readonly MemberActionTooFew: { readonly given: bigint; readonly needed: bigint };
  /** More ballots than the seat has voting keys, or none. */
  readonly MemberBadBallotsNeeded: { readonly seat: bigint; readonly ballotsNeeded: bigint; readonly votingKeys: bigint };
  /** The account is zero, or is a cold account or a key already. */
  readonly MemberBadCold: { readonly cold: Address };
  /** The date is not in the future. */
  readonly MemberBadDate: { readonly until: bigint };
  /** Duties contain unknown bits. */
  readonly MemberBadDuties: { readonly duties: bigint };
  /** The end lies in the past. */
  readonly MemberBadExpiry: { readonly expiresAt: bigint };
  /** The founding quorum is not between 1 and 10,000 basis points. */
  readonly MemberBadFoundingQuorum: { readonly quorum: bigint };
  /** The scopes are none, or contain unknown bits. */
  readonly MemberBadScopes: { readonly scopes: bigint };
  /** The key is empty, is not 20 bytes or longer than 20 and shorter than 1,025, its verifier is not approved, or it is a cold account. */
  readonly MemberBadSigner: { readonly signer: Hex };
  /** The weight is zero, or the total would not fit 65,535. */
  readonly MemberBadWeight: { readonly weight: bigint; readonly total: bigint };
  /** The cool-down is not over. */
  readonly MemberCoolingDown: { readonly seat: bigint; readonly until: bigint };
  /** The key belongs to a member already. */
  readonly MemberKeyTaken: { readonly key: Bytes32; readonly seat: bigint };
  /** The seat has no such key. */
  readonly MemberKeyUnknown: { readonly seat: bigint; readonly key: Bytes32 };
  /** The member has left. */
  readonly MemberLeft: { readonly seat: bigint };
  /** The member has not accepted yet. */
  readonly MemberNotAccepted: { readonly seat: bigint };
  /** Not the Accession module. */
  readonly MemberNotAccession: { readonly caller: Address };
  /** The caller is no active key of the seat. */
  readonly MemberNotAllowed: { readonly seat: bigint; readonly caller: Address };
  /** The caller is not the cold account of the seat. */
  readonly MemberNotCold: { readonly seat: bigint; readonly caller: Address };
  /** The founding quorum has not accepted yet. */
  readonly MemberNotFounded: Readonly<Record<never, never>>;
  /** Not the Guardians module. */
  readonly MemberNotGuardians: { readonly caller: Address };
  /** Nothing is under way that could be completed or canceled. */
  readonly MemberNothingPending: { readonly seat: bigint };
  /** The table of seats is full. */
  readonly MemberTooMany: { readonly limit: bigint };
  /** A seat holds a bounded number of keys. */
  readonly MemberTooManyKeys: { readonly seat: bigint; readonly limit: bigint };
  /** Setting what is already so. */
  readonly MemberUnchanged: { readonly seat: bigint };
  /** No member has that seat. */
  readonly MemberUnknown: { readonly seat: bigint };
  /** The multiproof provided is not valid. */
  readonly MerkleProofInvalidMultiproof: Readonly<Record<never, never>>;
  /** Something took so much memory that the desk has no place. */
  readonly PackedCallsNoDesk: Readonly<Record<never, never>>;
  /** A contract ran into a fault that its authors had ruled out. */
  readonly Panic: { readonly code: bigint };
  /** The challenger has given the key this very challenge before; its answer may be known to everybody. */
  readonly PossessionChallengedAlready: { readonly keyId: Bytes32; readonly challenger: bigint };
  /** There is no such challenge, or the answer is another. */
  readonly PossessionNotProved: { readonly keyId: Bytes32; readonly challenger: bigint };
  /** There is still time to keep it: until the deadline, and until that many blocks have followed. */
  readonly PromiseNotDue: { readonly deadline: bigint; readonly dueBlock: bigint };
  /** The record is not what was promised under that number. */
  readonly PromiseNotOf: { readonly logId: Bytes32; readonly sequence: bigint; readonly digest: Bytes32 };
  /** Who signed did not sign for the log at that block. */
  readonly PromiseNotSigned: { readonly logId: Bytes32; readonly signer: Address; readonly promisedAtBlock: bigint };
  /** It was promised while the batcher was suspended, or before the members reinstated it: nothing follows from it. */
  readonly PromiseSettled: { readonly seat: bigint; readonly promisedAtBlock: bigint };
  /** The two promises do not contradict each other. */
  readonly PromisesAgree: { readonly logId: Bytes32; readonly sequence: bigint };
  /** The record was anchored later after its signature's deadline than is allowed. */
  readonly RecordAnchoredLate: { readonly recordId: Bytes32; readonly deadline: bigint; readonly anchoredAt: bigint };
  /** There is no such record, or its id binds other commitments. */
  readonly RecordContextMismatch: { readonly recordId: Bytes32 };
  /** The group has another epoch by now. */
  readonly RecordEpochEnded: { readonly group: bigint; readonly epoch: bigint; readonly current: bigint };
  /** Exactly this was granted before. */
  readonly RecordGrantedAlready: { readonly recordId: Bytes32; readonly keyId: Bytes32 };
  /** Nothing may be sealed to the key now. */
  readonly RecordKeyNotUsable: { readonly keyId: Bytes32 };
  /** The successor is no final record of the same group and sender, or was not registered as one that follows this. */
  readonly RecordNoSuccessor: { readonly recordId: Bytes32; readonly newId: Bytes32 };
  /** The nonce was used by this sender before. */
  readonly RecordNonceUsed: { readonly sender: bigint; readonly senderNonce: bigint };
  /** The record is not in the batch, or the batch is not anchored. */
  readonly RecordNotAnchored: { readonly recordId: Bytes32 };
  /** The record is not the bundle's item of that index. */
  readonly RecordNotInBundle: { readonly recordId: Bytes32; readonly index: bigint };
  /** The seat did not belong to the group in the record's epoch, in the hands that it is in now, or does not any more. */
  readonly RecordNotParty: { readonly recordId: Bytes32; readonly seat: bigint };
  /** The member has no rejection of the record that waits for this. */
  readonly RecordNotRejectedBy: { readonly recordId: Bytes32; readonly seat: bigint };
  /** Only the sender may do this. */
  readonly RecordNotSender: { readonly recordId: Bytes32; readonly seat: bigint };
  /** Nothing can be written down that is not so already. */
  readonly RecordNothingToSettle: { readonly recordId: Bytes32 };
  /** A vote of the members keeps the record from being destroyed. */
  readonly RecordOnHold: { readonly recordId: Bytes32 };
  /** The sender does not reject its own record. */
  readonly RecordOwn: { readonly recordId: Bytes32; readonly seat: bigint };
  /** The member has said this of the record before. */
  readonly RecordSaidAlready: { readonly recordId: Bytes32; readonly seat: bigint };
  /** The group's policy does not admit this cipher suite. */
  readonly RecordSuiteRefused: { readonly group: bigint; readonly suite: bigint };
  /** The record is in a state in which this cannot be done. */
  readonly RecordWrongState: { readonly recordId: Bytes32; readonly state: bigint };
  /** Unauthorized reentrant call. */
  readonly ReentrancyGuardReentrantCall: Readonly<Record<never, never>>;
  /** After execution one lost key could lock everybody out. */
  readonly SafeguardsCeilingBroken: { readonly needed: bigint; readonly ceiling: bigint };
  /** After execution a rule asks for duties that nobody holds. */
  readonly SafeguardsDutiesUnheld: { readonly dutyMask: bigint };
  /** After execution the members could not change the rules any more. */
  readonly SafeguardsUnreachable: { readonly activeWeight: bigint; readonly needed: bigint };
  /** After execution the directory names a governor that is wired to something else. */
  readonly SafeguardsWiringBroken: { readonly governor: Address };
  /** The gas left would not have been enough to give the check its cap. */
  readonly SignatureCheckOutOfGas: { readonly needed: bigint };
  /** A text is too long to be kept as a short one. */
  readonly StringTooLong: { readonly str: string };
}

/** The name of an error that a contract of the suite can throw. */
export type RevertName = keyof RevertFacts;

/** Signature, four bytes, meaning and remedy of every error, by name. */
export const revertCatalogue = {
  AccessionBadSignature: {
    signature: "AccessionBadSignature(bytes)",
    selector: "0x3a012ded",
    inputs: ["bytes signer"],
    sentence: "The signature does not verify, or the caller is not the signer.",
    remedy: "Let the named signer sign this acceptance for this chain and this module, or send it itself.",
  },
  AccessionExpired: {
    signature: "AccessionExpired(uint48)",
    selector: "0x65cb532a",
    inputs: ["uint48 deadline"],
    sentence: "A signature's deadline has passed.",
    remedy: "Sign again with a later deadline.",
  },
  AccessionNotAllowed: {
    signature: "AccessionNotAllowed(uint16,bytes)",
    selector: "0xce48eab9",
    inputs: ["uint16 seat", "bytes signer"],
    sentence: "Neither the cold account nor an active voting key of the seat.",
    remedy: "Sign with the seat's cold account or one of its active voting keys.",
  },
  AccessionNotApplicant: {
    signature: "AccessionNotApplicant(uint16)",
    selector: "0x7b65214c",
    inputs: ["uint16 seat"],
    sentence: "No such member, or it has left, or it accepted already.",
    remedy: "Look at the seat: only a member that was admitted and has not accepted may accept.",
  },
  AccessionNotSealed: {
    signature: "AccessionNotSealed()",
    selector: "0x24f09483",
    inputs: [],
    sentence: "The constitution is not sealed yet; there is nothing to accept.",
    remedy: "Let the founder seal the constitution first.",
  },
  AccessionStateMismatch: {
    signature: "AccessionStateMismatch(bytes32,uint256,bytes32,bytes32)",
    selector: "0x60ea5c3a",
    inputs: ["bytes32 what", "uint256 version", "bytes32 expected", "bytes32 given"],
    sentence: "The roots are not those of the named versions, or were superseded before the member was admitted.",
    remedy: "Read the state in force again and accept that one.",
  },
  BatchBadCount: {
    signature: "BatchBadCount(uint256,uint256)",
    selector: "0x67b200fd",
    inputs: ["uint256 count", "uint256 limit"],
    sentence: "The batch is empty, or holds more records than one may.",
    remedy: "Anchor at least one record, and no more at once than the parameter batch.maxRecords says.",
  },
  BatchLogExists: {
    signature: "BatchLogExists(bytes32)",
    selector: "0x7b86d3a9",
    inputs: ["bytes32 logId"],
    sentence: "There is such a log already.",
    remedy: "Choose another salt.",
  },
  BatchLogNotOf: {
    signature: "BatchLogNotOf(bytes32,uint16)",
    selector: "0xc7395eb2",
    inputs: ["bytes32 logId", "uint16 seat"],
    sentence: "The log is not this member's, or is its own and no batcher's, or was of the organisation that had the seat before.",
    remedy: "Use a log of the seat as it is held now; a member's own log takes single records only.",
  },
  BatchLogUnknown: {
    signature: "BatchLogUnknown(bytes32)",
    selector: "0x16f7c9b5",
    inputs: ["bytes32 logId"],
    sentence: "No such log.",
    remedy: "Open the log first, or correct its id.",
  },
  BatchOutOfOrder: {
    signature: "BatchOutOfOrder(bytes32,uint64,uint64)",
    selector: "0xd0c6384c",
    inputs: ["bytes32 logId", "uint64 expected", "uint64 given"],
    sentence: "The log's next record has another number.",
    remedy: "Anchor the record that the log expects next.",
  },
  BatchSaltReserved: {
    signature: "BatchSaltReserved(bytes32)",
    selector: "0x1c9773c5",
    inputs: ["bytes32 salt"],
    sentence: "Salts below 2^48 are for the members' own logs.",
    remedy: "Choose a salt at random.",
  },
  BatchSignerKnown: {
    signature: "BatchSignerKnown(bytes32,address)",
    selector: "0x33a5c95c",
    inputs: ["bytes32 logId", "address key"],
    sentence: "The key signs for the log already, or did and left.",
    remedy: "Nothing is left to do if the key signs for the log; a key that left needs another log, or another key.",
  },
  BatchSignerServes: {
    signature: "BatchSignerServes(bytes32,address)",
    selector: "0xb673dc28",
    inputs: ["bytes32 logId", "address key"],
    sentence: "The key is still one for the duty, so only the log's own member takes it out.",
    remedy: "Let a key for the batcher's duty of the log's own member send it.",
  },
  BatchSignerUnknown: {
    signature: "BatchSignerUnknown(bytes32,address)",
    selector: "0x94852add",
    inputs: ["bytes32 logId", "address key"],
    sentence: "The key does not sign for the log now.",
    remedy: "Join the log with this key first, unless it left.",
  },
  BatcherIsSuspended: {
    signature: "BatcherIsSuspended(uint16,uint48)",
    selector: "0x134c5f88",
    inputs: ["uint16 seat", "uint48 since"],
    sentence: "The batcher is suspended already.",
    remedy: "Propose to reinstate the batcher, or let another member's batcher promise.",
  },
  BatcherNotSuspended: {
    signature: "BatcherNotSuspended(uint16)",
    selector: "0x5ce066e1",
    inputs: ["uint16 seat"],
    sentence: "The batcher is not suspended.",
    remedy: "Nothing is left to do: the batcher promises.",
  },
  BatcherServes: {
    signature: "BatcherServes(bytes32,uint16)",
    selector: "0xf37c7893",
    inputs: ["bytes32 logId", "uint16 seat"],
    sentence: "The log's batcher is at its duty and anchors by itself.",
    remedy: "Leave it to the log's batcher, and challenge it when it is late.",
  },
  ChallengeKnown: {
    signature: "ChallengeKnown(bytes32)",
    selector: "0x7d72f7a8",
    inputs: ["bytes32 challengeId"],
    sentence: "This was asked before.",
    remedy: "Look at the challenge that there is of this record.",
  },
  ChallengeNotAnswered: {
    signature: "ChallengeNotAnswered(bytes32)",
    selector: "0x8d9913d2",
    inputs: ["bytes32 challengeId"],
    sentence: "The record that was missed is not shown by this.",
    remedy: "Show the batch that holds exactly the record that is asked for.",
  },
  ChallengeNotOpen: {
    signature: "ChallengeNotOpen(bytes32)",
    selector: "0xaf29a5a7",
    inputs: ["bytes32 challengeId"],
    sentence: "There is no such challenge, or it is over.",
    remedy: "Nothing is left to do: there is no such challenge, or it is over.",
  },
  ChallengeRunning: {
    signature: "ChallengeRunning(bytes32,uint64)",
    selector: "0x82a1dcb2",
    inputs: ["bytes32 challengeId", "uint64 answerBy"],
    sentence: "There is still time to answer.",
    remedy: "Wait for the answer until the block that the error names has passed.",
  },
  ChallengeWaits: {
    signature: "ChallengeWaits(bytes32)",
    selector: "0xb0c3cd24",
    inputs: ["bytes32 challengeId"],
    sentence: "The member has a challenge open to this log already; they are answered one by one.",
    remedy: "Wait until the challenge that the error names is answered, or conclude it.",
  },
  CheckpointUnorderedInsertion: {
    signature: "CheckpointUnorderedInsertion()",
    selector: "0x2520601d",
    inputs: [],
    sentence: "A value was attempted to be inserted on a past checkpoint.",
    remedy: "Report it with the transaction: a date before the last one was to be written.",
  },
  CodeStoreFailed: {
    signature: "CodeStoreFailed()",
    selector: "0xd43d89cb",
    inputs: [],
    sentence: "The code could not be deployed.",
    remedy: "Send it again with more gas.",
  },
  ConstitutionBadBounds: {
    signature: "ConstitutionBadBounds(bytes32)",
    selector: "0x516b49a3",
    inputs: ["bytes32 key"],
    sentence: "The bounds contradict themselves or the value in force.",
    remedy: "Give bounds whose minimum is not above the maximum, which hold the value, with a cool-down of at least a second.",
  },
  ConstitutionCoolingDown: {
    signature: "ConstitutionCoolingDown(bytes32,uint48)",
    selector: "0xc10a86c1",
    inputs: ["bytes32 key", "uint48 until"],
    sentence: "The parameter changed too recently.",
    remedy: "Execute it after the time that the error names.",
  },
  ConstitutionEncodingNotStrict: {
    signature: "ConstitutionEncodingNotStrict(bytes32,bytes4,uint256,uint256)",
    selector: "0x87d8bccd",
    inputs: ["bytes32 subject", "bytes4 selector", "uint256 expectedBytes", "uint256 actualBytes"],
    sentence: "A call to a module is not the strict encoding of its static words, or a rule would change how many an action has.",
    remedy: "Build the call with the call builder, and give a rule as many words as its action has (actionOf says how many).",
  },
  ConstitutionIncomplete: {
    signature: "ConstitutionIncomplete()",
    selector: "0xa41d776a",
    inputs: [],
    sentence: "There are no rules yet, or no fallback rule.",
    remedy: "Lay the rules first, the fallback before all others, and name a Governor.",
  },
  ConstitutionIsFixed: {
    signature: "ConstitutionIsFixed()",
    selector: "0xffab13d5",
    inputs: [],
    sentence: "The constitution is not replaced; its rules, parameters and modules are.",
    remedy: "Change its rules, its parameters or the other modules instead.",
  },
  ConstitutionModuleCode: {
    signature: "ConstitutionModuleCode(bytes32,address,bytes32,bytes32)",
    selector: "0x8b6937d6",
    inputs: ["bytes32 name", "address module", "bytes32 expected", "bytes32 actual"],
    sentence: "The successor is no contract, or not the code that was voted.",
    remedy: "Propose again with the code hash of the contract that stands at that address.",
  },
  ConstitutionNotFounder: {
    signature: "ConstitutionNotFounder(address)",
    selector: "0x9f7101cb",
    inputs: ["address caller"],
    sentence: "Only the founder may do this, and only before the seal.",
    remedy: "Propose the change: after the seal only a passed proposal changes the constitution.",
  },
  ConstitutionNotGovernor: {
    signature: "ConstitutionNotGovernor(address)",
    selector: "0x185da4e4",
    inputs: ["address caller"],
    sentence: "The caller is not the governor.",
    remedy: "Put the call into a proposal: only the governor may make it.",
  },
  ConstitutionOutOfBounds: {
    signature: "ConstitutionOutOfBounds(bytes32,uint160,uint160,uint160)",
    selector: "0x9daeb470",
    inputs: ["bytes32 key", "uint160 value", "uint160 min", "uint160 max"],
    sentence: "The value is outside the parameter's bounds, or not of its type.",
    remedy: "Choose a value within the parameter's bounds, or propose other bounds first.",
  },
  ConstitutionParameterChanged: {
    signature: "ConstitutionParameterChanged(bytes32,uint32,uint32)",
    selector: "0x6d34c215",
    inputs: ["bytes32 key", "uint32 expectedVersion", "uint32 actualVersion"],
    sentence: "The parameter changed since the proposal was written.",
    remedy: "Withdraw the proposal or poke it as stale, look at the new value and propose again.",
  },
  ConstitutionParameterExists: {
    signature: "ConstitutionParameterExists(bytes32)",
    selector: "0x4ee9f762",
    inputs: ["bytes32 key"],
    sentence: "The parameter exists already.",
    remedy: "Change it with setParameter and setBounds instead of defining it again.",
  },
  ConstitutionRuleOutOfRange: {
    signature: "ConstitutionRuleOutOfRange((uint16,uint16,uint8,uint32,uint32,uint32,uint32,uint8))",
    selector: "0x6abb24f6",
    inputs: ["(uint16 quorum, uint16 threshold, uint8 vetoDuties, uint32 votingPeriod, uint32 executionDelay, uint32 executionWindow, uint32 lateExtension, uint8 proposerDuties) rule"],
    sentence: "A component of the rule is outside what any rule may be.",
    remedy: "Give a quorum between 1 and 10,000 basis points and periods of at most 90 days, with a window that is not zero.",
  },
  ConstitutionStateDiffers: {
    signature: "ConstitutionStateDiffers(bytes32,bytes32,bytes32)",
    selector: "0xdccd2068",
    inputs: ["bytes32 name", "bytes32 predecessor", "bytes32 successor"],
    sentence: "The successor does not hold what the predecessor holds.",
    remedy: "Bring the successor to the predecessor's state before proposing it.",
  },
  ConstitutionStepTooLarge: {
    signature: "ConstitutionStepTooLarge(bytes32,uint160,uint160)",
    selector: "0x53a3050f",
    inputs: ["bytes32 key", "uint160 step", "uint160 maxStep"],
    sentence: "The step is larger than the parameter allows.",
    remedy: "Take smaller steps, one proposal each, or propose other bounds first.",
  },
  ConstitutionStricterThanFallback: {
    signature: "ConstitutionStricterThanFallback(bytes32,bytes4)",
    selector: "0x5d0ca17c",
    inputs: ["bytes32 subject", "bytes4 selector"],
    sentence: "The rule would be stricter than the fallback, or the fallback weaker than this rule.",
    remedy: "Make the fallback rule stricter first, or this rule weaker.",
  },
  ConstitutionTooManyParameters: {
    signature: "ConstitutionTooManyParameters(uint256)",
    selector: "0x2d731ec7",
    inputs: ["uint256 limit"],
    sentence: "The table of parameters is full.",
    remedy: "Change a parameter that exists: the table holds no more.",
  },
  ConstitutionTooManyRules: {
    signature: "ConstitutionTooManyRules(uint256)",
    selector: "0x10d780e1",
    inputs: ["uint256 limit"],
    sentence: "The table of rules is full, or one proposal joins more rules than it may.",
    remedy: "Change a rule that exists: the table holds no more.",
  },
  ConstitutionUnchanged: {
    signature: "ConstitutionUnchanged(bytes32)",
    selector: "0xe1276fad",
    inputs: ["bytes32 key"],
    sentence: "Setting what is already so.",
    remedy: "Leave the call out: it would change nothing.",
  },
  ConstitutionUnknownAction: {
    signature: "ConstitutionUnknownAction(bytes32,bytes4)",
    selector: "0x5caf4cd8",
    inputs: ["bytes32 subject", "bytes4 selector"],
    sentence: "No such action is registered for this module.",
    remedy: "Propose setRule for that function first, or correct the target and the function.",
  },
  ConstitutionUnknownParameter: {
    signature: "ConstitutionUnknownParameter(bytes32)",
    selector: "0x4a20c6c5",
    inputs: ["bytes32 key"],
    sentence: "No parameter has that key.",
    remedy: "List the parameters and correct the key, or define the parameter first.",
  },
  ConstitutionWeakerThanFallback: {
    signature: "ConstitutionWeakerThanFallback(bytes32,bytes4)",
    selector: "0xff66c562",
    inputs: ["bytes32 subject", "bytes4 selector"],
    sentence: "A rule of an action that changes the electorate, bounds, a module or a rule is below the fallback's bars.",
    remedy: "Ask for at least the fallback's quorum and threshold.",
  },
  ConstitutionZeroModule: {
    signature: "ConstitutionZeroModule(bytes32)",
    selector: "0xc627f158",
    inputs: ["bytes32 name"],
    sentence: "The zero address is no module.",
    remedy: "Give the module's address and a name.",
  },
  DisclosureMismatch: {
    signature: "DisclosureMismatch(bytes32)",
    selector: "0xa620a4bc",
    inputs: ["bytes32 recordId"],
    sentence: "The fields do not belong to the record, or the proof is not theirs.",
    remedy: "Ask for the fields, their salts and the proof again: they are not those of this record.",
  },
  ERC5805FutureLookup: {
    signature: "ERC5805FutureLookup(uint256,uint48)",
    selector: "0xecd3f81e",
    inputs: ["uint256 timepoint", "uint48 clock"],
    sentence: "ERC-5805: the moment asked for is not past yet.",
    remedy: "Ask for a moment before the latest block.",
  },
  EncryptionKeyBadDate: {
    signature: "EncryptionKeyBadDate(uint40)",
    selector: "0x7efd92bd",
    inputs: ["uint40 since"],
    sentence: "The date lies in the future, or is no earlier than what was said before.",
    remedy: "Give a date in the past, earlier than the one that was reported before.",
  },
  EncryptionKeyBadPeriod: {
    signature: "EncryptionKeyBadPeriod(uint40,uint40)",
    selector: "0x76602882",
    inputs: ["uint40 notBefore", "uint40 notAfter"],
    sentence: "The key is over before it begins, or lasts longer than keys may.",
    remedy: "Give a period that is not over, begins within 3,650 days and lasts at most as long.",
  },
  EncryptionKeyMalformed: {
    signature: "EncryptionKeyMalformed(uint8,uint256)",
    selector: "0x15bd7c6e",
    inputs: ["uint8 suite", "uint256 length"],
    sentence: "No such suite, or the key is not in the one encoding that keys of its suite have.",
    remedy: "Give 32 bytes for suite 1, 1,216 for suite 2, or 65 that begin with 04 for suite 3.",
  },
  EncryptionKeyPending: {
    signature: "EncryptionKeyPending(uint16,bytes32)",
    selector: "0xea6849f0",
    inputs: ["uint16 seat", "bytes32 keyId"],
    sentence: "The member has published a key that has not begun yet, and has not ended it.",
    remedy: "Wait until the key that the error names begins, or end it first.",
  },
  EncryptionKeySmallOrder: {
    signature: "EncryptionKeySmallOrder()",
    selector: "0xc844e9f4",
    inputs: [],
    sentence: "The public key is a point of small order: everybody could open what is sealed to it.",
    remedy: "Make another key: everybody could open what is sealed to this one.",
  },
  EncryptionKeyTaken: {
    signature: "EncryptionKeyTaken(bytes32,uint16)",
    selector: "0x1c0c6656",
    inputs: ["bytes32 keyId", "uint16 seat"],
    sentence: "The key has been published before.",
    remedy: "Make another key: each is published once.",
  },
  EncryptionKeyUnknown: {
    signature: "EncryptionKeyUnknown(uint16,bytes32)",
    selector: "0x09a1b154",
    inputs: ["uint16 seat", "bytes32 keyId"],
    sentence: "The seat has no such key, or it is over.",
    remedy: "List the member's keys and correct the id; one that is over cannot be ended again.",
  },
  Error: {
    signature: "Error(string)",
    selector: "0x08c379a0",
    inputs: ["string message"],
    sentence: "A contract gave a reason as text.",
    remedy: "Read the contract's message.",
  },
  ExecutionBadSignature: {
    signature: "ExecutionBadSignature()",
    selector: "0x5049bdb2",
    inputs: [],
    sentence: "The signature is not the signer's over this call, or is a malleable form of it.",
    remedy: "Let the signer sign exactly this call, for this chain and this contract.",
  },
  ExecutionExpired: {
    signature: "ExecutionExpired()",
    selector: "0x75292770",
    inputs: [],
    sentence: "The signature's deadline has passed.",
    remedy: "Let the signer sign again, with a later deadline.",
  },
  ExecutionGasAboveCap: {
    signature: "ExecutionGasAboveCap()",
    selector: "0xe76087ab",
    inputs: [],
    sentence: "The call was signed for more gas than parameter batch.callGas admits.",
    remedy: "Sign the call for no more gas than the parameter batch.callGas says.",
  },
  ExecutionKeyNotAllowed: {
    signature: "ExecutionKeyNotAllowed()",
    selector: "0xdda5a4f9",
    inputs: [],
    sentence: "The signer is no key of the seat, or may not act for it now.",
    remedy: "Let a key for records of the seat sign, one that is active now.",
  },
  ExecutionMalformed: {
    signature: "ExecutionMalformed(uint256)",
    selector: "0x18760412",
    inputs: ["uint256 offset"],
    sentence: "What begins at this byte is no call and no bundle, or is cut off.",
    remedy: "Pack calls as the SDK does; the error names where the packed bytes are wrong.",
  },
  ExecutionNonceUsed: {
    signature: "ExecutionNonceUsed()",
    selector: "0xc09bbf90",
    inputs: [],
    sentence: "The nonce was used by this seat before.",
    remedy: "Nothing is left to do if this call was executed; sign another one with a nonce of its own.",
  },
  ExecutionOutOfGas: {
    signature: "ExecutionOutOfGas(uint256,uint256)",
    selector: "0xfbd20c1c",
    inputs: ["uint256 call_", "uint256 needed"],
    sentence: "Less gas is left than this call was signed for: send fewer calls, or more gas.",
    remedy: "Send the execution with more gas, or with fewer calls.",
  },
  ExecutionSuspended: {
    signature: "ExecutionSuspended(address)",
    selector: "0x34041c11",
    inputs: ["address caller"],
    sentence: "The caller's member broke a promise, and is suspended from the batcher's duty.",
    remedy: "Let another member's batcher execute, or propose to reinstate this one.",
  },
  ExecutionTargetDistrusts: {
    signature: "ExecutionTargetDistrusts()",
    selector: "0xddf17b94",
    inputs: [],
    sentence: "The target does not say that it trusts this contract as a forwarder.",
    remedy: "Call a contract that trusts the executor as its ERC-2771 forwarder.",
  },
  ExecutionUnderWay: {
    signature: "ExecutionUnderWay()",
    selector: "0x2cfac247",
    inputs: [],
    sentence: "A call that is executed may not execute calls.",
    remedy: "Do not execute calls from within a call that is executed.",
  },
  GovernedNotFounder: {
    signature: "GovernedNotFounder(address)",
    selector: "0xa246fc81",
    inputs: ["address caller"],
    sentence: "Only the founder may do this, and only before the seal.",
    remedy: "Propose the change: after the seal only a passed proposal may do this.",
  },
  GovernedNotGovernor: {
    signature: "GovernedNotGovernor(address)",
    selector: "0xccc73940",
    inputs: ["address caller"],
    sentence: "The caller is not the governor that the directory names.",
    remedy: "Put the call into a proposal: only the governor may make it.",
  },
  GovernedNotOnDuty: {
    signature: "GovernedNotOnDuty(address,uint8)",
    selector: "0x7acc0225",
    inputs: ["address caller", "uint8 duty"],
    sentence: "The caller has no active key of a member that holds the duty.",
    remedy: "Use an active key with the duty scope of a member that holds the duty.",
  },
  GovernorAlreadyCastVote: {
    signature: "GovernorAlreadyCastVote(address)",
    selector: "0x71c6af49",
    inputs: ["address voter"],
    sentence: "The vote was already cast.",
    remedy: "Sign a new ballot with a higher nonce to change the choice.",
  },
  GovernorAlreadyQueuedProposal: {
    signature: "GovernorAlreadyQueuedProposal(uint256)",
    selector: "0xf20e7d37",
    inputs: ["uint256 proposalId"],
    sentence: "The proposal has already been queued.",
    remedy: "Execute the proposal once its delay is over.",
  },
  GovernorBallotExpired: {
    signature: "GovernorBallotExpired(uint16,uint48)",
    selector: "0x11654c61",
    inputs: ["uint16 seat", "uint48 deadline"],
    sentence: "A ballot's deadline passed.",
    remedy: "Sign the ballot again with a later deadline.",
  },
  GovernorBallotStale: {
    signature: "GovernorBallotStale(uint16,uint64)",
    selector: "0x38a574df",
    inputs: ["uint16 seat", "uint64 nonce"],
    sentence: "A ballot signed before, or a duplicate.",
    remedy: "Leave the ballot out, or sign a new one with a higher nonce.",
  },
  GovernorBallotUnsigned: {
    signature: "GovernorBallotUnsigned(uint16)",
    selector: "0x4ec85baa",
    inputs: ["uint16 seat"],
    sentence: "A ballot's signatures do not verify, are too few, or are from the same key.",
    remedy: "Collect signatures of as many distinct voting keys of the seat as its ballot needs.",
  },
  GovernorBallotsMalformed: {
    signature: "GovernorBallotsMalformed()",
    selector: "0x2a60cb83",
    inputs: [],
    sentence: "Ballots in compact form must come in ascending order of seats and be 66 bytes each.",
    remedy: "Encode the ballots with the SDK, which sorts them by seat.",
  },
  GovernorCallReverted: {
    signature: "GovernorCallReverted(uint256,bytes)",
    selector: "0x3c5b23db",
    inputs: ["uint256 index", "bytes reason"],
    sentence: "A call failed, with the reason it gave.",
    remedy: "Read the reason of the call with that index, correct the call and propose again.",
  },
  GovernorContentMismatch: {
    signature: "GovernorContentMismatch(uint256)",
    selector: "0x08e2fc59",
    inputs: ["uint256 proposalId"],
    sentence: "Calls, description, salt or the code at a target are not what was voted.",
    remedy: "Give the very calls, description and salt of the proposal; when a target's code changed, propose again.",
  },
  GovernorDisabledDeposit: {
    signature: "GovernorDisabledDeposit()",
    selector: "0xe90a651e",
    inputs: [],
    sentence: "Token deposits are disabled in this contract.",
    remedy: "Send nothing: the governor takes no deposits.",
  },
  GovernorInsufficientProposerVotes: {
    signature: "GovernorInsufficientProposerVotes(address,uint256,uint256)",
    selector: "0xc242ee16",
    inputs: ["address proposer", "uint256 votes", "uint256 threshold"],
    sentence: "The proposer does not have the required votes to create a proposal.",
    remedy: "Propose with a key of a member that has the votes.",
  },
  GovernorInvalidProposalLength: {
    signature: "GovernorInvalidProposalLength(uint256,uint256,uint256)",
    selector: "0x447b05d0",
    inputs: ["uint256 targets", "uint256 calldatas", "uint256 values"],
    sentence: "Empty proposal or a mismatch between the parameters length for a proposal call.",
    remedy: "Give at least one call, with a target, a value and data each.",
  },
  GovernorInvalidSignature: {
    signature: "GovernorInvalidSignature(address)",
    selector: "0x94ab6c07",
    inputs: ["address voter"],
    sentence: "The provided signature is not valid for the expected voter.",
    remedy: "Let the voter sign the proposal's ballot for this chain and this governor.",
  },
  GovernorInvalidVoteParams: {
    signature: "GovernorInvalidVoteParams()",
    selector: "0x867db771",
    inputs: [],
    sentence: "The provided params buffer is not supported by the counting module.",
    remedy: "Vote without parameters.",
  },
  GovernorInvalidVoteType: {
    signature: "GovernorInvalidVoteType()",
    selector: "0x06b337c2",
    inputs: [],
    sentence: "The vote type used is not valid for the corresponding counting module.",
    remedy: "Vote against (0), for (1) or abstain (2).",
  },
  GovernorInvalidVotingPeriod: {
    signature: "GovernorInvalidVotingPeriod(uint256)",
    selector: "0xf1cfbf05",
    inputs: ["uint256 votingPeriod"],
    sentence: "The voting period set is not a valid period.",
    remedy: "Choose a voting period that is not zero.",
  },
  GovernorNeedsTime: {
    signature: "GovernorNeedsTime(uint256)",
    selector: "0x1d7886b6",
    inputs: ["uint256 rule"],
    sentence: "The rule does not allow enactment in one transaction.",
    remedy: "Propose it, collect ballots, and execute it after the delay that its rule asks for.",
  },
  GovernorNoCode: {
    signature: "GovernorNoCode(address)",
    selector: "0xd1f915b0",
    inputs: ["address target"],
    sentence: "A call with data goes to an address without code.",
    remedy: "Correct the target, or deploy the contract first.",
  },
  GovernorNonexistentProposal: {
    signature: "GovernorNonexistentProposal(uint256)",
    selector: "0x6ad06075",
    inputs: ["uint256 proposalId"],
    sentence: "The proposalId doesn't exist.",
    remedy: "List the proposals and correct the id.",
  },
  GovernorNotAllowed: {
    signature: "GovernorNotAllowed(bytes32)",
    selector: "0xc1734702",
    inputs: ["bytes32 key"],
    sentence: "The caller, or the signer, has no key that may do this now.",
    remedy: "Use an active key with the right scope of a member that has accepted and is not suspended.",
  },
  GovernorNotDecided: {
    signature: "GovernorNotDecided(uint256,uint256,uint256)",
    selector: "0xcb875698",
    inputs: ["uint256 proposalId", "uint256 weightFor", "uint256 needed"],
    sentence: "The ballots do not decide the outcome.",
    remedy: "Collect more ballots in favour, or open the proposal and let members vote step by step.",
  },
  GovernorNotEligible: {
    signature: "GovernorNotEligible(uint256,uint16)",
    selector: "0x79226553",
    inputs: ["uint256 proposalId", "uint16 seat"],
    sentence: "The member accepted too late to vote on this proposal, or is concerned by it.",
    remedy: "Leave the ballot out: this seat has no vote on this proposal.",
  },
  GovernorNotExecutable: {
    signature: "GovernorNotExecutable(uint256,uint8,uint48)",
    selector: "0x4cc420bc",
    inputs: ["uint256 proposalId", "uint8 current", "uint48 eta"],
    sentence: "Execution is too early or too late.",
    remedy: "Look at the proposal's state and execute it between its delay and the end of its window.",
  },
  GovernorNotFace: {
    signature: "GovernorNotFace(address)",
    selector: "0x05be5ae4",
    inputs: ["address caller"],
    sentence: "Only the governor's own face may name another caller, and no proposal may call it.",
    remedy: "Call the governor itself: only its face may name another caller.",
  },
  GovernorNotFounded: {
    signature: "GovernorNotFounded()",
    selector: "0x27cbeab1",
    inputs: [],
    sentence: "Founding members have not accepted yet.",
    remedy: "Let founding members accept until the founding quorum is reached.",
  },
  GovernorNothingToSettle: {
    signature: "GovernorNothingToSettle(uint256)",
    selector: "0x306052bb",
    inputs: ["uint256 proposalId"],
    sentence: "Nothing about the proposal can be settled now.",
    remedy: "Wait: the proposal's state is written down already.",
  },
  GovernorOnlyExecutor: {
    signature: "GovernorOnlyExecutor(address)",
    selector: "0x47096e47",
    inputs: ["address account"],
    sentence: "The account is not the governance executor.",
    remedy: "Put the call into a proposal: only the governor itself may make it.",
  },
  GovernorProposalExists: {
    signature: "GovernorProposalExists(uint256)",
    selector: "0x684300cd",
    inputs: ["uint256 proposalId"],
    sentence: "The proposal exists already.",
    remedy: "Vote on the proposal that exists, or choose another salt.",
  },
  GovernorProposalLate: {
    signature: "GovernorProposalLate(uint256,uint48)",
    selector: "0x5ac91637",
    inputs: ["uint256 proposalId", "uint48 deadline"],
    sentence: "A proposal that was signed off line was sent after its deadline.",
    remedy: "Sign the proposal again, with a later deadline.",
  },
  GovernorProposalQueueingFailed: {
    signature: "GovernorProposalQueueingFailed(uint256)",
    selector: "0xab2d0311",
    inputs: ["uint256 proposalId"],
    sentence: "Indicates a misconfigured timelock module.",
    remedy: "Look at the proposal's state before queueing it.",
  },
  GovernorProposalQueueingNotRequired: {
    signature: "GovernorProposalQueueingNotRequired(uint256)",
    selector: "0xd838bcb7",
    inputs: ["uint256 proposalId"],
    sentence: "This operation doesn't require queuing and should be executed directly.",
    remedy: "Execute the proposal directly: its rule has no delay.",
  },
  GovernorProposalUnsigned: {
    signature: "GovernorProposalUnsigned(uint256,bytes32)",
    selector: "0xdac53b70",
    inputs: ["uint256 proposalId", "bytes32 key"],
    sentence: "The signature is not that key's over this proposal, simulation and deadline.",
    remedy: "Sign this very proposal, simulation and deadline with a key that the member holds; its id changes with the rules.",
  },
  GovernorProposerDuties: {
    signature: "GovernorProposerDuties(uint8,uint8)",
    selector: "0xf955ccf2",
    inputs: ["uint8 required", "uint8 held"],
    sentence: "The proposer lacks duties that the rule asks for.",
    remedy: "Let a member that holds the duties propose it.",
  },
  GovernorProposerMissing: {
    signature: "GovernorProposerMissing(uint16)",
    selector: "0x68e89fb5",
    inputs: ["uint16 seat"],
    sentence: "The proposing seat is not among the counted ballots in favour.",
    remedy: "Add the proposing seat's own ballot in favour: it is its consent to propose.",
  },
  GovernorRestrictedProposer: {
    signature: "GovernorRestrictedProposer(address)",
    selector: "0xd9b39557",
    inputs: ["address proposer"],
    sentence: "The proposer is not allowed to create a proposal.",
    remedy: "Propose with the account that the description names.",
  },
  GovernorRuleOutgrown: {
    signature: "GovernorRuleOutgrown(uint256)",
    selector: "0x621ddd47",
    inputs: ["uint256 proposalId"],
    sentence: "The rule that these calls would be decided under now is stricter than the one they passed.",
    remedy: "Propose again: the calls are decided under the rule of today.",
  },
  GovernorTooManyCalls: {
    signature: "GovernorTooManyCalls(uint256)",
    selector: "0xe9b33484",
    inputs: ["uint256 limit"],
    sentence: "More calls than one proposal may have.",
    remedy: "Spread the calls over several proposals.",
  },
  GovernorTooManyOpen: {
    signature: "GovernorTooManyOpen(uint16,uint256)",
    selector: "0x4a2adbd7",
    inputs: ["uint16 seat", "uint256 limit"],
    sentence: "The seat has as many open proposals as it may.",
    remedy: "Wait until one of the seat's proposals closes, or withdraw one.",
  },
  GovernorUnableToCancel: {
    signature: "GovernorUnableToCancel(uint256,address)",
    selector: "0x8fe5d8a9",
    inputs: ["uint256 proposalId", "address account"],
    sentence: "The given account is unable to cancel the proposal with given proposalId.",
    remedy: "Let the proposing member withdraw it while the vote is open.",
  },
  GovernorUnexpectedProposalState: {
    signature: "GovernorUnexpectedProposalState(uint256,uint8,bytes32)",
    selector: "0x31b75e4d",
    inputs: ["uint256 proposalId", "uint8 current", "bytes32 expectedStates"],
    sentence: "The current state of a proposal is not the required for performing an operation.",
    remedy: "Look at the proposal's state: this is possible only in another one.",
  },
  GovernorVotingClosed: {
    signature: "GovernorVotingClosed(uint256,uint48)",
    selector: "0x7c214537",
    inputs: ["uint256 proposalId", "uint48 closedAt"],
    sentence: "The vote closed.",
    remedy: "Nothing more can be voted here: look at the outcome, or propose again.",
  },
  GroupBadMembers: {
    signature: "GroupBadMembers()",
    selector: "0x34aa6c6d",
    inputs: [],
    sentence: "A group needs members, and mandatory members are distinct members of it.",
    remedy: "Name at least one member, and as mandatory only distinct members of the group, at most 16.",
  },
  GroupBadPolicy: {
    signature: "GroupBadPolicy()",
    selector: "0xf40ad2f2",
    inputs: [],
    sentence: "A period or a number of the policy is zero where it must not be, or more than the group has members, or a suite is unknown.",
    remedy: "Give periods of at most 3,650 days, zero only for no end, quorums within the group's size, and known suites.",
  },
  GroupEpochChanged: {
    signature: "GroupEpochChanged(uint32,uint32,uint32)",
    selector: "0x924adf2d",
    inputs: ["uint32 group", "uint32 expected", "uint32 actual"],
    sentence: "The change was written for another epoch than the current one.",
    remedy: "Read the group again and write the change for its current epoch.",
  },
  GroupMemberNotActive: {
    signature: "GroupMemberNotActive(uint16)",
    selector: "0xeee9f83a",
    inputs: ["uint16 seat"],
    sentence: "A member of the group is no active member of the consortium.",
    remedy: "Leave the seat out, or wait until its member has accepted and is not suspended.",
  },
  GroupUnknown: {
    signature: "GroupUnknown(uint32)",
    selector: "0x672e6fc7",
    inputs: ["uint32 group"],
    sentence: "No such group.",
    remedy: "List the groups and correct the number.",
  },
  GuardiansActPending: {
    signature: "GuardiansActPending(uint16,bytes32)",
    selector: "0x6eb5c564",
    inputs: ["uint16 guardian", "bytes32 key"],
    sentence: "The guardian's earlier act is not ratified, and its sunset has not come, even if it was lifted.",
    remedy: "Wait until the earlier act is ratified or its sunset has come: lifting it does not free the guardian.",
  },
  GuardiansBadDate: {
    signature: "GuardiansBadDate(uint256)",
    selector: "0x459d85f1",
    inputs: ["uint256 until"],
    sentence: "The date lies in the past.",
    remedy: "Give a date in the future.",
  },
  GuardiansCoolingDown: {
    signature: "GuardiansCoolingDown(bytes32,uint48)",
    selector: "0x38d1fbe3",
    inputs: ["bytes32 key", "uint48 until"],
    sentence: "The key was acted on too recently.",
    remedy: "Act after the time that the error names.",
  },
  GuardiansNothingToDo: {
    signature: "GuardiansNothingToDo(bytes32)",
    selector: "0x871f4365",
    inputs: ["bytes32 key"],
    sentence: "There is no act on the key that could be ratified or lifted.",
    remedy: "Look at the acts: this key has none under way.",
  },
  GuardiansOwnKey: {
    signature: "GuardiansOwnKey(bytes32)",
    selector: "0xc135a048",
    inputs: ["bytes32 key"],
    sentence: "A guardian may not act on its own member's key.",
    remedy: "Revoke the key as its member, or ask a guardian of another member.",
  },
  GuardiansSuspendedByVote: {
    signature: "GuardiansSuspendedByVote(bytes32,uint48)",
    selector: "0x561f4946",
    inputs: ["bytes32 key", "uint48 until"],
    sentence: "The members suspended the key by vote; no guardian may replace that, and so end it.",
    remedy: "Leave it: the suspension that the members decided holds until the date that the error names.",
  },
  GuardiansUnknownKey: {
    signature: "GuardiansUnknownKey(bytes32)",
    selector: "0x64669d1a",
    inputs: ["bytes32 key"],
    sentence: "Nobody has that key.",
    remedy: "List the member's keys and correct the key.",
  },
  InvalidShortString: {
    signature: "InvalidShortString()",
    selector: "0xb3512b0c",
    inputs: [],
    sentence: "A stored short text is damaged.",
    remedy: "Report it with the transaction: this is a defect.",
  },
  MemberAcceptedAlready: {
    signature: "MemberAcceptedAlready(uint16)",
    selector: "0xee86dd9e",
    inputs: ["uint16 seat"],
    sentence: "The member has accepted already.",
    remedy: "Nothing is left to do: the member has its vote.",
  },
  MemberActionBadSignature: {
    signature: "MemberActionBadSignature(uint16,bytes)",
    selector: "0x1cf72716",
    inputs: ["uint16 seat", "bytes signer"],
    sentence: "The signature does not verify, or the caller is not the key that it says it is.",
    remedy: "Let the named key sign this very action for this chain and this module, or send it itself.",
  },
  MemberActionExpired: {
    signature: "MemberActionExpired(uint16,uint48)",
    selector: "0x7bce692d",
    inputs: ["uint16 seat", "uint48 deadline"],
    sentence: "The signature's deadline has passed.",
    remedy: "Sign again with a later deadline.",
  },
  MemberActionNotAllowed: {
    signature: "MemberActionNotAllowed(uint16,bytes)",
    selector: "0x247d33b7",
    inputs: ["uint16 seat", "bytes signer"],
    sentence: "The key is not the seat's, or may not act for it now.",
    remedy: "Use an active key with the records scope of a member whom this action is open to.",
  },
  MemberActionOutOfOrder: {
    signature: "MemberActionOutOfOrder(uint16)",
    selector: "0xa8b1ec0a",
    inputs: ["uint16 seat"],
    sentence: "Consents must come in ascending order of seats, each seat once.",
    remedy: "Sort the consents by seat and give each seat once.",
  },
  MemberActionTooFew: {
    signature: "MemberActionTooFew(uint256,uint256)",
    selector: "0x0aa0a92d",
    inputs: ["uint256 given", "uint256 needed"],
    sentence: "Fewer members consent than are needed; none needed means that only a vote of the consortium may do it.",
    remedy: "Collect more consents, or propose it where none are asked for.",
  },
  MemberBadBallotsNeeded: {
    signature: "MemberBadBallotsNeeded(uint16,uint8,uint256)",
    selector: "0x4f336cbe",
    inputs: ["uint16 seat", "uint8 ballotsNeeded", "uint256 votingKeys"],
    sentence: "More ballots than the seat has voting keys, or none.",
    remedy: "Ask for at least one ballot and at most as many as the seat has voting keys.",
  },
  MemberBadCold: {
    signature: "MemberBadCold(address)",
    selector: "0xbace3a14",
    inputs: ["address cold"],
    sentence: "The account is zero, or is a cold account or a key already.",
    remedy: "Give an account that is not zero and that no seat uses, neither as its cold account nor as a key.",
  },
  MemberBadDate: {
    signature: "MemberBadDate(uint256)",
    selector: "0x35990245",
    inputs: ["uint256 until"],
    sentence: "The date is not in the future.",
    remedy: "Give a date in the future.",
  },
  MemberBadDuties: {
    signature: "MemberBadDuties(uint8)",
    selector: "0x841fac22",
    inputs: ["uint8 duties"],
    sentence: "Duties contain unknown bits.",
    remedy: "Name only the duties batcher, attester and guardian.",
  },
  MemberBadExpiry: {
    signature: "MemberBadExpiry(uint256)",
    selector: "0x75c3dee5",
    inputs: ["uint256 expiresAt"],
    sentence: "The end lies in the past.",
    remedy: "Give a date in the future, or no end.",
  },
  MemberBadFoundingQuorum: {
    signature: "MemberBadFoundingQuorum(uint256)",
    selector: "0xd44db908",
    inputs: ["uint256 quorum"],
    sentence: "The founding quorum is not between 1 and 10,000 basis points.",
    remedy: "Give a share between 1 and 10,000 basis points.",
  },
  MemberBadScopes: {
    signature: "MemberBadScopes(uint8)",
    selector: "0x118cda82",
    inputs: ["uint8 scopes"],
    sentence: "The scopes are none, or contain unknown bits.",
    remedy: "Name at least one of the scopes vote, propose, records and duty.",
  },
  MemberBadSigner: {
    signature: "MemberBadSigner(bytes)",
    selector: "0x236d8f51",
    inputs: ["bytes signer"],
    sentence: "The key is empty, is not 20 bytes or longer than 20 and shorter than 1,025, its verifier is not approved, or it is a cold account.",
    remedy: "Give a 20-byte account that is nobody's cold account, or the bytes of a key of an approved verifier.",
  },
  MemberBadWeight: {
    signature: "MemberBadWeight(uint256,uint256)",
    selector: "0x1438272e",
    inputs: ["uint256 weight", "uint256 total"],
    sentence: "The weight is zero, or the total would not fit 65,535.",
    remedy: "Give a weight of at least 1 so that all weights stay within 65,535.",
  },
  MemberCoolingDown: {
    signature: "MemberCoolingDown(uint16,uint48)",
    selector: "0x799d2a92",
    inputs: ["uint16 seat", "uint48 until"],
    sentence: "The cool-down is not over.",
    remedy: "Complete it after the time that the error names.",
  },
  MemberKeyTaken: {
    signature: "MemberKeyTaken(bytes32,uint16)",
    selector: "0x4a4b21d0",
    inputs: ["bytes32 key", "uint16 seat"],
    sentence: "The key belongs to a member already.",
    remedy: "Use another key: each key belongs to one seat.",
  },
  MemberKeyUnknown: {
    signature: "MemberKeyUnknown(uint16,bytes32)",
    selector: "0x4679f91f",
    inputs: ["uint16 seat", "bytes32 key"],
    sentence: "The seat has no such key.",
    remedy: "List the seat's keys and correct the key.",
  },
  MemberLeft: {
    signature: "MemberLeft(uint16)",
    selector: "0xa3463d15",
    inputs: ["uint16 seat"],
    sentence: "The member has left.",
    remedy: "Admit the organisation again to give it a new seat.",
  },
  MemberNotAccepted: {
    signature: "MemberNotAccepted(uint16)",
    selector: "0x84955cb2",
    inputs: ["uint16 seat"],
    sentence: "The member has not accepted yet.",
    remedy: "Let the member accept first.",
  },
  MemberNotAccession: {
    signature: "MemberNotAccession(address)",
    selector: "0x6dfe6d88",
    inputs: ["address caller"],
    sentence: "Not the Accession module.",
    remedy: "Accept through the Accession module.",
  },
  MemberNotAllowed: {
    signature: "MemberNotAllowed(uint16,address)",
    selector: "0x2a4a0784",
    inputs: ["uint16 seat", "address caller"],
    sentence: "The caller is no active key of the seat.",
    remedy: "Use one of the seat's active keys.",
  },
  MemberNotCold: {
    signature: "MemberNotCold(uint16,address)",
    selector: "0xe2348479",
    inputs: ["uint16 seat", "address caller"],
    sentence: "The caller is not the cold account of the seat.",
    remedy: "Send it from the seat's cold account.",
  },
  MemberNotFounded: {
    signature: "MemberNotFounded()",
    selector: "0x2ca86bc1",
    inputs: [],
    sentence: "The founding quorum has not accepted yet.",
    remedy: "Let founding members accept until the founding quorum is reached.",
  },
  MemberNotGuardians: {
    signature: "MemberNotGuardians(address)",
    selector: "0xec1e2dc9",
    inputs: ["address caller"],
    sentence: "Not the Guardians module.",
    remedy: "Act through the Guardians module.",
  },
  MemberNothingPending: {
    signature: "MemberNothingPending(uint16)",
    selector: "0x0cee57c9",
    inputs: ["uint16 seat"],
    sentence: "Nothing is under way that could be completed or canceled.",
    remedy: "Start the change first, or look whether it was canceled.",
  },
  MemberTooMany: {
    signature: "MemberTooMany(uint256)",
    selector: "0x50e28520",
    inputs: ["uint256 limit"],
    sentence: "The table of seats is full.",
    remedy: "Wait until a seat is free: the table holds no more.",
  },
  MemberTooManyKeys: {
    signature: "MemberTooManyKeys(uint16,uint256)",
    selector: "0x00399173",
    inputs: ["uint16 seat", "uint256 limit"],
    sentence: "A seat holds a bounded number of keys.",
    remedy: "Revoke a key first.",
  },
  MemberUnchanged: {
    signature: "MemberUnchanged(uint16)",
    selector: "0x79db3b68",
    inputs: ["uint16 seat"],
    sentence: "Setting what is already so.",
    remedy: "Leave it out: it would change nothing.",
  },
  MemberUnknown: {
    signature: "MemberUnknown(uint16)",
    selector: "0xe911fe2e",
    inputs: ["uint16 seat"],
    sentence: "No member has that seat.",
    remedy: "List the members and correct the seat.",
  },
  MerkleProofInvalidMultiproof: {
    signature: "MerkleProofInvalidMultiproof()",
    selector: "0x35140492",
    inputs: [],
    sentence: "The multiproof provided is not valid.",
    remedy: "Ask for the disclosure again: its proof does not fit its fields.",
  },
  PackedCallsNoDesk: {
    signature: "PackedCallsNoDesk()",
    selector: "0x4f512954",
    inputs: [],
    sentence: "Something took so much memory that the desk has no place.",
    remedy: "Report this: the executor's code is not as it was tested.",
  },
  Panic: {
    signature: "Panic(uint256)",
    selector: "0x4e487b71",
    inputs: ["uint256 code"],
    sentence: "A contract ran into a fault that its authors had ruled out.",
    remedy: "Report it with the transaction: this is a defect, or arithmetic on impossible values.",
  },
  PossessionChallengedAlready: {
    signature: "PossessionChallengedAlready(bytes32,uint16)",
    selector: "0x1fdb9373",
    inputs: ["bytes32 keyId", "uint16 challenger"],
    sentence: "The challenger has given the key this very challenge before; its answer may be known to everybody.",
    remedy: "Draw another answer: a challenge is given once.",
  },
  PossessionNotProved: {
    signature: "PossessionNotProved(bytes32,uint16)",
    selector: "0xd61d2864",
    inputs: ["bytes32 keyId", "uint16 challenger"],
    sentence: "There is no such challenge, or the answer is another.",
    remedy: "Open the challenge that this member gave to this key and send its answer.",
  },
  PromiseNotDue: {
    signature: "PromiseNotDue(uint48,uint256)",
    selector: "0x399e72da",
    inputs: ["uint48 deadline", "uint256 dueBlock"],
    sentence: "There is still time to keep it: until the deadline, and until that many blocks have followed.",
    remedy: "Wait until the deadline has passed and the block that the error names is there.",
  },
  PromiseNotOf: {
    signature: "PromiseNotOf(bytes32,uint64,bytes32)",
    selector: "0x7a74888d",
    inputs: ["bytes32 logId", "uint64 sequence", "bytes32 digest"],
    sentence: "The record is not what was promised under that number.",
    remedy: "Take number, digest and proof from the receipt that the promise came with.",
  },
  PromiseNotSigned: {
    signature: "PromiseNotSigned(bytes32,address,uint64)",
    selector: "0xf4a5ecbe",
    inputs: ["bytes32 logId", "address signer", "uint64 promisedAtBlock"],
    sentence: "Who signed did not sign for the log at that block.",
    remedy: "Check that the promise is unchanged and that its signer signed for the log at that block.",
  },
  PromiseSettled: {
    signature: "PromiseSettled(uint16,uint64)",
    selector: "0x75feb5fa",
    inputs: ["uint16 seat", "uint64 promisedAtBlock"],
    sentence: "It was promised while the batcher was suspended, or before the members reinstated it: nothing follows from it.",
    remedy: "Nothing follows from this promise: seal the record anew, or anchor it alone.",
  },
  PromisesAgree: {
    signature: "PromisesAgree(bytes32,uint64)",
    selector: "0x4644bb43",
    inputs: ["bytes32 logId", "uint64 sequence"],
    sentence: "The two promises do not contradict each other.",
    remedy: "Show two promises of one log that give one number to two records.",
  },
  RecordAnchoredLate: {
    signature: "RecordAnchoredLate(bytes32,uint48,uint48)",
    selector: "0x799d0a40",
    inputs: ["bytes32 recordId", "uint48 deadline", "uint48 anchoredAt"],
    sentence: "The record was anchored later after its signature's deadline than is allowed.",
    remedy: "Let the sender register the record directly.",
  },
  RecordContextMismatch: {
    signature: "RecordContextMismatch(bytes32)",
    selector: "0x0b0678ac",
    inputs: ["bytes32 recordId"],
    sentence: "There is no such record, or its id binds other commitments.",
    remedy: "Take the record's commitments from its RecordRegistered event.",
  },
  RecordEpochEnded: {
    signature: "RecordEpochEnded(uint32,uint32,uint32)",
    selector: "0xeaa2defc",
    inputs: ["uint32 group", "uint32 epoch", "uint32 current"],
    sentence: "The group has another epoch by now.",
    remedy: "Read the group again and seal the record for its current epoch.",
  },
  RecordGrantedAlready: {
    signature: "RecordGrantedAlready(bytes32,bytes32)",
    selector: "0x2d31566f",
    inputs: ["bytes32 recordId", "bytes32 keyId"],
    sentence: "Exactly this was granted before.",
    remedy: "Nothing is left to do: the key was granted this record by this slot.",
  },
  RecordKeyNotUsable: {
    signature: "RecordKeyNotUsable(bytes32)",
    selector: "0xe3815b87",
    inputs: ["bytes32 keyId"],
    sentence: "Nothing may be sealed to the key now.",
    remedy: "Seal to a key that has begun, is not over, and whose suite the group admits.",
  },
  RecordNoSuccessor: {
    signature: "RecordNoSuccessor(bytes32,bytes32)",
    selector: "0xd9724677",
    inputs: ["bytes32 recordId", "bytes32 newId"],
    sentence: "The successor is no final record of the same group and sender, or was not registered as one that follows this.",
    remedy: "Register the later record with this one as its previous, and have it become final first.",
  },
  RecordNonceUsed: {
    signature: "RecordNonceUsed(uint16,uint256)",
    selector: "0x16f0593e",
    inputs: ["uint16 sender", "uint256 senderNonce"],
    sentence: "The nonce was used by this sender before.",
    remedy: "Choose another nonce, at random.",
  },
  RecordNotAnchored: {
    signature: "RecordNotAnchored(bytes32)",
    selector: "0x80508bec",
    inputs: ["bytes32 recordId"],
    sentence: "The record is not in the batch, or the batch is not anchored.",
    remedy: "Wait until the batch is anchored, and take header and proof from the record's receipt.",
  },
  RecordNotInBundle: {
    signature: "RecordNotInBundle(bytes32,uint256)",
    selector: "0x21340eeb",
    inputs: ["bytes32 recordId", "uint256 index"],
    sentence: "The record is not the bundle's item of that index.",
    remedy: "Take index and proof from the item's receipt.",
  },
  RecordNotParty: {
    signature: "RecordNotParty(bytes32,uint16)",
    selector: "0x2bc3e9fd",
    inputs: ["bytes32 recordId", "uint16 seat"],
    sentence: "The seat did not belong to the group in the record's epoch, in the hands that it is in now, or does not any more.",
    remedy: "Leave it: only who held the seat in the record's epoch, and still does, has a say.",
  },
  RecordNotRejectedBy: {
    signature: "RecordNotRejectedBy(bytes32,uint16)",
    selector: "0x55a20195",
    inputs: ["bytes32 recordId", "uint16 seat"],
    sentence: "The member has no rejection of the record that waits for this.",
    remedy: "Look at the record: this seat's rejection is not waiting, or is not answered.",
  },
  RecordNotSender: {
    signature: "RecordNotSender(bytes32,uint16)",
    selector: "0xb7f3be06",
    inputs: ["bytes32 recordId", "uint16 seat"],
    sentence: "Only the sender may do this.",
    remedy: "Let the record's sender sign it.",
  },
  RecordNothingToSettle: {
    signature: "RecordNothingToSettle(bytes32)",
    selector: "0x66707103",
    inputs: ["bytes32 recordId"],
    sentence: "Nothing can be written down that is not so already.",
    remedy: "Wait for the acknowledgements that are missing.",
  },
  RecordOnHold: {
    signature: "RecordOnHold(bytes32)",
    selector: "0xa84cb856",
    inputs: ["bytes32 recordId"],
    sentence: "A vote of the members keeps the record from being destroyed.",
    remedy: "Propose to release the record first.",
  },
  RecordOwn: {
    signature: "RecordOwn(bytes32,uint16)",
    selector: "0x49db5813",
    inputs: ["bytes32 recordId", "uint16 seat"],
    sentence: "The sender does not reject its own record.",
    remedy: "Cancel the record instead, before anybody acknowledges it.",
  },
  RecordSaidAlready: {
    signature: "RecordSaidAlready(bytes32,uint16)",
    selector: "0xd66187f2",
    inputs: ["bytes32 recordId", "uint16 seat"],
    sentence: "The member has said this of the record before.",
    remedy: "Nothing is left to do: the member has said this of the record.",
  },
  RecordSuiteRefused: {
    signature: "RecordSuiteRefused(uint32,uint8)",
    selector: "0x15d5be8a",
    inputs: ["uint32 group", "uint8 suite"],
    sentence: "The group's policy does not admit this cipher suite.",
    remedy: "Seal the record with a suite that the group's policy names.",
  },
  RecordWrongState: {
    signature: "RecordWrongState(bytes32,uint8)",
    selector: "0x4101a276",
    inputs: ["bytes32 recordId", "uint8 state"],
    sentence: "The record is in a state in which this cannot be done.",
    remedy: "Look at the record's state: this is possible only in another one.",
  },
  ReentrancyGuardReentrantCall: {
    signature: "ReentrancyGuardReentrantCall()",
    selector: "0x3ee5aeb5",
    inputs: [],
    sentence: "Unauthorized reentrant call.",
    remedy: "Propose calls that do not call back into the governor's execution.",
  },
  SafeguardsCeilingBroken: {
    signature: "SafeguardsCeilingBroken(uint256,uint256)",
    selector: "0x9883f114",
    inputs: ["uint256 needed", "uint256 ceiling"],
    sentence: "After execution one lost key could lock everybody out.",
    remedy: "Choose a rule that still passes when the heaviest seat is lost, or admit members first.",
  },
  SafeguardsDutiesUnheld: {
    signature: "SafeguardsDutiesUnheld(uint256)",
    selector: "0x3688e522",
    inputs: ["uint256 dutyMask"],
    sentence: "After execution a rule asks for duties that nobody holds.",
    remedy: "Give the duty to a member first, or ask for another one.",
  },
  SafeguardsUnreachable: {
    signature: "SafeguardsUnreachable(uint256,uint256)",
    selector: "0xf4f4adea",
    inputs: ["uint256 activeWeight", "uint256 needed"],
    sentence: "After execution the members could not change the rules any more.",
    remedy: "Propose something that leaves enough members able to vote.",
  },
  SafeguardsWiringBroken: {
    signature: "SafeguardsWiringBroken(address)",
    selector: "0x177afd67",
    inputs: ["address governor"],
    sentence: "After execution the directory names a governor that is wired to something else.",
    remedy: "Deploy the successor with this constitution and this registry.",
  },
  SignatureCheckOutOfGas: {
    signature: "SignatureCheckOutOfGas(uint256)",
    selector: "0x8f4d6e28",
    inputs: ["uint256 needed"],
    sentence: "The gas left would not have been enough to give the check its cap.",
    remedy: "Send it again with more gas.",
  },
  StringTooLong: {
    signature: "StringTooLong(string)",
    selector: "0x305a27a9",
    inputs: ["string str"],
    sentence: "A text is too long to be kept as a short one.",
    remedy: "Report it with the transaction: this is a defect.",
  },
} as const satisfies {
  readonly [Name in RevertName]: {
    readonly signature: string;
    readonly selector: `0x${string}`;
    readonly inputs: readonly string[];
    readonly sentence: string;
    readonly remedy: string;
  };
};

/** Reads an error's facts from its decoded values, by name. */
export const revertReaders: { readonly [Name in RevertName]: (values: RevertValues) => RevertFacts[Name] } = {
  AccessionBadSignature: (values) => ({ signer: values.bytes(0) }),
  AccessionExpired: (values) => ({ deadline: values.integer(0) }),
  AccessionNotAllowed: (values) => ({ seat: values.integer(0), signer: values.bytes(1) }),
  AccessionNotApplicant: (values) => ({ seat: values.integer(0) }),
  AccessionNotSealed: () => ({}),
  AccessionStateMismatch: (values) => ({ what: values.bytes32(0), version: values.integer(1), expected: values.bytes32(2), given: values.bytes32(3) }),
  BatchBadCount: (values) => ({ count: values.integer(0), limit: values.integer(1) }),
  BatchLogExists: (values) => ({ logId: values.bytes32(0) }),
  BatchLogNotOf: (values) => ({ logId: values.bytes32(0), seat: values.integer(1) }),
  BatchLogUnknown: (values) => ({ logId: values.bytes32(0) }),
  BatchOutOfOrder: (values) => ({ logId: values.bytes32(0), expected: values.integer(1), given: values.integer(2) }),
  BatchSaltReserved: (values) => ({ salt: values.bytes32(0) }),
  BatchSignerKnown: (values) => ({ logId: values.bytes32(0), key: values.address(1) }),
  BatchSignerServes: (values) => ({ logId: values.bytes32(0), key: values.address(1) }),
  BatchSignerUnknown: (values) => ({ logId: values.bytes32(0), key: values.address(1) }),
  BatcherIsSuspended: (values) => ({ seat: values.integer(0), since: values.integer(1) }),
  BatcherNotSuspended: (values) => ({ seat: values.integer(0) }),
  BatcherServes: (values) => ({ logId: values.bytes32(0), seat: values.integer(1) }),
  ChallengeKnown: (values) => ({ challengeId: values.bytes32(0) }),
  ChallengeNotAnswered: (values) => ({ challengeId: values.bytes32(0) }),
  ChallengeNotOpen: (values) => ({ challengeId: values.bytes32(0) }),
  ChallengeRunning: (values) => ({ challengeId: values.bytes32(0), answerBy: values.integer(1) }),
  ChallengeWaits: (values) => ({ challengeId: values.bytes32(0) }),
  CheckpointUnorderedInsertion: () => ({}),
  CodeStoreFailed: () => ({}),
  ConstitutionBadBounds: (values) => ({ key: values.bytes32(0) }),
  ConstitutionCoolingDown: (values) => ({ key: values.bytes32(0), until: values.integer(1) }),
  ConstitutionEncodingNotStrict: (values) => ({ subject: values.bytes32(0), selector: values.bytes(1), expectedBytes: values.integer(2), actualBytes: values.integer(3) }),
  ConstitutionIncomplete: () => ({}),
  ConstitutionIsFixed: () => ({}),
  ConstitutionModuleCode: (values) => ({ name: values.bytes32(0), module: values.address(1), expected: values.bytes32(2), actual: values.bytes32(3) }),
  ConstitutionNotFounder: (values) => ({ caller: values.address(0) }),
  ConstitutionNotGovernor: (values) => ({ caller: values.address(0) }),
  ConstitutionOutOfBounds: (values) => ({ key: values.bytes32(0), value: values.integer(1), min: values.integer(2), max: values.integer(3) }),
  ConstitutionParameterChanged: (values) => ({ key: values.bytes32(0), expectedVersion: values.integer(1), actualVersion: values.integer(2) }),
  ConstitutionParameterExists: (values) => ({ key: values.bytes32(0) }),
  ConstitutionRuleOutOfRange: (values) => ({ rule: ((rule) => ({ quorum: rule.integer(0), threshold: rule.integer(1), vetoDuties: rule.integer(2), votingPeriod: rule.integer(3), executionDelay: rule.integer(4), executionWindow: rule.integer(5), lateExtension: rule.integer(6), proposerDuties: rule.integer(7) }))(values.list(0)) }),
  ConstitutionStateDiffers: (values) => ({ name: values.bytes32(0), predecessor: values.bytes32(1), successor: values.bytes32(2) }),
  ConstitutionStepTooLarge: (values) => ({ key: values.bytes32(0), step: values.integer(1), maxStep: values.integer(2) }),
  ConstitutionStricterThanFallback: (values) => ({ subject: values.bytes32(0), selector: values.bytes(1) }),
  ConstitutionTooManyParameters: (values) => ({ limit: values.integer(0) }),
  ConstitutionTooManyRules: (values) => ({ limit: values.integer(0) }),
  ConstitutionUnchanged: (values) => ({ key: values.bytes32(0) }),
  ConstitutionUnknownAction: (values) => ({ subject: values.bytes32(0), selector: values.bytes(1) }),
  ConstitutionUnknownParameter: (values) => ({ key: values.bytes32(0) }),
  ConstitutionWeakerThanFallback: (values) => ({ subject: values.bytes32(0), selector: values.bytes(1) }),
  ConstitutionZeroModule: (values) => ({ name: values.bytes32(0) }),
  DisclosureMismatch: (values) => ({ recordId: values.bytes32(0) }),
  ERC5805FutureLookup: (values) => ({ timepoint: values.integer(0), clock: values.integer(1) }),
  EncryptionKeyBadDate: (values) => ({ since: values.integer(0) }),
  EncryptionKeyBadPeriod: (values) => ({ notBefore: values.integer(0), notAfter: values.integer(1) }),
  EncryptionKeyMalformed: (values) => ({ suite: values.integer(0), length: values.integer(1) }),
  EncryptionKeyPending: (values) => ({ seat: values.integer(0), keyId: values.bytes32(1) }),
  EncryptionKeySmallOrder: () => ({}),
  EncryptionKeyTaken: (values) => ({ keyId: values.bytes32(0), seat: values.integer(1) }),
  EncryptionKeyUnknown: (values) => ({ seat: values.integer(0), keyId: values.bytes32(1) }),
  Error: (values) => ({ message: values.text(0) }),
  ExecutionBadSignature: () => ({}),
  ExecutionExpired: () => ({}),
  ExecutionGasAboveCap: () => ({}),
  ExecutionKeyNotAllowed: () => ({}),
  ExecutionMalformed: (values) => ({ offset: values.integer(0) }),
  ExecutionNonceUsed: () => ({}),
  ExecutionOutOfGas: (values) => ({ call_: values.integer(0), needed: values.integer(1) }),
  ExecutionSuspended: (values) => ({ caller: values.address(0) }),
  ExecutionTargetDistrusts: () => ({}),
  ExecutionUnderWay: () => ({}),
  GovernedNotFounder: (values) => ({ caller: values.address(0) }),
  GovernedNotGovernor: (values) => ({ caller: values.address(0) }),
  GovernedNotOnDuty: (values) => ({ caller: values.address(0), duty: values.integer(1) }),
  GovernorAlreadyCastVote: (values) => ({ voter: values.address(0) }),
  GovernorAlreadyQueuedProposal: (values) => ({ proposalId: values.integer(0) }),
  GovernorBallotExpired: (values) => ({ seat: values.integer(0), deadline: values.integer(1) }),
  GovernorBallotStale: (values) => ({ seat: values.integer(0), nonce: values.integer(1) }),
  GovernorBallotUnsigned: (values) => ({ seat: values.integer(0) }),
  GovernorBallotsMalformed: () => ({}),
  GovernorCallReverted: (values) => ({ index: values.integer(0), reason: values.nested(1) }),
  GovernorContentMismatch: (values) => ({ proposalId: values.integer(0) }),
  GovernorDisabledDeposit: () => ({}),
  GovernorInsufficientProposerVotes: (values) => ({ proposer: values.address(0), votes: values.integer(1), threshold: values.integer(2) }),
  GovernorInvalidProposalLength: (values) => ({ targets: values.integer(0), calldatas: values.integer(1), values: values.integer(2) }),
  GovernorInvalidSignature: (values) => ({ voter: values.address(0) }),
  GovernorInvalidVoteParams: () => ({}),
  GovernorInvalidVoteType: () => ({}),
  GovernorInvalidVotingPeriod: (values) => ({ votingPeriod: values.integer(0) }),
  GovernorNeedsTime: (values) => ({ rule: values.integer(0) }),
  GovernorNoCode: (values) => ({ target: values.address(0) }),
  GovernorNonexistentProposal: (values) => ({ proposalId: values.integer(0) }),
  GovernorNotAllowed: (values) => ({ key: values.bytes32(0) }),
  GovernorNotDecided: (values) => ({ proposalId: values.integer(0), weightFor: values.integer(1), needed: values.integer(2) }),
  GovernorNotEligible: (values) => ({ proposalId: values.integer(0), seat: values.integer(1) }),
  GovernorNotExecutable: (values) => ({ proposalId: values.integer(0), current: values.integer(1), eta: values.integer(2) }),
  GovernorNotFace: (values) => ({ caller: values.address(0) }),
  GovernorNotFounded: () => ({}),
  GovernorNothingToSettle: (values) => ({ proposalId: values.integer(0) }),
  GovernorOnlyExecutor: (values) => ({ account: values.address(0) }),
  GovernorProposalExists: (values) => ({ proposalId: values.integer(0) }),
  GovernorProposalLate: (values) => ({ proposalId: values.integer(0), deadline: values.integer(1) }),
  GovernorProposalQueueingFailed: (values) => ({ proposalId: values.integer(0) }),
  GovernorProposalQueueingNotRequired: (values) => ({ proposalId: values.integer(0) }),
  GovernorProposalUnsigned: (values) => ({ proposalId: values.integer(0), key: values.bytes32(1) }),
  GovernorProposerDuties: (values) => ({ required: values.integer(0), held: values.integer(1) }),
  GovernorProposerMissing: (values) => ({ seat: values.integer(0) }),
  GovernorRestrictedProposer: (values) => ({ proposer: values.address(0) }),
  GovernorRuleOutgrown: (values) => ({ proposalId: values.integer(0) }),
  GovernorTooManyCalls: (values) => ({ limit: values.integer(0) }),
  GovernorTooManyOpen: (values) => ({ seat: values.integer(0), limit: values.integer(1) }),
  GovernorUnableToCancel: (values) => ({ proposalId: values.integer(0), account: values.address(1) }),
  GovernorUnexpectedProposalState: (values) => ({ proposalId: values.integer(0), current: values.integer(1), expectedStates: values.bytes32(2) }),
  GovernorVotingClosed: (values) => ({ proposalId: values.integer(0), closedAt: values.integer(1) }),
  GroupBadMembers: () => ({}),
  GroupBadPolicy: () => ({}),
  GroupEpochChanged: (values) => ({ group: values.integer(0), expected: values.integer(1), actual: values.integer(2) }),
  GroupMemberNotActive: (values) => ({ seat: values.integer(0) }),
  GroupUnknown: (values) => ({ group: values.integer(0) }),
  GuardiansActPending: (values) => ({ guardian: values.integer(0), key: values.bytes32(1) }),
  GuardiansBadDate: (values) => ({ until: values.integer(0) }),
  GuardiansCoolingDown: (values) => ({ key: values.bytes32(0), until: values.integer(1) }),
  GuardiansNothingToDo: (values) => ({ key: values.bytes32(0) }),
  GuardiansOwnKey: (values) => ({ key: values.bytes32(0) }),
  GuardiansSuspendedByVote: (values) => ({ key: values.bytes32(0), until: values.integer(1) }),
  GuardiansUnknownKey: (values) => ({ key: values.bytes32(0) }),
  InvalidShortString: () => ({}),
  MemberAcceptedAlready: (values) => ({ seat: values.integer(0) }),
  MemberActionBadSignature: (values) => ({ seat: values.integer(0), signer: values.bytes(1) }),
  MemberActionExpired: (values) => ({ seat: values.integer(0), deadline: values.integer(1) }),
  MemberActionNotAllowed: (values) => ({ seat: values.integer(0), signer: values.bytes(1) }),
  MemberActionOutOfOrder: (values) => ({ seat: values.integer(0) }),
  MemberActionTooFew: (values) => ({ given: values.integer(0), needed: values.integer(1) }),
  MemberBadBallotsNeeded: (values) => ({ seat: values.integer(0), ballotsNeeded: values.integer(1), votingKeys: values.integer(2) }),
  MemberBadCold: (values) => ({ cold: values.address(0) }),
  MemberBadDate: (values) => ({ until: values.integer(0) }),
  MemberBadDuties: (values) => ({ duties: values.integer(0) }),
  MemberBadExpiry: (values) => ({ expiresAt: values.integer(0) }),
  MemberBadFoundingQuorum: (values) => ({ quorum: values.integer(0) }),
  MemberBadScopes: (values) => ({ scopes: values.integer(0) }),
  MemberBadSigner: (values) => ({ signer: values.bytes(0) }),
  MemberBadWeight: (values) => ({ weight: values.integer(0), total: values.integer(1) }),
  MemberCoolingDown: (values) => ({ seat: values.integer(0), until: values.integer(1) }),
  MemberKeyTaken: (values) => ({ key: values.bytes32(0), seat: values.integer(1) }),
  MemberKeyUnknown: (values) => ({ seat: values.integer(0), key: values.bytes32(1) }),
  MemberLeft: (values) => ({ seat: values.integer(0) }),
  MemberNotAccepted: (values) => ({ seat: values.integer(0) }),
  MemberNotAccession: (values) => ({ caller: values.address(0) }),
  MemberNotAllowed: (values) => ({ seat: values.integer(0), caller: values.address(1) }),
  MemberNotCold: (values) => ({ seat: values.integer(0), caller: values.address(1) }),
  MemberNotFounded: () => ({}),
  MemberNotGuardians: (values) => ({ caller: values.address(0) }),
  MemberNothingPending: (values) => ({ seat: values.integer(0) }),
  MemberTooMany: (values) => ({ limit: values.integer(0) }),
  MemberTooManyKeys: (values) => ({ seat: values.integer(0), limit: values.integer(1) }),
  MemberUnchanged: (values) => ({ seat: values.integer(0) }),
  MemberUnknown: (values) => ({ seat: values.integer(0) }),
  MerkleProofInvalidMultiproof: () => ({}),
  PackedCallsNoDesk: () => ({}),
  Panic: (values) => ({ code: values.integer(0) }),
  PossessionChallengedAlready: (values) => ({ keyId: values.bytes32(0), challenger: values.integer(1) }),
  PossessionNotProved: (values) => ({ keyId: values.bytes32(0), challenger: values.integer(1) }),
  PromiseNotDue: (values) => ({ deadline: values.integer(0), dueBlock: values.integer(1) }),
  PromiseNotOf: (values) => ({ logId: values.bytes32(0), sequence: values.integer(1), digest: values.bytes32(2) }),
  PromiseNotSigned: (values) => ({ logId: values.bytes32(0), signer: values.address(1), promisedAtBlock: values.integer(2) }),
  PromiseSettled: (values) => ({ seat: values.integer(0), promisedAtBlock: values.integer(1) }),
  PromisesAgree: (values) => ({ logId: values.bytes32(0), sequence: values.integer(1) }),
  RecordAnchoredLate: (values) => ({ recordId: values.bytes32(0), deadline: values.integer(1), anchoredAt: values.integer(2) }),
  RecordContextMismatch: (values) => ({ recordId: values.bytes32(0) }),
  RecordEpochEnded: (values) => ({ group: values.integer(0), epoch: values.integer(1), current: values.integer(2) }),
  RecordGrantedAlready: (values) => ({ recordId: values.bytes32(0), keyId: values.bytes32(1) }),
  RecordKeyNotUsable: (values) => ({ keyId: values.bytes32(0) }),
  RecordNoSuccessor: (values) => ({ recordId: values.bytes32(0), newId: values.bytes32(1) }),
  RecordNonceUsed: (values) => ({ sender: values.integer(0), senderNonce: values.integer(1) }),
  RecordNotAnchored: (values) => ({ recordId: values.bytes32(0) }),
  RecordNotInBundle: (values) => ({ recordId: values.bytes32(0), index: values.integer(1) }),
  RecordNotParty: (values) => ({ recordId: values.bytes32(0), seat: values.integer(1) }),
  RecordNotRejectedBy: (values) => ({ recordId: values.bytes32(0), seat: values.integer(1) }),
  RecordNotSender: (values) => ({ recordId: values.bytes32(0), seat: values.integer(1) }),
  RecordNothingToSettle: (values) => ({ recordId: values.bytes32(0) }),
  RecordOnHold: (values) => ({ recordId: values.bytes32(0) }),
  RecordOwn: (values) => ({ recordId: values.bytes32(0), seat: values.integer(1) }),
  RecordSaidAlready: (values) => ({ recordId: values.bytes32(0), seat: values.integer(1) }),
  RecordSuiteRefused: (values) => ({ group: values.integer(0), suite: values.integer(1) }),
  RecordWrongState: (values) => ({ recordId: values.bytes32(0), state: values.integer(1) }),
  ReentrancyGuardReentrantCall: () => ({}),
  SafeguardsCeilingBroken: (values) => ({ needed: values.integer(0), ceiling: values.integer(1) }),
  SafeguardsDutiesUnheld: (values) => ({ dutyMask: values.integer(0) }),
  SafeguardsUnreachable: (values) => ({ activeWeight: values.integer(0), needed: values.integer(1) }),
  SafeguardsWiringBroken: (values) => ({ governor: values.address(0) }),
  SignatureCheckOutOfGas: (values) => ({ needed: values.integer(0) }),
  StringTooLong: (values) => ({ str: values.text(0) }),
};
