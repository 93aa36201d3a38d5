import type { Command } from "../terminal/Command.ts";
import { amendmentEnacted } from "./amendment/enacted.ts";
import { amendmentList } from "./amendment/list.ts";
import { amendmentPrepare } from "./amendment/prepare.ts";
import { amendmentPropose } from "./amendment/propose.ts";
import { amendmentVerify } from "./amendment/verify.ts";
import { ballotCast } from "./ballot/cast.ts";
import { ballotCheck } from "./ballot/check.ts";
import { ballotPrepare } from "./ballot/prepare.ts";
import { ballotShow } from "./ballot/show.ts";
import { ballotSign } from "./ballot/sign.ts";
import { ballotSubmit } from "./ballot/submit.ts";
import { batcherAnchorPromised } from "./batcher/anchorPromised.ts";
import { batcherAnswer } from "./batcher/answer.ts";
import { batcherChallenge } from "./batcher/challenge.ts";
import { batcherConclude } from "./batcher/conclude.ts";
import { batcherFsck } from "./batcher/fsck.ts";
import { batcherProveConflict } from "./batcher/proveConflict.ts";
import { batcherReinstate } from "./batcher/reinstate.ts";
import { batcherStart } from "./batcher/start.ts";
import { batcherStatus } from "./batcher/status.ts";
import { consentShow } from "./consent/show.ts";
import { consentSign } from "./consent/sign.ts";
import { consentSubmit } from "./consent/submit.ts";
import { doctorCommand } from "./doctor.ts";
import { encryptionKeyAnswer } from "./encryptionKey/answer.ts";
import { encryptionKeyChallenge } from "./encryptionKey/challenge.ts";
import { encryptionKeyEnd } from "./encryptionKey/end.ts";
import { encryptionKeyList } from "./encryptionKey/list.ts";
import { encryptionKeyRegister } from "./encryptionKey/register.ts";
import { encryptionKeyReport } from "./encryptionKey/report.ts";
import { encryptionKeyRewrap } from "./encryptionKey/rewrap.ts";
import { encryptionKeyRotate } from "./encryptionKey/rotate.ts";
import { encryptionKeyShow } from "./encryptionKey/show.ts";
import { foundingAccept } from "./founding/accept.ts";
import { foundingState } from "./founding/state.ts";
import { groupChange } from "./group/change.ts";
import { groupForm } from "./group/form.ts";
import { groupList } from "./group/list.ts";
import { groupShow } from "./group/show.ts";
import { guardianLift } from "./guardian/lift.ts";
import { guardianOverrule } from "./guardian/overrule.ts";
import { guardianRatify } from "./guardian/ratify.ts";
import { guardianShow } from "./guardian/show.ts";
import { guardianSuspend } from "./guardian/suspend.ts";
import { journalExport } from "./journal/export.ts";
import { journalVerify } from "./journal/verify.ts";
import { keyAdd } from "./key/add.ts";
import { keyApproveVerifier } from "./key/approveVerifier.ts";
import { keyCancelRotation } from "./key/cancelRotation.ts";
import { keyCompleteRotation } from "./key/completeRotation.ts";
import { keyCreate } from "./key/create.ts";
import { keyList } from "./key/list.ts";
import { keyNeeded } from "./key/needed.ts";
import { keyRetireVerifier } from "./key/retireVerifier.ts";
import { keyRevoke } from "./key/revoke.ts";
import { keyRotate } from "./key/rotate.ts";
import { keyShow } from "./key/show.ts";
import { memberAdmit } from "./member/admit.ts";
import { memberCancelColdChange } from "./member/cancelColdChange.ts";
import { memberCompleteColdChange } from "./member/completeColdChange.ts";
import { memberList } from "./member/list.ts";
import { memberReinstate } from "./member/reinstate.ts";
import { memberRemove } from "./member/remove.ts";
import { memberReplaceCold } from "./member/replaceCold.ts";
import { memberSetDuties } from "./member/setDuties.ts";
import { memberSetWeight } from "./member/setWeight.ts";
import { memberShow } from "./member/show.ts";
import { memberStartColdChange } from "./member/startColdChange.ts";
import { memberSuspend } from "./member/suspend.ts";
import { moduleReplace } from "./module/replace.ts";
import { parameterBounds, parameterDefine } from "./parameter/bounds.ts";
import { parameterList } from "./parameter/list.ts";
import { parameterSet } from "./parameter/set.ts";
import { parameterShow } from "./parameter/show.ts";
import { proposalEnact } from "./proposal/enact.ts";
import { proposalExecute } from "./proposal/execute.ts";
import { explainCommand, proposalExplain } from "./proposal/explain.ts";
import { proposalIdentify } from "./proposal/identify.ts";
import { proposalList } from "./proposal/list.ts";
import { proposalOpen } from "./proposal/open.ts";
import { proposalPoke } from "./proposal/poke.ts";
import { proposalPrepare } from "./proposal/prepare.ts";
import { proposalQueue } from "./proposal/queue.ts";
import { proposalShow } from "./proposal/show.ts";
import { proposalSign } from "./proposal/sign.ts";
import { proposalSimulate } from "./proposal/simulate.ts";
import { proposalSubmit } from "./proposal/submit.ts";
import { proposalWatch } from "./proposal/watch.ts";
import { proposalWithdraw } from "./proposal/withdraw.ts";
import { receiptGet } from "./receipt/get.ts";
import { receiptVerify } from "./receipt/verify.ts";
import { recordAcknowledge } from "./record/acknowledge.ts";
import { recordAnchor } from "./record/anchor.ts";
import { recordAnswer } from "./record/answer.ts";
import { recordCancel } from "./record/cancel.ts";
import { recordConfirmShred } from "./record/confirmShred.ts";
import { recordDisclose } from "./record/disclose.ts";
import { recordDismiss } from "./record/dismiss.ts";
import { recordGrant } from "./record/grant.ts";
import { recordHold } from "./record/hold.ts";
import { recordJudge } from "./record/judge.ts";
import { recordList } from "./record/list.ts";
import { recordOpen } from "./record/open.ts";
import { recordPromote } from "./record/promote.ts";
import { recordReject } from "./record/reject.ts";
import { recordRelease } from "./record/release.ts";
import { recordSend } from "./record/send.ts";
import { recordServe } from "./record/serve.ts";
import { recordSettle } from "./record/settle.ts";
import { recordShow } from "./record/show.ts";
import { recordShred } from "./record/shred.ts";
import { recordStandBy } from "./record/standBy.ts";
import { recordSubmit } from "./record/submit.ts";
import { recordSupersede } from "./record/supersede.ts";
import { recordUphold } from "./record/uphold.ts";
import { recordVerify } from "./record/verify.ts";
import { recordWatch } from "./record/watch.ts";
import { ruleList } from "./rule/list.ts";
import { ruleSet } from "./rule/set.ts";
import { ruleShow } from "./rule/show.ts";

