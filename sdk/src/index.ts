/** The door of the SDK: everything a program needs to speak to a consortium is exported here. */

export type { CastBallotParameters, CastBallotReturnType } from "./actions/ballots/castBallot.ts";
export { castBallot } from "./actions/ballots/castBallot.ts";
export type { CheckBallotsParameters, CheckBallotsReturnType } from "./actions/ballots/checkBallots.ts";
export { checkBallots } from "./actions/ballots/checkBallots.ts";
export { formatBallotFile } from "./actions/ballots/formatBallotFile.ts";
export type { MergeBallotsParameters, MergeBallotsReturnType } from "./actions/ballots/mergeBallots.ts";
export { mergeBallots } from "./actions/ballots/mergeBallots.ts";
export type { PrepareBallotParameters, PrepareBallotReturnType } from "./actions/ballots/prepareBallot.ts";
export { prepareBallot } from "./actions/ballots/prepareBallot.ts";
export type { ReadBallotFileOptions, ReadBallotFileReturnType } from "./actions/ballots/readBallotFile.ts";
export { readBallotFile } from "./actions/ballots/readBallotFile.ts";
export type { SignBallotParameters, SignBallotReturnType } from "./actions/ballots/signBallot.ts";
export { signBallot } from "./actions/ballots/signBallot.ts";
export type { SignBallotFileParameters, SignBallotFileReturnType } from "./actions/ballots/signBallotFile.ts";
export { signBallotFile } from "./actions/ballots/signBallotFile.ts";
export type { SubmitBallotsParameters, SubmitBallotsReturnType } from "./actions/ballots/submitBallots.ts";
export { submitBallots } from "./actions/ballots/submitBallots.ts";
export { toAccountSigner } from "./actions/ballots/toAccountSigner.ts";
export type { VerifySignatureParameters } from "./actions/ballots/verifySignature.ts";
export { verifySignature } from "./actions/ballots/verifySignature.ts";
export type { AnchorOneParameters, AnchorOneReturnType } from "./actions/batches/anchorOne.ts";
export { anchorOne } from "./actions/batches/anchorOne.ts";
export type { AnchorPromisedParameters, AnchorPromisedReturnType } from "./actions/batches/anchorPromised.ts";
export { anchorPromised } from "./actions/batches/anchorPromised.ts";
export type {
  AnswerBatchChallengeParameters,
  AnswerBatchChallengeReturnType,
} from "./actions/batches/answerBatchChallenge.ts";
export { answerBatchChallenge } from "./actions/batches/answerBatchChallenge.ts";
export type { ChallengePromiseParameters, ChallengePromiseReturnType } from "./actions/batches/challengePromise.ts";
export { challengePromise } from "./actions/batches/challengePromise.ts";
export type { CheckReceiptParameters, CheckReceiptReturnType } from "./actions/batches/checkReceipt.ts";
export { checkReceipt } from "./actions/batches/checkReceipt.ts";
export type { ConcludeChallengeParameters, ConcludeChallengeReturnType } from "./actions/batches/concludeChallenge.ts";
export { concludeChallenge } from "./actions/batches/concludeChallenge.ts";
export type { GetBatchParameters, GetBatchReturnType } from "./actions/batches/getBatch.ts";
export { getBatch } from "./actions/batches/getBatch.ts";
export type { GetBatcherParameters, GetBatcherReturnType } from "./actions/batches/getBatcher.ts";
export { getBatcher } from "./actions/batches/getBatcher.ts";
export type { GetChallengeParameters, GetChallengeReturnType } from "./actions/batches/getChallenge.ts";
export { getChallenge } from "./actions/batches/getChallenge.ts";
export type { GetLogParameters, GetLogReturnType } from "./actions/batches/getLog.ts";
export { getLog } from "./actions/batches/getLog.ts";
export type { JoinLogParameters, JoinLogReturnType } from "./actions/batches/joinLog.ts";
export { joinLog } from "./actions/batches/joinLog.ts";
export type { LeaveLogParameters, LeaveLogReturnType } from "./actions/batches/leaveLog.ts";
export { leaveLog } from "./actions/batches/leaveLog.ts";
export type { ListBatchesParameters, ListBatchesReturnType } from "./actions/batches/listBatches.ts";
export { listBatches } from "./actions/batches/listBatches.ts";
export type { OpenLogParameters, OpenLogReturnType } from "./actions/batches/openLog.ts";
export { openLog } from "./actions/batches/openLog.ts";
export type { ProveConflictParameters, ProveConflictReturnType } from "./actions/batches/proveConflict.ts";
export { proveConflict } from "./actions/batches/proveConflict.ts";
export type { SignBundleParameters, SignBundleReturnType } from "./actions/batches/signBundle.ts";
export { signBundle } from "./actions/batches/signBundle.ts";
export type { SignRecordParameters, SignRecordReturnType } from "./actions/batches/signRecord.ts";
export { signRecord } from "./actions/batches/signRecord.ts";
export type {
  AnchoredBatchChange,
  RemovedBatchChange,
  WatchBatchesParameters,
  WatchBatchesReturnType,
} from "./actions/batches/watchBatches.ts";
export { watchBatches } from "./actions/batches/watchBatches.ts";
export type { ActionOfReturnType } from "./actions/calls/actionOf.ts";
export { actionOf } from "./actions/calls/actionOf.ts";
export type { CreateCallsParameters } from "./actions/calls/createCalls.ts";
export { createCalls } from "./actions/calls/createCalls.ts";
export type { ExplainCallParameters, ExplainCallReturnType } from "./actions/calls/explainCall.ts";
export { explainCall } from "./actions/calls/explainCall.ts";
export type { CreateClientParameters, CreateClientReturnType } from "./actions/client/createClient.ts";
export { createClient } from "./actions/client/createClient.ts";
export { getDeployment, listDeployments } from "./actions/client/getDeployment.ts";
export type { AnswerChallengeParameters, AnswerChallengeReturnType } from "./actions/encryptionKeys/answerChallenge.ts";
export { answerChallenge } from "./actions/encryptionKeys/answerChallenge.ts";
export type { ChallengeKeyParameters, ChallengeKeyReturnType } from "./actions/encryptionKeys/challengeKey.ts";
export { challengeKey } from "./actions/encryptionKeys/challengeKey.ts";
export type { EndKeyParameters, EndKeyReturnType } from "./actions/encryptionKeys/endKey.ts";
export { endKey } from "./actions/encryptionKeys/endKey.ts";
export type {
  ListEncryptionKeysParameters,
  ListEncryptionKeysReturnType,
} from "./actions/encryptionKeys/listEncryptionKeys.ts";
export { listEncryptionKeys } from "./actions/encryptionKeys/listEncryptionKeys.ts";
export type { RegisterKeyParameters, RegisterKeyReturnType } from "./actions/encryptionKeys/registerKey.ts";
export { registerKey } from "./actions/encryptionKeys/registerKey.ts";
export type {
  ReportCompromiseParameters,
  ReportCompromiseReturnType,
} from "./actions/encryptionKeys/reportCompromise.ts";
export { reportCompromise } from "./actions/encryptionKeys/reportCompromise.ts";
export type { ChangeGroupParameters, ChangeGroupReturnType } from "./actions/groups/changeGroup.ts";
export { changeGroup } from "./actions/groups/changeGroup.ts";
export type { GetGroupParameters, GetGroupReturnType } from "./actions/groups/getGroup.ts";
export { getGroup } from "./actions/groups/getGroup.ts";
export type { ListGroupsReturnType } from "./actions/groups/listGroups.ts";
export { listGroups } from "./actions/groups/listGroups.ts";
export type { GetActParameters, GetActReturnType } from "./actions/guardians/getAct.ts";
export { getAct } from "./actions/guardians/getAct.ts";
export type { LiftParameters, LiftReturnType } from "./actions/guardians/lift.ts";
export { lift } from "./actions/guardians/lift.ts";
export type { SuspendKeyParameters, SuspendKeyReturnType } from "./actions/guardians/suspendKey.ts";
export { suspendKey } from "./actions/guardians/suspendKey.ts";
export type { ExportJournalParameters, ExportJournalReturnType } from "./actions/journal/exportJournal.ts";
export { exportJournal } from "./actions/journal/exportJournal.ts";
export { formatJournal } from "./actions/journal/formatJournal.ts";
export type {
  VerifiedProposal,
  VerifyJournalOptions,
  VerifyJournalReturnType,
} from "./actions/journal/verifyJournal.ts";
export { verifyJournal } from "./actions/journal/verifyJournal.ts";
export type { AddKeyParameters, AddKeyReturnType } from "./actions/keys/addKey.ts";
export { addKey } from "./actions/keys/addKey.ts";
export type { CancelRotationParameters, CancelRotationReturnType } from "./actions/keys/cancelRotation.ts";
export { cancelRotation } from "./actions/keys/cancelRotation.ts";
export type { CompleteRotationParameters, CompleteRotationReturnType } from "./actions/keys/completeRotation.ts";
export { completeRotation } from "./actions/keys/completeRotation.ts";
export type { GetKeyParameters, GetKeyReturnType } from "./actions/keys/getKey.ts";
export { getKey } from "./actions/keys/getKey.ts";
export type { ListKeysParameters, ListKeysReturnType } from "./actions/keys/listKeys.ts";
export { listKeys } from "./actions/keys/listKeys.ts";
export type { RevokeKeyParameters, RevokeKeyReturnType } from "./actions/keys/revokeKey.ts";
export { revokeKey } from "./actions/keys/revokeKey.ts";
export type { StartRotationParameters, StartRotationReturnType } from "./actions/keys/startRotation.ts";
export { startRotation } from "./actions/keys/startRotation.ts";
export type { AcceptParameters, AcceptReturnType } from "./actions/members/accept.ts";
export { accept } from "./actions/members/accept.ts";
export type { CancelColdChangeParameters, CancelColdChangeReturnType } from "./actions/members/cancelColdChange.ts";
export { cancelColdChange } from "./actions/members/cancelColdChange.ts";
export type {
  CompleteColdChangeParameters,
  CompleteColdChangeReturnType,
} from "./actions/members/completeColdChange.ts";
export { completeColdChange } from "./actions/members/completeColdChange.ts";
export type { GetCurrentStateReturnType } from "./actions/members/getCurrentState.ts";
export { getCurrentState } from "./actions/members/getCurrentState.ts";
export type { GetMemberParameters, GetMemberReturnType } from "./actions/members/getMember.ts";
export { getMember } from "./actions/members/getMember.ts";
export type { ListMembersReturnType } from "./actions/members/listMembers.ts";
export { listMembers } from "./actions/members/listMembers.ts";
export type { SetBallotsNeededParameters, SetBallotsNeededReturnType } from "./actions/members/setBallotsNeeded.ts";
export { setBallotsNeeded } from "./actions/members/setBallotsNeeded.ts";
export type { SignAcceptanceParameters, SignAcceptanceReturnType } from "./actions/members/signAcceptance.ts";
export { signAcceptance } from "./actions/members/signAcceptance.ts";
export type { StartColdChangeParameters, StartColdChangeReturnType } from "./actions/members/startColdChange.ts";
export { startColdChange } from "./actions/members/startColdChange.ts";
export type { GetParameterParameters, GetParameterReturnType } from "./actions/parameters/getParameter.ts";
export { getParameter } from "./actions/parameters/getParameter.ts";
export type { ListParametersReturnType } from "./actions/parameters/listParameters.ts";
export { listParameters } from "./actions/parameters/listParameters.ts";
export type { EnactParameters, EnactReturnType } from "./actions/proposals/enact.ts";
export { enact } from "./actions/proposals/enact.ts";
export type { ExecuteParameters, ExecuteReturnType } from "./actions/proposals/execute.ts";
export { execute } from "./actions/proposals/execute.ts";
export type { ExplainParameters, ExplainReturnType } from "./actions/proposals/explain.ts";
export { explain } from "./actions/proposals/explain.ts";
export { formatProposalFile } from "./actions/proposals/formatProposalFile.ts";
export type { GetProposalParameters, GetProposalReturnType } from "./actions/proposals/getProposal.ts";
export { getProposal } from "./actions/proposals/getProposal.ts";
export type { GetProposalIdParameters, GetProposalIdReturnType } from "./actions/proposals/getProposalId.ts";
export { getProposalId } from "./actions/proposals/getProposalId.ts";
export type {
  ListedProposal,
  ListProposalsParameters,
  ListProposalsReturnType,
} from "./actions/proposals/listProposals.ts";
export { listProposals } from "./actions/proposals/listProposals.ts";
export type { PokeParameters, PokeReturnType } from "./actions/proposals/poke.ts";
export { poke } from "./actions/proposals/poke.ts";
export type { PokeStaleParameters, PokeStaleReturnType } from "./actions/proposals/pokeStale.ts";
export { pokeStale } from "./actions/proposals/pokeStale.ts";
export type { PrepareProposalParameters, PrepareProposalReturnType } from "./actions/proposals/prepareProposal.ts";
export { prepareProposal } from "./actions/proposals/prepareProposal.ts";
export type { ProposeParameters, ProposeReturnType } from "./actions/proposals/propose.ts";
export { propose } from "./actions/proposals/propose.ts";
export type { ProposeInFavourReturnType } from "./actions/proposals/proposeInFavour.ts";
export { proposeInFavour } from "./actions/proposals/proposeInFavour.ts";
export type { QueueParameters, QueueReturnType } from "./actions/proposals/queue.ts";
export { queue } from "./actions/proposals/queue.ts";
export type { ReadProposalFileOptions, ReadProposalFileReturnType } from "./actions/proposals/readProposalFile.ts";
export { readProposalFile } from "./actions/proposals/readProposalFile.ts";
export type { SignProposalParameters, SignProposalReturnType } from "./actions/proposals/signProposal.ts";
export { signProposal } from "./actions/proposals/signProposal.ts";
export type { SignProposalFileParameters, SignProposalFileReturnType } from "./actions/proposals/signProposalFile.ts";
export { signProposalFile } from "./actions/proposals/signProposalFile.ts";
export type { SimulateParameters, SimulateReturnType, StateDifference } from "./actions/proposals/simulate.ts";
export { simulate } from "./actions/proposals/simulate.ts";
export type { SubmitProposalParameters, SubmitProposalReturnType } from "./actions/proposals/submitProposal.ts";
export { submitProposal } from "./actions/proposals/submitProposal.ts";
export type { TallyParameters, TallyReturnType } from "./actions/proposals/tally.ts";
export { tally } from "./actions/proposals/tally.ts";
export type {
  ProposalChange,
  ProposalStep,
  WatchProposalsParameters,
  WatchProposalsReturnType,
} from "./actions/proposals/watchProposals.ts";
export { watchProposals } from "./actions/proposals/watchProposals.ts";
export type { WithdrawParameters, WithdrawReturnType } from "./actions/proposals/withdraw.ts";
export { withdraw } from "./actions/proposals/withdraw.ts";
export type { AcknowledgeParameters, AcknowledgeReturnType } from "./actions/records/acknowledge.ts";
export { acknowledge } from "./actions/records/acknowledge.ts";
export type {
  AcknowledgeAllParameters,
  AcknowledgeAllReturnType,
  SkippedAcknowledgement,
} from "./actions/records/acknowledgeAll.ts";
export { acknowledgeAll } from "./actions/records/acknowledgeAll.ts";
export type { AnswerParameters, AnswerReturnType } from "./actions/records/answer.ts";
export { answer } from "./actions/records/answer.ts";
export type { CancelRecordParameters, CancelRecordReturnType } from "./actions/records/cancelRecord.ts";
export { cancelRecord } from "./actions/records/cancelRecord.ts";
export type { ConfirmShredParameters, ConfirmShredReturnType } from "./actions/records/confirmShred.ts";
export { confirmShred } from "./actions/records/confirmShred.ts";
export type { GetRecordParameters, GetRecordReturnType } from "./actions/records/getRecord.ts";
export { getRecord } from "./actions/records/getRecord.ts";
export type { GetRegistrationParameters, GetRegistrationReturnType } from "./actions/records/getRegistration.ts";
export { getRegistration } from "./actions/records/getRegistration.ts";
export type { GrantParameters, GrantReturnType } from "./actions/records/grant.ts";
export { grant } from "./actions/records/grant.ts";
export type {
  ListRecordChangesParameters,
  ListRecordChangesReturnType,
} from "./actions/records/listRecordChanges.ts";
export { listRecordChanges } from "./actions/records/listRecordChanges.ts";
export type { ListedRecord, ListRecordsParameters, ListRecordsReturnType } from "./actions/records/listRecords.ts";
export { listRecords } from "./actions/records/listRecords.ts";
export type { PromoteParameters, PromoteReturnType } from "./actions/records/promote.ts";
export { promote } from "./actions/records/promote.ts";
export type { RegisterParameters, RegisterReturnType } from "./actions/records/register.ts";
export { register } from "./actions/records/register.ts";
export type { RejectParameters, RejectReturnType } from "./actions/records/reject.ts";
export { reject } from "./actions/records/reject.ts";
export type { SettleParameters, SettleReturnType } from "./actions/records/settle.ts";
export { settle } from "./actions/records/settle.ts";
export type { ShredParameters, ShredReturnType } from "./actions/records/shred.ts";
export { shred } from "./actions/records/shred.ts";
export type { SignConsentParameters, SignConsentReturnType } from "./actions/records/signConsent.ts";
export { signConsent } from "./actions/records/signConsent.ts";
export type { StandByParameters, StandByReturnType } from "./actions/records/standBy.ts";
export { standBy } from "./actions/records/standBy.ts";
export type { SupersedeParameters, SupersedeReturnType } from "./actions/records/supersede.ts";
export { supersede } from "./actions/records/supersede.ts";
export type { VerifyDisclosureParameters, VerifyDisclosureReturnType } from "./actions/records/verifyDisclosure.ts";
export { verifyDisclosure } from "./actions/records/verifyDisclosure.ts";
export type {
  RecordChange,
  RecordStep,
  WatchRecordsParameters,
  WatchRecordsReturnType,
} from "./actions/records/watchRecords.ts";
export { watchRecords } from "./actions/records/watchRecords.ts";
export type { GetRuleParameters, GetRuleReturnType } from "./actions/rules/getRule.ts";
export { getRule } from "./actions/rules/getRule.ts";
export type { ListedRule, ListRulesParameters, ListRulesReturnType } from "./actions/rules/listRules.ts";
export { listRules } from "./actions/rules/listRules.ts";
export type { Acceptance } from "./crypto/acceptanceTypedData.ts";
export { toAcceptanceTypedData } from "./crypto/acceptanceTypedData.ts";
export type { BallotPlace } from "./crypto/ballotTypedData.ts";
export { hashBallot, toBallotTypedData } from "./crypto/ballotTypedData.ts";
export { toRecordTypedData } from "./crypto/batch/recordTypedData.ts";
export type { VerifiedReceipt } from "./crypto/batch/verifyReceipt.ts";
export type { SignatureVerdict } from "./crypto/checkSignature.ts";
export type { CompactBallot } from "./crypto/compactBallots.ts";
export { decodeCompactBallots, encodeCompactBallots } from "./crypto/compactBallots.ts";
export type { ComputeProposalIdParameters } from "./crypto/computeProposalId.ts";
export { computeProposalId, hashDescription } from "./crypto/computeProposalId.ts";
export type { MemberAction, RecordModules } from "./crypto/consentTypedData.ts";
export { toConsentTypedData } from "./crypto/consentTypedData.ts";
export type { Disclosure, FieldOpening } from "./crypto/disclosure/Disclosure.ts";
export { hashTypedData } from "./crypto/hashTypedData.ts";
export { joinSigner } from "./crypto/joinSigner.ts";
export { parseP256Signature } from "./crypto/parseP256Signature.ts";
export type { ProposalOpening } from "./crypto/proposalTypedData.ts";
export { hashProposal, toProposalTypedData } from "./crypto/proposalTypedData.ts";
export type { RejectionReason } from "./crypto/rejectionReasonOf.ts";
export { rejectionReasons } from "./crypto/rejectionReasonOf.ts";
export { toKey } from "./crypto/toKey.ts";
export type { P256SignerParameters } from "./crypto/toP256Signer.ts";
export { toP256Signer } from "./crypto/toP256Signer.ts";
export type { RsaSignerParameters } from "./crypto/toRsaSigner.ts";
export { toRsaSigner } from "./crypto/toRsaSigner.ts";
export type { WebAuthnAssertion, WebAuthnSignerParameters } from "./crypto/toWebAuthnSigner.ts";
export { toWebAuthnSigner } from "./crypto/toWebAuthnSigner.ts";
export type { BallotCode } from "./errors/codes/ballots.ts";
export type { BatchingCode } from "./errors/codes/batching.ts";
export type { ChainCode } from "./errors/codes/chain.ts";
export type { CommandCode } from "./errors/codes/commands.ts";
export type { DeploymentCode } from "./errors/codes/deployment.ts";
export type { FoundingCode } from "./errors/codes/founding.ts";
export type { JournalCode } from "./errors/codes/journal.ts";
export type { KeyCode } from "./errors/codes/keys.ts";
export type { ProposalCode } from "./errors/codes/proposals.ts";
export type { RecordCode } from "./errors/codes/records.ts";
export type { StoreCode } from "./errors/codes/stores.ts";
export type { ValueCode } from "./errors/codes/values.ts";
export type { ErrorCode } from "./errors/codes.ts";
export { errorCodes } from "./errors/codes.ts";
export type { DecodedRevert, Revert, UnrecognisedRevert } from "./errors/DecodedRevert.ts";
export { decodeRevert } from "./errors/decodeRevert.ts";
export type { Fact, Facts, QuorateErrorParameters } from "./errors/QuorateError.ts";
export { QuorateError } from "./errors/QuorateError.ts";
export { RevertedError } from "./errors/RevertedError.ts";
export { toQuorateError } from "./errors/toQuorateError.ts";
export { accessionAbi } from "./generated/abis/accessionAbi.ts";
export { batchAnchorAbi } from "./generated/abis/batchAnchorAbi.ts";
export { batchExecutorAbi } from "./generated/abis/batchExecutorAbi.ts";
export { confidentialRegistryAbi } from "./generated/abis/confidentialRegistryAbi.ts";
export { constitutionAbi } from "./generated/abis/constitutionAbi.ts";
export { governorAbi } from "./generated/abis/governorAbi.ts";
export { groupDirectoryAbi } from "./generated/abis/groupDirectoryAbi.ts";
export { guardiansAbi } from "./generated/abis/guardiansAbi.ts";
export { keyDirectoryAbi } from "./generated/abis/keyDirectoryAbi.ts";
export { memberRegistryAbi } from "./generated/abis/memberRegistryAbi.ts";
export type {
  CallName,
  CallParameters,
  Calls,
  ConfidentialRegistryDismissParameters,
  ConfidentialRegistryGrantByVoteParameters,
  ConfidentialRegistryHoldParameters,
  ConfidentialRegistryReleaseParameters,
  ConfidentialRegistryShredByVoteParameters,
  ConfidentialRegistryUpholdParameters,
  ConstitutionDefineParameterParameters,
  ConstitutionSetBoundsParameters,
  ConstitutionSetFallbackParameters,
  ConstitutionSetKeyedRuleParameters,
  ConstitutionSetModuleParameters,
  ConstitutionSetParameterParameters,
  ConstitutionSetRuleParameters,
  GroupDirectoryChangeGroupParameters,
  GroupDirectoryCreateGroupParameters,
  GuardiansOverruleParameters,
  GuardiansRatifyParameters,
  MemberRegistryAdmitParameters,
  MemberRegistryApproveVerifierParameters,
  MemberRegistryReinstateParameters,
  MemberRegistryRemoveParameters,
  MemberRegistryReplaceColdParameters,
  MemberRegistryRetireVerifierParameters,
  MemberRegistrySetDutiesParameters,
  MemberRegistrySetWeightParameters,
  MemberRegistrySuspendParameters,
} from "./generated/calls.ts";
export { callCatalogue } from "./generated/calls.ts";
export type { EventFacts, EventName } from "./generated/events.ts";
export type { RevertFacts, RevertName } from "./generated/reverts.ts";
export { revertCatalogue } from "./generated/reverts.ts";
export type { SkippedBallot } from "./internal/chainBallots.ts";
export type { ModuleEvent } from "./internal/decodeEvent.ts";
export type { ProposalOrigin } from "./internal/findProposal.ts";
export { formatBasisPoints } from "./internal/formatBasisPoints.ts";
export { formatDuration } from "./internal/formatDuration.ts";
export { formatMoment } from "./internal/formatMoment.ts";
export type { ValueMeaning } from "./internal/formatParameter.ts";
export { formatBounds, formatParameterValue } from "./internal/formatParameter.ts";
export { formatRule } from "./internal/formatRule.ts";
export type { GroupChange } from "./internal/groupChange.ts";
export { hashGroupChange } from "./internal/groupChange.ts";
export type { SignedPacked } from "./internal/signPacked.ts";
export type { ActingMember } from "./internal/toChainConsent.ts";
export type { SealedRegistration } from "./internal/toPackedRegistration.ts";
export type { WaitLimits } from "./internal/WaitLimits.ts";
export type { WatchLimits } from "./internal/watchEvents.ts";
export type { AcceptedState } from "./types/AcceptedState.ts";
export type { AnchoredHeader } from "./types/AnchoredHeader.ts";
export type { Ballot, KeySignature, SignedBallot, Support } from "./types/Ballot.ts";
export { supports } from "./types/Ballot.ts";
export type { BallotFile } from "./types/BallotFile.ts";
export type { BallotSigner, TypedData } from "./types/BallotSigner.ts";
export type { BatchReceipt } from "./types/BatchReceipt.ts";
export type { BuiltCall, Call } from "./types/BuiltCall.ts";
export type { Bound, Client, Contracts } from "./types/Client.ts";
export type { Deployment } from "./types/Deployment.ts";
export type { Duty, Scope } from "./types/Duty.ts";
export { duties, FOREVER, scopes } from "./types/Duty.ts";
export type { Group } from "./types/Group.ts";
export type { GroupPolicy } from "./types/GroupPolicy.ts";
export type { Address, Bytes32, Hex } from "./types/Hex.ts";
export type {
  CanceledEntry,
  CancelReason,
  CountedEntry,
  CreatedEntry,
  EnactedEntry,
  Journal,
  JournalBallot,
  JournalElectorate,
  JournalEntry,
  JournalKey,
  JournalKind,
} from "./types/Journal.ts";
export { cancelReasons, journalKinds } from "./types/Journal.ts";
export type { KeyPurpose } from "./types/KeyPurpose.ts";
export { keyPurposes } from "./types/KeyPurpose.ts";
export type { Key, Member } from "./types/Member.ts";
export type { MemberConsent } from "./types/MemberConsent.ts";
export type { MemberKey } from "./types/MemberKey.ts";
export type { ModuleName, Modules } from "./types/Modules.ts";
export { moduleNames } from "./types/Modules.ts";
export type { Names } from "./types/Names.ts";
export type { RecordKind } from "./types/PackedRecord.ts";
export type { Parameter, ParameterBounds, ParameterType } from "./types/Parameter.ts";
export { parameterTypes } from "./types/Parameter.ts";
export type { ProposalContent, Salt } from "./types/ProposalContent.ts";
export type { ProposalFile } from "./types/ProposalFile.ts";
export type { ProposalId } from "./types/ProposalId.ts";
export type { CountedChoice, ProposalRecord } from "./types/ProposalRecord.ts";
export type { ProposalState } from "./types/ProposalState.ts";
export { proposalStates } from "./types/ProposalState.ts";
export { parseAddress } from "./types/parseAddress.ts";
export { parseBytes32, parseHex } from "./types/parseHex.ts";
export { parseProposalId } from "./types/parseProposalId.ts";
export type { Receipt } from "./types/Receipt.ts";
export type { RecordState } from "./types/RecordState.ts";
export { recordStates } from "./types/RecordState.ts";
export type { Registration } from "./types/Registration.ts";
export type { Rule, RuleTerms } from "./types/Rule.ts";
export type { SeatKeys } from "./types/SeatKeys.ts";
export type { CallItem, SignedBundle, SignedCall, SignedRecord, SignedRegistration } from "./types/SignedRecord.ts";
export type { Standing } from "./types/Standing.ts";
export { standings } from "./types/Standing.ts";
export type { Suite } from "./types/Suite.ts";
export { suites } from "./types/Suite.ts";
export { fromShortText, toShortText } from "./types/shortText.ts";
export type { VerifierKind, Verifiers } from "./types/VerifierKind.ts";
export { verifierKinds } from "./types/VerifierKind.ts";
