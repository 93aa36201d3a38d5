// Written by `npm run generate`. Do not edit: `npm run check:generated` compares it with the contracts.
import type { AbiValues } from "../types/AbiValues.ts";
import type { Address, Bytes32, Hex } from "../types/Hex.ts";

/** The facts of every event, by module and event. */
export interface EventFacts {
  readonly "Constitution.ConstitutionSealed": { readonly rulesRoot: Bytes32; readonly parametersRoot: Bytes32 };
  readonly "Constitution.ModuleChanged": { readonly name: Bytes32; readonly oldModule: Address; readonly newModule: Address };
  readonly "Constitution.ParameterChanged": { readonly key: Bytes32; readonly oldValue: bigint; readonly newValue: bigint; readonly version: bigint };
  readonly "Constitution.ParameterDefined": { readonly key: Bytes32; readonly bounds: { readonly kind: bigint; readonly min: bigint; readonly max: bigint; readonly maxStep: bigint; readonly coolDown: bigint; readonly unit: Bytes32 } };
  readonly "Constitution.RuleChanged": { readonly subject: Bytes32; readonly selector: Hex; readonly firstWord: Bytes32; readonly keyed: boolean; readonly oldVersion: bigint; readonly newVersion: bigint; readonly words: bigint; readonly rule: { readonly quorum: bigint; readonly threshold: bigint; readonly vetoDuties: bigint; readonly votingPeriod: bigint; readonly executionDelay: bigint; readonly executionWindow: bigint; readonly lateExtension: bigint; readonly proposerDuties: bigint } };
  readonly "MemberRegistry.ConsortiumFounded": { readonly acceptedWeight: bigint; readonly totalWeight: bigint };
  readonly "MemberRegistry.ElectorateChanged": { readonly version: bigint; readonly snapshot: Address; readonly snapshotHash: Bytes32; readonly weight: bigint };
  readonly "MemberRegistry.MemberAccepted": { readonly seat: bigint };
  readonly "MemberRegistry.MemberAdmitted": { readonly seat: bigint; readonly cold: Address; readonly weight: bigint; readonly metadata: Bytes32 };
  readonly "MemberRegistry.MemberBallotsNeededChanged": { readonly seat: bigint; readonly oldNeeded: bigint; readonly newNeeded: bigint };
  readonly "MemberRegistry.MemberColdChangeCanceled": { readonly seat: bigint; readonly newCold: Address };
  readonly "MemberRegistry.MemberColdChangeStarted": { readonly seat: bigint; readonly newCold: Address; readonly effectiveAt: bigint };
  readonly "MemberRegistry.MemberColdChanged": { readonly seat: bigint; readonly oldCold: Address; readonly newCold: Address };
  readonly "MemberRegistry.MemberDutiesChanged": { readonly seat: bigint; readonly oldDuties: bigint; readonly newDuties: bigint };
  readonly "MemberRegistry.MemberKeyAdded": { readonly seat: bigint; readonly key: Bytes32; readonly signer: Hex; readonly scopes: bigint; readonly expiresAt: bigint };
  readonly "MemberRegistry.MemberKeyRestored": { readonly seat: bigint; readonly key: Bytes32 };
  readonly "MemberRegistry.MemberKeyRevoked": { readonly seat: bigint; readonly key: Bytes32 };
  readonly "MemberRegistry.MemberKeyRotationCanceled": { readonly seat: bigint; readonly key: Bytes32 };
  readonly "MemberRegistry.MemberKeyRotationStarted": { readonly seat: bigint; readonly key: Bytes32; readonly signer: Hex; readonly effectiveAt: bigint };
  readonly "MemberRegistry.MemberKeySuspended": { readonly seat: bigint; readonly key: Bytes32; readonly until: bigint };
  readonly "MemberRegistry.MemberReinstated": { readonly seat: bigint };
  readonly "MemberRegistry.MemberRemoved": { readonly seat: bigint; readonly weight: bigint };
  readonly "MemberRegistry.MemberSuspended": { readonly seat: bigint; readonly until: bigint };
  readonly "MemberRegistry.MemberWeightChanged": { readonly seat: bigint; readonly oldWeight: bigint; readonly newWeight: bigint };
  readonly "MemberRegistry.MembershipChanged": { readonly version: bigint; readonly root: Bytes32 };
  readonly "MemberRegistry.VerifierApproved": { readonly verifier: Address };
  readonly "MemberRegistry.VerifierRetired": { readonly verifier: Address };
  readonly "Governor.BallotAgreed": { readonly proposalId: bigint; readonly seat: bigint; readonly key: Address; readonly support: bigint; readonly missing: bigint };
  readonly "Governor.BallotSkipped": { readonly proposalId: bigint; readonly seat: bigint; readonly reason: Hex };
  readonly "Governor.BallotsSubmitted": { readonly proposalId: bigint; readonly submission: Hex };
  readonly "Governor.EIP712DomainChanged": Readonly<Record<never, never>>;
  readonly "Governor.ProposalCanceled": { readonly proposalId: bigint };
  readonly "Governor.ProposalCanceledFor": { readonly proposalId: bigint; readonly reason: bigint };
  readonly "Governor.ProposalClosed": { readonly proposalId: bigint; readonly record: bigint; readonly pages: readonly bigint[] };
  readonly "Governor.ProposalCreated": { readonly proposalId: bigint; readonly proposer: Address; readonly targets: readonly Address[]; readonly values: readonly bigint[]; readonly signatures: readonly string[]; readonly calldatas: readonly Hex[]; readonly voteStart: bigint; readonly voteEnd: bigint; readonly description: string };
  readonly "Governor.ProposalEnacted": { readonly proposalId: bigint; readonly record: bigint; readonly enactment: Hex };
  readonly "Governor.ProposalExecuted": { readonly proposalId: bigint };
  readonly "Governor.ProposalExtended": { readonly proposalId: bigint; readonly closesAt: bigint };
  readonly "Governor.ProposalOpened": { readonly proposalId: bigint; readonly salt: Bytes32; readonly simulation: Bytes32 };
  readonly "Governor.ProposalQueued": { readonly proposalId: bigint; readonly etaSeconds: bigint };
  readonly "Governor.VoteCast": { readonly voter: Address; readonly proposalId: bigint; readonly support: bigint; readonly weight: bigint; readonly reason: string };
  readonly "Governor.VoteCastWithParams": { readonly voter: Address; readonly proposalId: bigint; readonly support: bigint; readonly weight: bigint; readonly reason: string; readonly params: Hex };
  readonly "Guardians.KeySuspensionActed": { readonly key: Bytes32; readonly guardian: bigint; readonly lapsesAt: bigint; readonly reason: Bytes32 };
  readonly "Guardians.KeySuspensionLifted": { readonly key: Bytes32 };
  readonly "Guardians.KeySuspensionRatified": { readonly key: Bytes32; readonly until: bigint };
  readonly "Accession.EIP712DomainChanged": Readonly<Record<never, never>>;
  readonly "Accession.StateAccepted": { readonly seat: bigint; readonly signer: Hex; readonly state: { readonly rulesVersion: bigint; readonly rulesRoot: Bytes32; readonly parametersVersion: bigint; readonly parametersRoot: Bytes32; readonly membershipVersion: bigint; readonly membershipRoot: Bytes32 }; readonly journalHead: Bytes32 };
  readonly "GroupDirectory.EIP712DomainChanged": Readonly<Record<never, never>>;
  readonly "GroupDirectory.GroupChanged": { readonly group: bigint; readonly epoch: bigint; readonly seats: { readonly words: readonly bigint[] }; readonly mandatory: bigint; readonly policy: { readonly minAcks: bigint; readonly suites: bigint; readonly waivesLeavers: boolean; readonly needsAttested: boolean; readonly ackPeriod: bigint; readonly answerPeriod: bigint; readonly timeToLive: bigint; readonly shredPeriod: bigint; readonly shredQuorum: bigint; readonly historyQuorum: bigint; readonly changeQuorum: bigint } };
  readonly "GroupDirectory.GroupCreated": { readonly group: bigint; readonly metadata: Bytes32 };
  readonly "KeyDirectory.EIP712DomainChanged": Readonly<Record<never, never>>;
  readonly "KeyDirectory.EncryptionKeyCompromised": { readonly seat: bigint; readonly keyId: Bytes32; readonly since: bigint };
  readonly "KeyDirectory.EncryptionKeyEnded": { readonly seat: bigint; readonly keyId: Bytes32; readonly endsAt: bigint };
  readonly "KeyDirectory.EncryptionKeyRegistered": { readonly seat: bigint; readonly keyId: Bytes32; readonly suite: bigint; readonly purpose: bigint; readonly notBefore: bigint; readonly notAfter: bigint; readonly publicKey: Hex };
  readonly "KeyDirectory.PossessionChallenged": { readonly keyId: Bytes32; readonly challenger: bigint; readonly answerHash: Bytes32 };
  readonly "KeyDirectory.PossessionProved": { readonly keyId: Bytes32; readonly challenger: bigint };
  readonly "ConfidentialRegistry.AcknowledgementSkipped": { readonly recordId: Bytes32; readonly seat: bigint; readonly reason: Hex };
  readonly "ConfidentialRegistry.EIP712DomainChanged": Readonly<Record<never, never>>;
  readonly "ConfidentialRegistry.RecordAcknowledged": { readonly recordId: Bytes32; readonly seat: bigint };
  readonly "ConfidentialRegistry.RecordAnswered": { readonly recordId: Bytes32; readonly seat: bigint; readonly revealHash: Bytes32 };
  readonly "ConfidentialRegistry.RecordCancelled": { readonly recordId: Bytes32 };
  readonly "ConfidentialRegistry.RecordContested": { readonly recordId: Bytes32; readonly seat: bigint; readonly reason: bigint; readonly evidenceHash: Bytes32 };
  readonly "ConfidentialRegistry.RecordFinal": { readonly recordId: Bytes32 };
  readonly "ConfidentialRegistry.RecordGranted": { readonly recordId: Bytes32; readonly keyId: Bytes32; readonly slotHash: Bytes32 };
  readonly "ConfidentialRegistry.RecordHeld": { readonly recordId: Bytes32; readonly held: boolean };
  readonly "ConfidentialRegistry.RecordPromoted": { readonly recordId: Bytes32; readonly logId: Bytes32; readonly number: bigint; readonly sequence: bigint; readonly anchoredAt: bigint };
  readonly "ConfidentialRegistry.RecordRegistered": { readonly recordId: Bytes32; readonly group: bigint; readonly sender: bigint; readonly epoch: bigint; readonly senderNonce: bigint; readonly contentRoot: Bytes32; readonly bodyHash: Bytes32; readonly suite: bigint; readonly previous: Bytes32 };
  readonly "ConfidentialRegistry.RecordRejected": { readonly recordId: Bytes32 };
  readonly "ConfidentialRegistry.RecordShredReceipt": { readonly recordId: Bytes32; readonly seat: bigint };
  readonly "ConfidentialRegistry.RecordShredStarted": { readonly recordId: Bytes32; readonly until: bigint };
  readonly "ConfidentialRegistry.RecordStoodBy": { readonly recordId: Bytes32; readonly seat: bigint };
  readonly "ConfidentialRegistry.RecordSuperseded": { readonly recordId: Bytes32; readonly newId: Bytes32 };
  readonly "ConfidentialRegistry.RecordUpheld": { readonly recordId: Bytes32 };
  readonly "BatchAnchor.BatchAnchored": { readonly logId: Bytes32; readonly number: bigint; readonly root: Bytes32; readonly firstSequence: bigint; readonly count: bigint; readonly previous: Bytes32 };
  readonly "BatchAnchor.BatcherReinstated": { readonly seat: bigint };
  readonly "BatchAnchor.BatcherSuspended": { readonly seat: bigint };
  readonly "BatchAnchor.ChallengeAnswered": { readonly challengeId: Bytes32; readonly number: bigint };
  readonly "BatchAnchor.ChallengeUnanswered": { readonly challengeId: Bytes32 };
  readonly "BatchAnchor.EIP712DomainChanged": Readonly<Record<never, never>>;
  readonly "BatchAnchor.LogOpened": { readonly logId: Bytes32; readonly seat: bigint; readonly salt: Bytes32; readonly signer: Address };
  readonly "BatchAnchor.LogSignerJoined": { readonly logId: Bytes32; readonly key: Address };
  readonly "BatchAnchor.LogSignerLeft": { readonly logId: Bytes32; readonly key: Address };
  readonly "BatchAnchor.PromiseChallenged": { readonly challengeId: Bytes32; readonly logId: Bytes32; readonly seat: bigint; readonly sequence: bigint; readonly digest: Bytes32; readonly challenger: bigint; readonly answerBy: bigint };
  readonly "BatchAnchor.PromisesConflicted": { readonly logId: Bytes32; readonly sequence: bigint; readonly digestA: Bytes32; readonly digestB: Bytes32 };
  readonly "BatchExecutor.CallFailed": { readonly call_: bigint; readonly seat: bigint; readonly nonce: bigint; readonly target: Address; readonly answer: Hex };
  readonly "BatchExecutor.CallsExecuted": { readonly batcher: Address; readonly count: bigint; readonly outcomes: readonly bigint[] };
  readonly "BatchExecutor.CallsSkipped": { readonly call_: bigint; readonly count: bigint; readonly seat: bigint; readonly nonce: bigint; readonly reason: Hex };
  readonly "BatchExecutor.EIP712DomainChanged": Readonly<Record<never, never>>;
}