/** Every command of `quorate`, in the order in which its help shows them. */
export const commands: readonly Command[] = [
  doctorCommand,
  foundingState,
  foundingAccept,
  memberList,
  memberShow,
  memberAdmit,
  memberCancelColdChange,
  memberCompleteColdChange,
  memberSetDuties,
  memberReinstate,
  memberRemove,
  memberReplaceCold,
  memberStartColdChange,
  memberSuspend,
  memberSetWeight,
  keyList,
  keyShow,
  keyCreate,
  keyAdd,
  keyApproveVerifier,
  keyCancelRotation,
  keyCompleteRotation,
  keyNeeded,
  keyRetireVerifier,
  keyRevoke,
  keyRotate,
  ruleList,
  ruleShow,
  ruleSet,
  parameterList,
  parameterShow,
  parameterBounds,
  parameterDefine,
  parameterSet,
  moduleReplace,
  proposalList,
  proposalShow,
  proposalOpen,
  proposalEnact,
  proposalExecute,
  proposalExplain,
  proposalIdentify,
  proposalPoke,
  proposalPrepare,
  proposalQueue,
  proposalSign,
  proposalSimulate,
  proposalSubmit,
  proposalWatch,
  proposalWithdraw,
  ballotShow,
  ballotPrepare,
  ballotCast,
  ballotCheck,
  ballotSign,
  ballotSubmit,
  guardianShow,
  guardianLift,
  guardianOverrule,
  guardianRatify,
  guardianSuspend,
  journalExport,
  journalVerify,
  amendmentList,
  amendmentPrepare,
  amendmentPropose,
  amendmentEnacted,
  amendmentVerify,
  explainCommand,
  groupList,
  groupShow,
  groupForm,
  groupChange,
  encryptionKeyList,
  encryptionKeyShow,
  encryptionKeyRegister,
  encryptionKeyRotate,
  encryptionKeyEnd,
  encryptionKeyReport,
  encryptionKeyRewrap,
  encryptionKeyChallenge,
  encryptionKeyAnswer,
  recordList,
  recordShow,
  recordSend,
  recordSubmit,
  recordAnchor,
  recordPromote,
  recordOpen,
  recordAcknowledge,
  recordReject,
  recordAnswer,
  recordStandBy,
  recordJudge,
  recordUphold,
  recordDismiss,
  recordCancel,
  recordSupersede,
  recordSettle,
  recordWatch,
  recordGrant,
  recordDisclose,
  recordVerify,
  recordShred,
  recordConfirmShred,
  recordHold,
  recordRelease,
  recordServe,
  receiptGet,
  receiptVerify,
  batcherStart,
  batcherStatus,
  batcherFsck,
  batcherChallenge,
  batcherAnswer,
  batcherConclude,
  batcherProveConflict,
  batcherAnchorPromised,
  batcherReinstate,
  consentShow,
  consentSign,
  consentSubmit,
];