/** The name of an event, as in `MemberRegistry.MemberAdmitted`. */
export type EventName = keyof EventFacts;

/** Module and topic of every event. */
export const eventCatalogue = {
  "Constitution.ConstitutionSealed": {
    module: "Constitution",
    fragment: "event ConstitutionSealed(bytes32 rulesRoot, bytes32 parametersRoot)",
    topic: "0x7e7ec072d6a100a598ccf8e0ea0d017a17c13f74a87882a149fd5c7e8a8592a8",
  },
  "Constitution.ModuleChanged": {
    module: "Constitution",
    fragment: "event ModuleChanged(bytes32 indexed name, address oldModule, address newModule)",
    topic: "0x7917c855c3fa228f8999ca691902e81578515c4cce59cb85a993a9b2a26f1faa",
  },
  "Constitution.ParameterChanged": {
    module: "Constitution",
    fragment: "event ParameterChanged(bytes32 indexed key, uint160 oldValue, uint160 newValue, uint32 version)",
    topic: "0x490bea5aa0c6e74c05dfffaaef66c1eea90a8595fde179fe5fadc46fcb73fc0b",
  },
  "Constitution.ParameterDefined": {
    module: "Constitution",
    fragment: "event ParameterDefined(bytes32 indexed key, (uint8 kind, uint160 min, uint160 max, uint160 maxStep, uint40 coolDown, bytes32 unit) bounds)",
    topic: "0x4262cf5f97c5aeae320d8d8d855a53a79a1218cebda77570f868de91a5b0bafd",
  },
  "Constitution.RuleChanged": {
    module: "Constitution",
    fragment: "event RuleChanged(bytes32 indexed subject, bytes4 indexed selector, bytes32 firstWord, bool keyed, uint256 oldVersion, uint256 newVersion, uint8 words, (uint16 quorum, uint16 threshold, uint8 vetoDuties, uint32 votingPeriod, uint32 executionDelay, uint32 executionWindow, uint32 lateExtension, uint8 proposerDuties) rule)",
    topic: "0xf38e12b9faa6a185445bb7643388a6c4bb1d019580ae92c3dbc1b0420cbdf33b",
  },
  "MemberRegistry.ConsortiumFounded": {
    module: "MemberRegistry",
    fragment: "event ConsortiumFounded(uint256 acceptedWeight, uint256 totalWeight)",
    topic: "0x09510c78b83f0d11c4532962ad3039011c28f05c8056d720131984e9d5c34f5d",
  },
  "MemberRegistry.ElectorateChanged": {
    module: "MemberRegistry",
    fragment: "event ElectorateChanged(uint256 indexed version, address snapshot, bytes32 snapshotHash, uint256 weight)",
    topic: "0x64aa4e603399da73517c43cfee404dc84c58410459a07104a18cf35a7faad427",
  },
  "MemberRegistry.MemberAccepted": {
    module: "MemberRegistry",
    fragment: "event MemberAccepted(uint16 indexed seat)",
    topic: "0xa69dfdbb34f4aadd7319c6a12c5f2fca8c8f021fd06e8919a6df5397b04fcc31",
  },
  "MemberRegistry.MemberAdmitted": {
    module: "MemberRegistry",
    fragment: "event MemberAdmitted(uint16 indexed seat, address cold, uint16 weight, bytes32 metadata)",
    topic: "0xf46119dd280d03d6de87b07bf53a08f5c95a02eaf97cae3dad7350a2e7cdab6b",
  },
  "MemberRegistry.MemberBallotsNeededChanged": {
    module: "MemberRegistry",
    fragment: "event MemberBallotsNeededChanged(uint16 indexed seat, uint8 oldNeeded, uint8 newNeeded)",
    topic: "0x1047f57908d123c5144bcbc1d99ef52d29fa01059462d8bb32d3ea93c3a665cc",
  },
  "MemberRegistry.MemberColdChangeCanceled": {
    module: "MemberRegistry",
    fragment: "event MemberColdChangeCanceled(uint16 indexed seat, address newCold)",
    topic: "0x1136099fbc582321d2821ef12a24125ef90f02531e0306f24653bea1d66230f5",
  },
  "MemberRegistry.MemberColdChangeStarted": {
    module: "MemberRegistry",
    fragment: "event MemberColdChangeStarted(uint16 indexed seat, address newCold, uint40 effectiveAt)",
    topic: "0x4533aae28d033bb0bc87042ded89c4029de91554f04273d54d3ef3c4eeafe759",
  },
  "MemberRegistry.MemberColdChanged": {
    module: "MemberRegistry",
    fragment: "event MemberColdChanged(uint16 indexed seat, address oldCold, address newCold)",
    topic: "0xbcb8275638d48081d8d780502957a74b5cae7e84e6672501e91fe6bce17a73fb",
  },
  "MemberRegistry.MemberDutiesChanged": {
    module: "MemberRegistry",
    fragment: "event MemberDutiesChanged(uint16 indexed seat, uint8 oldDuties, uint8 newDuties)",
    topic: "0xb0179df605faa922e06511e54bd94d6de2e9757dcd7c53f6d6043f4634a96d73",
  },
  "MemberRegistry.MemberKeyAdded": {
    module: "MemberRegistry",
    fragment: "event MemberKeyAdded(uint16 indexed seat, bytes32 indexed key, bytes signer, uint8 scopes, uint40 expiresAt)",
    topic: "0xc84b403ec84bc67b42891e3102f78504b690c3008ce9d794198e8863f76a9b7f",
  },
  "MemberRegistry.MemberKeyRestored": {
    module: "MemberRegistry",
    fragment: "event MemberKeyRestored(uint16 indexed seat, bytes32 indexed key)",
    topic: "0x10a57db161a874f4e777671c338c424b1c51d8dc0fbb2d290ce13594e423d4a1",
  },
  "MemberRegistry.MemberKeyRevoked": {
    module: "MemberRegistry",
    fragment: "event MemberKeyRevoked(uint16 indexed seat, bytes32 indexed key)",
    topic: "0xfbe359cab3b0463de8ed582dc785962b07c99810d62e5de0301330dd03fb7798",
  },
  "MemberRegistry.MemberKeyRotationCanceled": {
    module: "MemberRegistry",
    fragment: "event MemberKeyRotationCanceled(uint16 indexed seat, bytes32 indexed key)",
    topic: "0xa0605a22988ae02fb1c366417bb196469edacef86028ff5e53f1ee6c6f2fe174",
  },
  "MemberRegistry.MemberKeyRotationStarted": {
    module: "MemberRegistry",
    fragment: "event MemberKeyRotationStarted(uint16 indexed seat, bytes32 indexed key, bytes signer, uint40 effectiveAt)",
    topic: "0xe904bf61c7d8d42f0c0ad1b5b3f2adfd02a83bc9f6ada012685ccef5f0a4e13c",
  },
  "MemberRegistry.MemberKeySuspended": {
    module: "MemberRegistry",
    fragment: "event MemberKeySuspended(uint16 indexed seat, bytes32 indexed key, uint40 until)",
    topic: "0x5137b173b4eab227f2d234b7a85a9eaeb227787f38edd9db15b64d64086fe58e",
  },
  "MemberRegistry.MemberReinstated": {
    module: "MemberRegistry",
    fragment: "event MemberReinstated(uint16 indexed seat)",
    topic: "0xb12d067ce8182337b0e81d04474aa259fa78d7ba45bb3b96f4534d7d2fec85e2",
  },
  "MemberRegistry.MemberRemoved": {
    module: "MemberRegistry",
    fragment: "event MemberRemoved(uint16 indexed seat, uint16 weight)",
    topic: "0x959101ae5cd11388ab6e979ebba24559a4d5d0ab2c3739ec5554755933eaac0d",
  },
  "MemberRegistry.MemberSuspended": {
    module: "MemberRegistry",
    fragment: "event MemberSuspended(uint16 indexed seat, uint40 until)",
    topic: "0x4a621335a9bac72c19028f7dfab42f0947f4ecb14b2c48b4be6b1ba6df42e688",
  },
  "MemberRegistry.MemberWeightChanged": {
    module: "MemberRegistry",
    fragment: "event MemberWeightChanged(uint16 indexed seat, uint16 oldWeight, uint16 newWeight)",
    topic: "0xa8d611661f9323340d8229e00521f51512b9941c7595fbe02adaa9a4320d1964",
  },
  "MemberRegistry.MembershipChanged": {
    module: "MemberRegistry",
    fragment: "event MembershipChanged(uint256 indexed version, bytes32 root)",
    topic: "0xf3cfd705f79ba0493a60aa7bed228d18e65d6bb395ab46541bfc749dee12d979",
  },
  "MemberRegistry.VerifierApproved": {
    module: "MemberRegistry",
    fragment: "event VerifierApproved(address indexed verifier)",
    topic: "0x9380731c3187619dd665ab116dd0419cf0c2f741528f3d6fae906ea1c9fbc15c",
  },
  "MemberRegistry.VerifierRetired": {
    module: "MemberRegistry",
    fragment: "event VerifierRetired(address indexed verifier)",
    topic: "0xfa973d7ea6b429eee2a8a40e4d8e16535581fc3bdd0806ff4a72466f0f489cf7",
  },
  "Governor.BallotAgreed": {
    module: "Governor",
    fragment: "event BallotAgreed(uint256 indexed proposalId, uint16 indexed seat, address key, uint8 support, uint256 missing)",
    topic: "0xa89c1c98ad309404d7047d465b30e5f1d0f4610a54bbdd785bbcb1d7545f708d",
  },
  "Governor.BallotSkipped": {
    module: "Governor",
    fragment: "event BallotSkipped(uint256 indexed proposalId, uint16 indexed seat, bytes4 reason)",
    topic: "0xec6b39f66131916ac1f93da5a2ceee015895791945c46f15f9354b364c79159d",
  },
  "Governor.BallotsSubmitted": {
    module: "Governor",
    fragment: "event BallotsSubmitted(uint256 indexed proposalId, bytes submission)",
    topic: "0x86c88bf30bdfdaa55f080d4cd053330af3938a5c99f4dddaeb211487788becf3",
  },
  "Governor.EIP712DomainChanged": {
    module: "Governor",
    fragment: "event EIP712DomainChanged()",
    topic: "0x0a6387c9ea3628b88a633bb4f3b151770f70085117a15f9bf3787cda53f13d31",
  },
  "Governor.ProposalCanceled": {
    module: "Governor",
    fragment: "event ProposalCanceled(uint256 proposalId)",
    topic: "0x789cf55be980739dad1d0699b93b58e806b51c9d96619bfa8fe0a28abaa7b30c",
  },
  "Governor.ProposalCanceledFor": {
    module: "Governor",
    fragment: "event ProposalCanceledFor(uint256 indexed proposalId, uint8 reason)",
    topic: "0xd008402f387f7fe7d8ec6d6be99193142e6d8fa8318fcb74c4e79b10d3863b63",
  },
  "Governor.ProposalClosed": {
    module: "Governor",
    fragment: "event ProposalClosed(uint256 indexed proposalId, uint256 record, uint256[] pages)",
    topic: "0x10a9212df630b9495ede6a4364dec2c92687ab1a6d04e50d85fd4b569cbc6f46",
  },
  "Governor.ProposalCreated": {
    module: "Governor",
    fragment: "event ProposalCreated(uint256 proposalId, address proposer, address[] targets, uint256[] values, string[] signatures, bytes[] calldatas, uint256 voteStart, uint256 voteEnd, string description)",
    topic: "0x7d84a6263ae0d98d3329bd7b46bb4e8d6f98cd35a7adb45c274c8b7fd5ebd5e0",
  },
  "Governor.ProposalEnacted": {
    module: "Governor",
    fragment: "event ProposalEnacted(uint256 indexed proposalId, uint256 record, bytes enactment)",
    topic: "0x7925e80d409c56a8653bc7437da9d536e6f67f8496272861715b01cf748d5483",
  },
  "Governor.ProposalExecuted": {
    module: "Governor",
    fragment: "event ProposalExecuted(uint256 proposalId)",
    topic: "0x712ae1383f79ac853f8d882153778e0260ef8f03b504e2866e0593e04d2b291f",
  },
  "Governor.ProposalExtended": {
    module: "Governor",
    fragment: "event ProposalExtended(uint256 indexed proposalId, uint48 closesAt)",
    topic: "0x373b7e53d924bbeb247919e7fc2cbc6457925d80b2f68963d55f1f89ae48091a",
  },
  "Governor.ProposalOpened": {
    module: "Governor",
    fragment: "event ProposalOpened(uint256 indexed proposalId, bytes32 salt, bytes32 simulation)",
    topic: "0x7a3629a9bf3d8eb5729ab4086fec03c12c593d8c15e435aa52146a9232fe0e08",
  },
  "Governor.ProposalQueued": {
    module: "Governor",
    fragment: "event ProposalQueued(uint256 proposalId, uint256 etaSeconds)",
    topic: "0x9a2e42fd6722813d69113e7d0079d3d940171428df7373df9c7f7617cfda2892",
  },
  "Governor.VoteCast": {
    module: "Governor",
    fragment: "event VoteCast(address indexed voter, uint256 proposalId, uint8 support, uint256 weight, string reason)",
    topic: "0xb8e138887d0aa13bab447e82de9d5c1777041ecd21ca36ba824ff1e6c07ddda4",
  },
  "Governor.VoteCastWithParams": {
    module: "Governor",
    fragment: "event VoteCastWithParams(address indexed voter, uint256 proposalId, uint8 support, uint256 weight, string reason, bytes params)",
    topic: "0xe2babfbac5889a709b63bb7f598b324e08bc5a4fb9ec647fb3cbc9ec07eb8712",
  },
  "Guardians.KeySuspensionActed": {
    module: "Guardians",
    fragment: "event KeySuspensionActed(bytes32 indexed key, uint16 indexed guardian, uint40 lapsesAt, bytes32 reason)",
    topic: "0x0de710e266e08b8c764a6734ae140f2befdab052921349cf3b8dec72b7b92a9d",
  },
  "Guardians.KeySuspensionLifted": {
    module: "Guardians",
    fragment: "event KeySuspensionLifted(bytes32 indexed key)",
    topic: "0xd02bf7ee33a7ad12571102639bc9a7405fa9b894a8939602ebdd6ac4ee764266",
  },
  "Guardians.KeySuspensionRatified": {
    module: "Guardians",
    fragment: "event KeySuspensionRatified(bytes32 indexed key, uint40 until)",
    topic: "0x8af245bccc83894324098d600de569c646238bf42ef79466fbb1fdcf939ff648",
  },
  "Accession.EIP712DomainChanged": {
    module: "Accession",
    fragment: "event EIP712DomainChanged()",
    topic: "0x0a6387c9ea3628b88a633bb4f3b151770f70085117a15f9bf3787cda53f13d31",
  },
  "Accession.StateAccepted": {
    module: "Accession",
    fragment: "event StateAccepted(uint16 indexed seat, bytes signer, (uint24 rulesVersion, bytes32 rulesRoot, uint24 parametersVersion, bytes32 parametersRoot, uint24 membershipVersion, bytes32 membershipRoot) state, bytes32 journalHead)",
    topic: "0xe952cf1e9491da95b2ce18c5adffedaf21364bcbf5c3f9740c9e2a7ca575ecb6",
  },
  "GroupDirectory.EIP712DomainChanged": {
    module: "GroupDirectory",
    fragment: "event EIP712DomainChanged()",
    topic: "0x0a6387c9ea3628b88a633bb4f3b151770f70085117a15f9bf3787cda53f13d31",
  },
  "GroupDirectory.GroupChanged": {
    module: "GroupDirectory",
    fragment: "event GroupChanged(uint32 indexed group, uint32 indexed epoch, (uint256[2] words) seats, uint256 mandatory, (uint16 minAcks, uint8 suites, bool waivesLeavers, bool needsAttested, uint32 ackPeriod, uint32 answerPeriod, uint32 timeToLive, uint32 shredPeriod, uint16 shredQuorum, uint16 historyQuorum, uint16 changeQuorum) policy)",
    topic: "0x6627562f6847109b169c38f616d459c4ef3987adcc54529781270910347aefb8",
  },
  "GroupDirectory.GroupCreated": {
    module: "GroupDirectory",
    fragment: "event GroupCreated(uint32 indexed group, bytes32 metadata)",
    topic: "0x0cef4492687b30f30f9214c55cbf3046b206b662db4e9ac12c97bc4f339c5a15",
  },
  "KeyDirectory.EIP712DomainChanged": {
    module: "KeyDirectory",
    fragment: "event EIP712DomainChanged()",
    topic: "0x0a6387c9ea3628b88a633bb4f3b151770f70085117a15f9bf3787cda53f13d31",
  },
  "KeyDirectory.EncryptionKeyCompromised": {
    module: "KeyDirectory",
    fragment: "event EncryptionKeyCompromised(uint16 indexed seat, bytes32 indexed keyId, uint40 since)",
    topic: "0xfe0c435ee6b33a9a902ccee48e2573f57e085c9ac3d50619ae1f6e95d6825f89",
  },
  "KeyDirectory.EncryptionKeyEnded": {
    module: "KeyDirectory",
    fragment: "event EncryptionKeyEnded(uint16 indexed seat, bytes32 indexed keyId, uint40 endsAt)",
    topic: "0x7af6af2103db28ad29118cc2ff7e569765bb39fdf17f6d1bf0988d641afcaa5d",
  },
  "KeyDirectory.EncryptionKeyRegistered": {
    module: "KeyDirectory",
    fragment: "event EncryptionKeyRegistered(uint16 indexed seat, bytes32 indexed keyId, uint8 suite, uint8 purpose, uint40 notBefore, uint40 notAfter, bytes publicKey)",
    topic: "0x03fd37ccd40250a85100a6497cdcf238d0834d61e34c86cb3d9bd390c9b4a63e",
  },
  "KeyDirectory.PossessionChallenged": {
    module: "KeyDirectory",
    fragment: "event PossessionChallenged(bytes32 indexed keyId, uint16 indexed challenger, bytes32 answerHash)",
    topic: "0xbdca79f380b5806a95ded9e700472222b5f44b26367906b789769487dc43dba9",
  },
  "KeyDirectory.PossessionProved": {
    module: "KeyDirectory",
    fragment: "event PossessionProved(bytes32 indexed keyId, uint16 indexed challenger)",
    topic: "0x1dae187b51f8ad73577faa11900e917c519502507d611d62e9b239ab9e78e7b1",
  },
  "ConfidentialRegistry.AcknowledgementSkipped": {
    module: "ConfidentialRegistry",
    fragment: "event AcknowledgementSkipped(bytes32 indexed recordId, uint16 indexed seat, bytes4 reason)",
    topic: "0xdf013a9842633c16cd72bc11aef8f8daa1fa470b80647157d5455f18c76e74ec",
  },
  "ConfidentialRegistry.EIP712DomainChanged": {
    module: "ConfidentialRegistry",
    fragment: "event EIP712DomainChanged()",
    topic: "0x0a6387c9ea3628b88a633bb4f3b151770f70085117a15f9bf3787cda53f13d31",
  },
  "ConfidentialRegistry.RecordAcknowledged": {
    module: "ConfidentialRegistry",
    fragment: "event RecordAcknowledged(bytes32 indexed recordId, uint16 indexed seat)",
    topic: "0x55e686828eb2671dfb3be3e0d9fda1c7a4342f870db0cb25948547c0ca0767d0",
  },
  "ConfidentialRegistry.RecordAnswered": {
    module: "ConfidentialRegistry",
    fragment: "event RecordAnswered(bytes32 indexed recordId, uint16 indexed seat, bytes32 revealHash)",
    topic: "0xd5e7e50ba5d2ac641d4eebb84008ebd623515cbc56f3c46dea2932ba5efbf6a9",
  },
  "ConfidentialRegistry.RecordCancelled": {
    module: "ConfidentialRegistry",
    fragment: "event RecordCancelled(bytes32 indexed recordId)",
    topic: "0xf66039e7423a2e1ff8c48d8c4fb1f03404f8233b2af90c8e8ae832b68342731e",
  },
  "ConfidentialRegistry.RecordContested": {
    module: "ConfidentialRegistry",
    fragment: "event RecordContested(bytes32 indexed recordId, uint16 indexed seat, uint8 reason, bytes32 evidenceHash)",
    topic: "0x1f478e3a046ece0cbe81df7f5193553e8376fec151ce731ac7b367be44361ee9",
  },
  "ConfidentialRegistry.RecordFinal": {
    module: "ConfidentialRegistry",
    fragment: "event RecordFinal(bytes32 indexed recordId)",
    topic: "0x64a420d1f136512bc96b138b16610db98fbd2a6d9ad45d8afab8629178322caa",
  },
  "ConfidentialRegistry.RecordGranted": {
    module: "ConfidentialRegistry",
    fragment: "event RecordGranted(bytes32 indexed recordId, bytes32 indexed keyId, bytes32 slotHash)",
    topic: "0xcd547783e184a9649b0d4e19eb21bb827a408762ad287ace7fa3f2a49b0cc2ac",
  },
  "ConfidentialRegistry.RecordHeld": {
    module: "ConfidentialRegistry",
    fragment: "event RecordHeld(bytes32 indexed recordId, bool held)",
    topic: "0x5e43d7766d5d7e8fc70500a457c3b397314a55123591a83fe0b4b17a226ec3f1",
  },
  "ConfidentialRegistry.RecordPromoted": {
    module: "ConfidentialRegistry",
    fragment: "event RecordPromoted(bytes32 indexed recordId, bytes32 indexed logId, uint64 number, uint64 sequence, uint48 anchoredAt)",
    topic: "0x86891aaa50d46c88a1a39418a44a7adc8ffe03f85c3a7200dd553a2623d62609",
  },
  "ConfidentialRegistry.RecordRegistered": {
    module: "ConfidentialRegistry",
    fragment: "event RecordRegistered(bytes32 indexed recordId, uint32 indexed group, uint16 indexed sender, uint32 epoch, uint256 senderNonce, bytes32 contentRoot, bytes32 bodyHash, uint8 suite, bytes32 previous)",
    topic: "0x795bc92669197fabae7de8094daac884d09336c67a06700589751de3918b16d3",
  },
  "ConfidentialRegistry.RecordRejected": {
    module: "ConfidentialRegistry",
    fragment: "event RecordRejected(bytes32 indexed recordId)",
    topic: "0xb43a7fe10342d22e7b5a020feed9de2437b374cafd166c6ce84533c5170ff94a",
  },
  "ConfidentialRegistry.RecordShredReceipt": {
    module: "ConfidentialRegistry",
    fragment: "event RecordShredReceipt(bytes32 indexed recordId, uint16 indexed seat)",
    topic: "0x2dcf72a634f7bcaeb785c8e7744a581e25a3f2e4ec69e45e72006d5848fc6052",
  },
  "ConfidentialRegistry.RecordShredStarted": {
    module: "ConfidentialRegistry",
    fragment: "event RecordShredStarted(bytes32 indexed recordId, uint40 until)",
    topic: "0x874255b45e9f48af77a63734412990741abab657ac03a83d47c05dbd0ae0bd84",
  },
  "ConfidentialRegistry.RecordStoodBy": {
    module: "ConfidentialRegistry",
    fragment: "event RecordStoodBy(bytes32 indexed recordId, uint16 indexed seat)",
    topic: "0x4aa164a55b9ebd6e0b77513d31ee3a21512dfa902e5964c5e76188c140000245",
  },
  "ConfidentialRegistry.RecordSuperseded": {
    module: "ConfidentialRegistry",
    fragment: "event RecordSuperseded(bytes32 indexed recordId, bytes32 indexed newId)",
    topic: "0xa94d6d2d1a1e9df46bf487e4aa9dc08c5656c9b0e02d3366197b68c5ee8ec39c",
  },
  "ConfidentialRegistry.RecordUpheld": {
    module: "ConfidentialRegistry",
    fragment: "event RecordUpheld(bytes32 indexed recordId)",
    topic: "0x96f4abcbc9f4757e39ad1d958811a1f1940b7dcb27a79b49d615e03dfba53b17",
  },
  "BatchAnchor.BatchAnchored": {
    module: "BatchAnchor",
    fragment: "event BatchAnchored(bytes32 indexed logId, uint64 indexed number, bytes32 root, uint64 firstSequence, uint32 count, bytes32 previous)",
    topic: "0x578e514be0082f0ecc3d301937472ff666bcbe71d78de30ff7b60d34bc9d278f",
  },
  "BatchAnchor.BatcherReinstated": {
    module: "BatchAnchor",
    fragment: "event BatcherReinstated(uint16 indexed seat)",
    topic: "0xdc8f0647a087ea6b4dbab6764aaf527c7cec91073cac6011e6704db5bca00802",
  },
  "BatchAnchor.BatcherSuspended": {
    module: "BatchAnchor",
    fragment: "event BatcherSuspended(uint16 indexed seat)",
    topic: "0xe84f0ac4e95724e9caa540a0ff23fdf714af42c5364d25d8ec69e42994ab1d5a",
  },
  "BatchAnchor.ChallengeAnswered": {
    module: "BatchAnchor",
    fragment: "event ChallengeAnswered(bytes32 indexed challengeId, uint64 number)",
    topic: "0xe2da9f7a8a49fbeb78292704a813105150b4e5343bda57e121f84ee672e2ffdf",
  },
  "BatchAnchor.ChallengeUnanswered": {
    module: "BatchAnchor",
    fragment: "event ChallengeUnanswered(bytes32 indexed challengeId)",
    topic: "0x46a9bf96be397854c73172faba0b0c625779005cd11247a38f3ceda734ba3966",
  },
  "BatchAnchor.EIP712DomainChanged": {
    module: "BatchAnchor",
    fragment: "event EIP712DomainChanged()",
    topic: "0x0a6387c9ea3628b88a633bb4f3b151770f70085117a15f9bf3787cda53f13d31",
  },
  "BatchAnchor.LogOpened": {
    module: "BatchAnchor",
    fragment: "event LogOpened(bytes32 indexed logId, uint16 indexed seat, bytes32 salt, address signer)",
    topic: "0x7d271c8995e0935257bc08900947fdf48bf6e34b233d792d4eb2a705b6c5b917",
  },
  "BatchAnchor.LogSignerJoined": {
    module: "BatchAnchor",
    fragment: "event LogSignerJoined(bytes32 indexed logId, address indexed key)",
    topic: "0x0206f77e443df1787897821eb11cd79e88bc8be875dab066a57244a8cca459be",
  },
  "BatchAnchor.LogSignerLeft": {
    module: "BatchAnchor",
    fragment: "event LogSignerLeft(bytes32 indexed logId, address indexed key)",
    topic: "0x4c04727ecf6555886f98fe7eab30910f40f0b6d5747b258cb1d2e40e194ca0d2",
  },
  "BatchAnchor.PromiseChallenged": {
    module: "BatchAnchor",
    fragment: "event PromiseChallenged(bytes32 indexed challengeId, bytes32 indexed logId, uint16 indexed seat, uint64 sequence, bytes32 digest, uint16 challenger, uint64 answerBy)",
    topic: "0xf2d60dca2e95045bf50e2539a6eaee8755ebfbf3eafc4ef1462452d64a4b9b06",
  },
  "BatchAnchor.PromisesConflicted": {
    module: "BatchAnchor",
    fragment: "event PromisesConflicted(bytes32 indexed logId, uint64 indexed sequence, bytes32 digestA, bytes32 digestB)",
    topic: "0xa77c4bf7b05127b583fd4d63ef574d1f0fcfa9ab70447f9ea320866e7c3daedb",
  },
  "BatchExecutor.CallFailed": {
    module: "BatchExecutor",
    fragment: "event CallFailed(uint256 indexed call_, uint16 indexed seat, uint64 nonce, address indexed target, bytes answer)",
    topic: "0x029b6b3ef280ffb30658cede1a2541b4553d360b7e88782a9f9e4ab15447dbf9",
  },
  "BatchExecutor.CallsExecuted": {
    module: "BatchExecutor",
    fragment: "event CallsExecuted(address indexed batcher, uint256 count, uint256[] outcomes)",
    topic: "0x82108292c77ee7d5ac13c6890c338f389d6b7aa72626368099aa9cb3fed93c02",
  },
  "BatchExecutor.CallsSkipped": {
    module: "BatchExecutor",
    fragment: "event CallsSkipped(uint256 indexed call_, uint256 count, uint16 indexed seat, uint64 nonce, bytes4 reason)",
    topic: "0xe24db15e7442e1ec39dadd3ec3499a0023895db065d8ce28c6d255e114fdf35d",
  },
  "BatchExecutor.EIP712DomainChanged": {
    module: "BatchExecutor",
    fragment: "event EIP712DomainChanged()",
    topic: "0x0a6387c9ea3628b88a633bb4f3b151770f70085117a15f9bf3787cda53f13d31",
  },
} as const satisfies {
  readonly [Name in EventName]: { readonly module: string; readonly fragment: string; readonly topic: `0x${string}` };
};

/** Reads an event's facts from its decoded values, by name. */
export const eventReaders: { readonly [Name in EventName]: (values: AbiValues) => EventFacts[Name] } = {
  "Constitution.ConstitutionSealed": (values) => ({ rulesRoot: values.bytes32(0), parametersRoot: values.bytes32(1) }),
  "Constitution.ModuleChanged": (values) => ({ name: values.bytes32(0), oldModule: values.address(1), newModule: values.address(2) }),
  "Constitution.ParameterChanged": (values) => ({ key: values.bytes32(0), oldValue: values.integer(1), newValue: values.integer(2), version: values.integer(3) }),
  "Constitution.ParameterDefined": (values) => ({ key: values.bytes32(0), bounds: ((bounds) => ({ kind: bounds.integer(0), min: bounds.integer(1), max: bounds.integer(2), maxStep: bounds.integer(3), coolDown: bounds.integer(4), unit: bounds.bytes32(5) }))(values.list(1)) }),
  "Constitution.RuleChanged": (values) => ({ subject: values.bytes32(0), selector: values.bytes(1), firstWord: values.bytes32(2), keyed: values.flag(3), oldVersion: values.integer(4), newVersion: values.integer(5), words: values.integer(6), rule: ((rule) => ({ quorum: rule.integer(0), threshold: rule.integer(1), vetoDuties: rule.integer(2), votingPeriod: rule.integer(3), executionDelay: rule.integer(4), executionWindow: rule.integer(5), lateExtension: rule.integer(6), proposerDuties: rule.integer(7) }))(values.list(7)) }),
  "MemberRegistry.ConsortiumFounded": (values) => ({ acceptedWeight: values.integer(0), totalWeight: values.integer(1) }),
  "MemberRegistry.ElectorateChanged": (values) => ({ version: values.integer(0), snapshot: values.address(1), snapshotHash: values.bytes32(2), weight: values.integer(3) }),
  "MemberRegistry.MemberAccepted": (values) => ({ seat: values.integer(0) }),
  "MemberRegistry.MemberAdmitted": (values) => ({ seat: values.integer(0), cold: values.address(1), weight: values.integer(2), metadata: values.bytes32(3) }),
  "MemberRegistry.MemberBallotsNeededChanged": (values) => ({ seat: values.integer(0), oldNeeded: values.integer(1), newNeeded: values.integer(2) }),
  "MemberRegistry.MemberColdChangeCanceled": (values) => ({ seat: values.integer(0), newCold: values.address(1) }),
  "MemberRegistry.MemberColdChangeStarted": (values) => ({ seat: values.integer(0), newCold: values.address(1), effectiveAt: values.integer(2) }),
  "MemberRegistry.MemberColdChanged": (values) => ({ seat: values.integer(0), oldCold: values.address(1), newCold: values.address(2) }),
  "MemberRegistry.MemberDutiesChanged": (values) => ({ seat: values.integer(0), oldDuties: values.integer(1), newDuties: values.integer(2) }),
  "MemberRegistry.MemberKeyAdded": (values) => ({ seat: values.integer(0), key: values.bytes32(1), signer: values.bytes(2), scopes: values.integer(3), expiresAt: values.integer(4) }),
  "MemberRegistry.MemberKeyRestored": (values) => ({ seat: values.integer(0), key: values.bytes32(1) }),
  "MemberRegistry.MemberKeyRevoked": (values) => ({ seat: values.integer(0), key: values.bytes32(1) }),
  "MemberRegistry.MemberKeyRotationCanceled": (values) => ({ seat: values.integer(0), key: values.bytes32(1) }),
  "MemberRegistry.MemberKeyRotationStarted": (values) => ({ seat: values.integer(0), key: values.bytes32(1), signer: values.bytes(2), effectiveAt: values.integer(3) }),
  "MemberRegistry.MemberKeySuspended": (values) => ({ seat: values.integer(0), key: values.bytes32(1), until: values.integer(2) }),
  "MemberRegistry.MemberReinstated": (values) => ({ seat: values.integer(0) }),
  "MemberRegistry.MemberRemoved": (values) => ({ seat: values.integer(0), weight: values.integer(1) }),
  "MemberRegistry.MemberSuspended": (values) => ({ seat: values.integer(0), until: values.integer(1) }),
  "MemberRegistry.MemberWeightChanged": (values) => ({ seat: values.integer(0), oldWeight: values.integer(1), newWeight: values.integer(2) }),
  "MemberRegistry.MembershipChanged": (values) => ({ version: values.integer(0), root: values.bytes32(1) }),
  "MemberRegistry.VerifierApproved": (values) => ({ verifier: values.address(0) }),
  "MemberRegistry.VerifierRetired": (values) => ({ verifier: values.address(0) }),
  "Governor.BallotAgreed": (values) => ({ proposalId: values.integer(0), seat: values.integer(1), key: values.address(2), support: values.integer(3), missing: values.integer(4) }),
  "Governor.BallotSkipped": (values) => ({ proposalId: values.integer(0), seat: values.integer(1), reason: values.bytes(2) }),
  "Governor.BallotsSubmitted": (values) => ({ proposalId: values.integer(0), submission: values.bytes(1) }),
  "Governor.EIP712DomainChanged": () => ({}),
  "Governor.ProposalCanceled": (values) => ({ proposalId: values.integer(0) }),
  "Governor.ProposalCanceledFor": (values) => ({ proposalId: values.integer(0), reason: values.integer(1) }),
  "Governor.ProposalClosed": (values) => ({ proposalId: values.integer(0), record: values.integer(1), pages: values.list(2).map((items, place) => items.integer(place)) }),
  "Governor.ProposalCreated": (values) => ({ proposalId: values.integer(0), proposer: values.address(1), targets: values.list(2).map((items, place) => items.address(place)), values: values.list(3).map((items, place) => items.integer(place)), signatures: values.list(4).map((items, place) => items.text(place)), calldatas: values.list(5).map((items, place) => items.bytes(place)), voteStart: values.integer(6), voteEnd: values.integer(7), description: values.text(8) }),
  "Governor.ProposalEnacted": (values) => ({ proposalId: values.integer(0), record: values.integer(1), enactment: values.bytes(2) }),
  "Governor.ProposalExecuted": (values) => ({ proposalId: values.integer(0) }),
  "Governor.ProposalExtended": (values) => ({ proposalId: values.integer(0), closesAt: values.integer(1) }),
  "Governor.ProposalOpened": (values) => ({ proposalId: values.integer(0), salt: values.bytes32(1), simulation: values.bytes32(2) }),
  "Governor.ProposalQueued": (values) => ({ proposalId: values.integer(0), etaSeconds: values.integer(1) }),
  "Governor.VoteCast": (values) => ({ voter: values.address(0), proposalId: values.integer(1), support: values.integer(2), weight: values.integer(3), reason: values.text(4) }),
  "Governor.VoteCastWithParams": (values) => ({ voter: values.address(0), proposalId: values.integer(1), support: values.integer(2), weight: values.integer(3), reason: values.text(4), params: values.bytes(5) }),
  "Guardians.KeySuspensionActed": (values) => ({ key: values.bytes32(0), guardian: values.integer(1), lapsesAt: values.integer(2), reason: values.bytes32(3) }),
  "Guardians.KeySuspensionLifted": (values) => ({ key: values.bytes32(0) }),
  "Guardians.KeySuspensionRatified": (values) => ({ key: values.bytes32(0), until: values.integer(1) }),
  "Accession.EIP712DomainChanged": () => ({}),
  "Accession.StateAccepted": (values) => ({ seat: values.integer(0), signer: values.bytes(1), state: ((state) => ({ rulesVersion: state.integer(0), rulesRoot: state.bytes32(1), parametersVersion: state.integer(2), parametersRoot: state.bytes32(3), membershipVersion: state.integer(4), membershipRoot: state.bytes32(5) }))(values.list(2)), journalHead: values.bytes32(3) }),
  "GroupDirectory.EIP712DomainChanged": () => ({}),
  "GroupDirectory.GroupChanged": (values) => ({ group: values.integer(0), epoch: values.integer(1), seats: ((seats) => ({ words: seats.list(0).map((items, place) => items.integer(place)) }))(values.list(2)), mandatory: values.integer(3), policy: ((policy) => ({ minAcks: policy.integer(0), suites: policy.integer(1), waivesLeavers: policy.flag(2), needsAttested: policy.flag(3), ackPeriod: policy.integer(4), answerPeriod: policy.integer(5), timeToLive: policy.integer(6), shredPeriod: policy.integer(7), shredQuorum: policy.integer(8), historyQuorum: policy.integer(9), changeQuorum: policy.integer(10) }))(values.list(4)) }),
  "GroupDirectory.GroupCreated": (values) => ({ group: values.integer(0), metadata: values.bytes32(1) }),
  "KeyDirectory.EIP712DomainChanged": () => ({}),
  "KeyDirectory.EncryptionKeyCompromised": (values) => ({ seat: values.integer(0), keyId: values.bytes32(1), since: values.integer(2) }),
  "KeyDirectory.EncryptionKeyEnded": (values) => ({ seat: values.integer(0), keyId: values.bytes32(1), endsAt: values.integer(2) }),
  "KeyDirectory.EncryptionKeyRegistered": (values) => ({ seat: values.integer(0), keyId: values.bytes32(1), suite: values.integer(2), purpose: values.integer(3), notBefore: values.integer(4), notAfter: values.integer(5), publicKey: values.bytes(6) }),
  "KeyDirectory.PossessionChallenged": (values) => ({ keyId: values.bytes32(0), challenger: values.integer(1), answerHash: values.bytes32(2) }),
  "KeyDirectory.PossessionProved": (values) => ({ keyId: values.bytes32(0), challenger: values.integer(1) }),
  "ConfidentialRegistry.AcknowledgementSkipped": (values) => ({ recordId: values.bytes32(0), seat: values.integer(1), reason: values.bytes(2) }),
  "ConfidentialRegistry.EIP712DomainChanged": () => ({}),
  "ConfidentialRegistry.RecordAcknowledged": (values) => ({ recordId: values.bytes32(0), seat: values.integer(1) }),
  "ConfidentialRegistry.RecordAnswered": (values) => ({ recordId: values.bytes32(0), seat: values.integer(1), revealHash: values.bytes32(2) }),
  "ConfidentialRegistry.RecordCancelled": (values) => ({ recordId: values.bytes32(0) }),
  "ConfidentialRegistry.RecordContested": (values) => ({ recordId: values.bytes32(0), seat: values.integer(1), reason: values.integer(2), evidenceHash: values.bytes32(3) }),
  "ConfidentialRegistry.RecordFinal": (values) => ({ recordId: values.bytes32(0) }),
  "ConfidentialRegistry.RecordGranted": (values) => ({ recordId: values.bytes32(0), keyId: values.bytes32(1), slotHash: values.bytes32(2) }),
  "ConfidentialRegistry.RecordHeld": (values) => ({ recordId: values.bytes32(0), held: values.flag(1) }),
  "ConfidentialRegistry.RecordPromoted": (values) => ({ recordId: values.bytes32(0), logId: values.bytes32(1), number: values.integer(2), sequence: values.integer(3), anchoredAt: values.integer(4) }),
  "ConfidentialRegistry.RecordRegistered": (values) => ({ recordId: values.bytes32(0), group: values.integer(1), sender: values.integer(2), epoch: values.integer(3), senderNonce: values.integer(4), contentRoot: values.bytes32(5), bodyHash: values.bytes32(6), suite: values.integer(7), previous: values.bytes32(8) }),
  "ConfidentialRegistry.RecordRejected": (values) => ({ recordId: values.bytes32(0) }),
  "ConfidentialRegistry.RecordShredReceipt": (values) => ({ recordId: values.bytes32(0), seat: values.integer(1) }),
  "ConfidentialRegistry.RecordShredStarted": (values) => ({ recordId: values.bytes32(0), until: values.integer(1) }),
  "ConfidentialRegistry.RecordStoodBy": (values) => ({ recordId: values.bytes32(0), seat: values.integer(1) }),
  "ConfidentialRegistry.RecordSuperseded": (values) => ({ recordId: values.bytes32(0), newId: values.bytes32(1) }),
  "ConfidentialRegistry.RecordUpheld": (values) => ({ recordId: values.bytes32(0) }),
  "BatchAnchor.BatchAnchored": (values) => ({ logId: values.bytes32(0), number: values.integer(1), root: values.bytes32(2), firstSequence: values.integer(3), count: values.integer(4), previous: values.bytes32(5) }),
  "BatchAnchor.BatcherReinstated": (values) => ({ seat: values.integer(0) }),
  "BatchAnchor.BatcherSuspended": (values) => ({ seat: values.integer(0) }),
  "BatchAnchor.ChallengeAnswered": (values) => ({ challengeId: values.bytes32(0), number: values.integer(1) }),
  "BatchAnchor.ChallengeUnanswered": (values) => ({ challengeId: values.bytes32(0) }),
  "BatchAnchor.EIP712DomainChanged": () => ({}),
  "BatchAnchor.LogOpened": (values) => ({ logId: values.bytes32(0), seat: values.integer(1), salt: values.bytes32(2), signer: values.address(3) }),
  "BatchAnchor.LogSignerJoined": (values) => ({ logId: values.bytes32(0), key: values.address(1) }),
  "BatchAnchor.LogSignerLeft": (values) => ({ logId: values.bytes32(0), key: values.address(1) }),
  "BatchAnchor.PromiseChallenged": (values) => ({ challengeId: values.bytes32(0), logId: values.bytes32(1), seat: values.integer(2), sequence: values.integer(3), digest: values.bytes32(4), challenger: values.integer(5), answerBy: values.integer(6) }),
  "BatchAnchor.PromisesConflicted": (values) => ({ logId: values.bytes32(0), sequence: values.integer(1), digestA: values.bytes32(2), digestB: values.bytes32(3) }),
  "BatchExecutor.CallFailed": (values) => ({ call_: values.integer(0), seat: values.integer(1), nonce: values.integer(2), target: values.address(3), answer: values.bytes(4) }),
  "BatchExecutor.CallsExecuted": (values) => ({ batcher: values.address(0), count: values.integer(1), outcomes: values.list(2).map((items, place) => items.integer(place)) }),
  "BatchExecutor.CallsSkipped": (values) => ({ call_: values.integer(0), count: values.integer(1), seat: values.integer(2), nonce: values.integer(3), reason: values.bytes(4) }),
  "BatchExecutor.EIP712DomainChanged": () => ({}),
};
