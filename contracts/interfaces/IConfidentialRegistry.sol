// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {Bundle, Inclusion} from "../types/Batches.sol";
import {KeySignature} from "../types/Ballots.sol";
import {ConfidentialRecord} from "../types/ConfidentialRecord.sol";
import {MemberSignature} from "../types/MemberSignature.sol";
import {RecordState, RejectionReason} from "../types/RecordState.sol";
import {IModule} from "./IModule.sol";

/// @title Confidential records: that they exist, in which order, and who holds them. What they say is nowhere on chain.
/// @dev Every write is a member's own, or signed by one of its keys that has the records scope and sent by anybody. One
/// record never waits for another.
interface IConfidentialRegistry is IModule {
  /// @notice A record to be registered. Both hashes are over salted or encrypted bytes.
  /// @param senderNonce Free to choose, once for each sender.
  /// @param contentRoot Root over the salted leaves of its fields.
  /// @param bodyHash Hash of its envelope's parts, see `bodyHashOf`; they stay off chain, the kind of message is among them.
  /// @param suite Cipher suite of the slots.
  /// @param previous A record that this one follows, or 0; it is not waited for.
  struct Registration {
    uint32 group;
    uint32 epoch;
    uint256 senderNonce;
    bytes32 contentRoot;
    bytes32 bodyHash;
    uint8 suite;
    bytes32 previous;
  }

  /// @notice What a record's event says of its commitments. The id binds it, so it need not be believed.
  struct Commitment {
    uint256 senderNonce;
    bytes32 contentRoot;
    bytes32 bodyHash;
  }

  /// @notice What an envelope consists of, part by part.
  /// @param headerHash Hash of its header.
  /// @param ciphertextHash Hash of the sealed payload.
  /// @param keyCommit Commitment to the content key.
  /// @param slotsHash Hash of the recipients' slots.
  /// @param schemaId Which kind of message it is.
  struct Body {
    bytes32 headerHash;
    bytes32 ciphertextHash;
    bytes32 keyCommit;
    bytes32 slotsHash;
    bytes32 schemaId;
  }

  /// @notice One field that is shown: its place, its path, its type, its salt and its value.
  struct Opening {
    uint32 index;
    uint8 valueType;
    bytes32 salt;
    bytes path;
    bytes value;
  }

  /// @notice A member's acknowledgement in a batch.
  struct Acknowledgement {
    bytes32 recordId;
    MemberSignature consent;
  }

  /// @notice A record exists. An outsider learns sender, group, time, suite and which record it follows, nothing of the
  /// content and not which kind of message it is.
  event RecordRegistered(
    bytes32 indexed recordId,
    uint32 indexed group,
    uint16 indexed sender,
    uint32 epoch,
    uint256 senderNonce,
    bytes32 contentRoot,
    bytes32 bodyHash,
    uint8 suite,
    bytes32 previous
  );
  /// @notice The record stood in an anchored batch before, and its time counts from there.
  event RecordPromoted(
    bytes32 indexed recordId,
    bytes32 indexed logId,
    uint64 number,
    uint64 sequence,
    uint48 anchoredAt
  );
  /// @notice A member says that it decrypted the record, that everything matches, and that it keeps the bytes.
  event RecordAcknowledged(bytes32 indexed recordId, uint16 indexed seat);
  /// @notice An acknowledgement in a batch was not counted; the selector says why.
  event AcknowledgementSkipped(bytes32 indexed recordId, uint16 indexed seat, bytes4 reason);
  /// @notice Everybody whom the policy names holds the same plaintext.
  event RecordFinal(bytes32 indexed recordId);
  /// @notice A member rejects a record. Everybody sees the reason; the evidence is salted, so that its hash says nothing.
  event RecordContested(bytes32 indexed recordId, uint16 indexed seat, RejectionReason reason, bytes32 evidenceHash);
  /// @notice The sender answers a rejection with what makes the member's slot again; its hash is here, the rest off chain.
  event RecordAnswered(bytes32 indexed recordId, uint16 indexed seat, bytes32 revealHash);
  /// @notice A member stands by its rejection although the sender answered.
  event RecordStoodBy(bytes32 indexed recordId, uint16 indexed seat);
  /// @notice Nothing comes of the record.
  event RecordRejected(bytes32 indexed recordId);
  /// @notice The members decided that the rejections were wrong.
  event RecordUpheld(bytes32 indexed recordId);
  /// @notice The sender took the record back before anybody acknowledged it.
  event RecordCancelled(bytes32 indexed recordId);
  /// @notice A later final record takes the place of this one.
  event RecordSuperseded(bytes32 indexed recordId, bytes32 indexed newId);
  /// @notice A record's key was sealed to another key. Everybody sees to whose.
  event RecordGranted(bytes32 indexed recordId, bytes32 indexed keyId, bytes32 slotHash);
  /// @notice The record must not be destroyed for now, or may be again.
  event RecordHeld(bytes32 indexed recordId, bool held);
  /// @notice The parties are to destroy the record.
  event RecordShredStarted(bytes32 indexed recordId, uint40 until);
  /// @notice A member says that it destroyed key, text and copies.
  event RecordShredReceipt(bytes32 indexed recordId, uint16 indexed seat);

  /// The group has another epoch by now.
  error RecordEpochEnded(uint32 group, uint32 epoch, uint32 current);
  /// The seat did not belong to the group in the record's epoch, in the hands that it is in now, or does not any more.
  error RecordNotParty(bytes32 recordId, uint16 seat);
  /// The record is not in the batch, or the batch is not anchored.
  error RecordNotAnchored(bytes32 recordId);
  /// The record was anchored later after its signature's deadline than is allowed.
  error RecordAnchoredLate(bytes32 recordId, uint48 deadline, uint48 anchoredAt);
  /// The record is not the bundle's item of that index.
  error RecordNotInBundle(bytes32 recordId, uint256 index);
  /// The group's policy does not admit this cipher suite.
  error RecordSuiteRefused(uint32 group, uint8 suite);
  /// The nonce was used by this sender before.
  error RecordNonceUsed(uint16 sender, uint256 senderNonce);
  /// The record is in a state in which this cannot be done.
  error RecordWrongState(bytes32 recordId, RecordState state);
  /// The member has said this of the record before.
  error RecordSaidAlready(bytes32 recordId, uint16 seat);
  /// Only the sender may do this.
  error RecordNotSender(bytes32 recordId, uint16 seat);
  /// The sender does not reject its own record.
  error RecordOwn(bytes32 recordId, uint16 seat);
  /// The member has no rejection of the record that waits for this.
  error RecordNotRejectedBy(bytes32 recordId, uint16 seat);
  /// Nothing may be sealed to the key now.
  error RecordKeyNotUsable(bytes32 keyId);
  /// Exactly this was granted before.
  error RecordGrantedAlready(bytes32 recordId, bytes32 keyId);
  /// A vote of the members keeps the record from being destroyed.
  error RecordOnHold(bytes32 recordId);
  /// The successor is no final record of the same group and sender, or was not registered as one that follows this.
  error RecordNoSuccessor(bytes32 recordId, bytes32 newId);
  /// There is no such record, or its id binds other commitments.
  error RecordContextMismatch(bytes32 recordId);
  /// The fields do not belong to the record, or the proof is not theirs.
  error DisclosureMismatch(bytes32 recordId);
  /// Nothing can be written down that is not so already.
  error RecordNothingToSettle(bytes32 recordId);

  // ---------------------------------------------------------------- life of a record

  /// @notice Registers a record for the group's current epoch.
  /// @param consent Of the sender, over `Registration(bytes32 recordId,uint8 suite,bytes32 previous,uint16 seat,
  /// uint48 deadline)`.
  /// @custom:authority member
  function register(
    Registration calldata registration,
    MemberSignature calldata consent
  ) external returns (bytes32 recordId);

  /// @notice Registers a record that stands in an anchored batch, as of the time of that batch. Anybody may.
  /// @dev Until then nobody can acknowledge, reject or grant it; its time to be acknowledged runs from the batch all the
  /// same. The group's epoch was current then, the sender belonged to it in the same hands and was not suspended. The key
  /// that signs may do so now, or could then and is the sender's still. A record that was anchored more than the parameter
  /// batch.lateness after its deadline is not promoted.
  /// @param consent Of the sender, over the same as in `register`; where the key is gone, another one signs the same.
  /// @custom:authority member
  function promote(
    Registration calldata registration,
    MemberSignature calldata consent,
    Inclusion calldata inclusion
  ) external returns (bytes32 recordId);

  /// @notice The same for a record that was signed as one of a bundle.
  /// @param by The sender's key and its signature over the bundle, see `IBatchAnchor.bundleDigestOf`.
  /// @param index The record's place in the bundle. Its leaf is `keccak256(bytes.concat(keccak256(abi.encode(uint256 index,
  /// bytes32 digest))))`, the digest that of its registration with the bundle's seat and deadline.
  /// @param proof From that leaf to the bundle's root.
  /// @custom:authority member
  function promoteBundled(
    Registration calldata registration,
    Bundle calldata bundle,
    KeySignature calldata by,
    uint256 index,
    bytes32[] calldata proof,
    Inclusion calldata inclusion
  ) external returns (bytes32 recordId);

  /// @notice Says that the member decrypted the record, that every commitment and every slot matches, and that it keeps the
  /// bytes.
  /// @dev Also of a record that is final without it. Look at the record's event first: suite and `previous` are the sender's
  /// word alone. A member whose rejection was answered may acknowledge after all, unless it stood by it.
  /// @param consent Over `Ack(bytes32 recordId,uint16 seat,uint48 deadline)`.
  /// @custom:authority member
  function acknowledge(bytes32 recordId, MemberSignature calldata consent) external;

  /// @notice The same for many at once; one that is bad is skipped and named in an event.
  /// @custom:authority member
  function acknowledgeAll(Acknowledgement[] calldata acknowledgements) external;

  /// @notice Rejects a record, which opens a time in which the sender can answer. Nobody rejects a record twice.
  /// @dev No acknowledgement is taken until all rejections are answered; the time that takes is given back. Another rejection
  /// gives the sender its whole time again, which happens at most once a member.
  /// @param evidenceHash Hash of what the member shows the panel off chain, salted.
  /// @param consent Over `Rejection(bytes32 recordId,uint8 reason,bytes32 evidenceHash,uint16 seat,uint48 deadline)`.
  /// @custom:authority member
  function reject(
    bytes32 recordId,
    RejectionReason reason,
    bytes32 evidenceHash,
    MemberSignature calldata consent
  ) external;

  /// @notice Answers a member's rejection: the hash of what makes its slot again, which is shown off chain.
  /// @param consent Of the sender, over `Answer(bytes32 recordId,uint16 rejecter,bytes32 revealHash,uint16 seat,
  /// uint48 deadline)`.
  /// @custom:authority member
  function answer(bytes32 recordId, uint16 rejecter, bytes32 revealHash, MemberSignature calldata consent) external;

  /// @notice A member whose rejection was answered stands by it. That ends the record where the member is a mandatory one, or
  /// where too few are left that could acknowledge.
  /// @param consent Over `Stand(bytes32 recordId,uint16 seat,uint48 deadline)`.
  /// @custom:authority member
  function standBy(bytes32 recordId, MemberSignature calldata consent) external;

  /// @notice Takes a record back before the first acknowledgement.
  /// @param consent Of the sender, over `Cancellation(bytes32 recordId,uint16 seat,uint48 deadline)`.
  /// @custom:authority member
  function cancel(bytes32 recordId, MemberSignature calldata consent) external;

  /// @notice Says that a later final record of the same sender takes the place of a final one.
  /// @dev The later one was registered with this as its `previous`, so that whoever acknowledged it could see what it
  /// follows.
  /// @param consent Of the sender, over `Supersession(bytes32 recordId,bytes32 newId,uint16 seat,uint48 deadline)`.
  /// @custom:authority member
  function supersede(bytes32 recordId, bytes32 newId, MemberSignature calldata consent) external;

  /// @notice Writes down that a record is final where only members were missing that have left and are waived.
  /// @custom:authority nobody
  function settle(bytes32 recordId) external;

  // ---------------------------------------------------------------- disputes

  /// @notice The members decide that the rejections of a contested record were wrong. None of them can be stood by any more.
  /// @custom:authority governance
  function uphold(bytes32 recordId) external;

  /// @notice The members decide that rejections were right, answered or not: nothing comes of the record.
  /// @custom:authority governance
  function dismiss(bytes32 recordId) external;

  // ---------------------------------------------------------------- history and destruction

  /// @notice Notes that members of the record's epoch let another key read it, a usable one of a suite that the policy
  /// admits.
  /// @param consents Of `historyQuorum` members, over `Grant(bytes32 recordId,bytes32 keyId,bytes32 slotHash,uint16 seat,
  /// uint48 deadline)`, ascending by seat.
  /// @custom:authority member
  function grant(bytes32 recordId, bytes32 keyId, bytes32 slotHash, MemberSignature[] calldata consents) external;

  /// @notice The same by vote.
  /// @custom:authority governance
  function grantByVote(bytes32 recordId, bytes32 keyId, bytes32 slotHash) external;

  /// @notice Keeps a record from being destroyed, also when its time to live is over. It cannot stop what has begun.
  /// @custom:authority governance
  function hold(bytes32 recordId) external;

  /// @notice Ends that.
  /// @custom:authority governance
  function release(bytes32 recordId) external;

  /// @notice Has a record destroyed that has come to its end: its parties delete key, text and copies and sign that they did.
  /// @param consents Of `shredQuorum` members, over `Shred(bytes32 recordId,uint16 seat,uint48 deadline)`, ascending by seat;
  /// none once the record's time to live is over.
  /// @custom:authority member
  function shred(bytes32 recordId, MemberSignature[] calldata consents) external;

  /// @notice The same by vote.
  /// @custom:authority governance
  function shredByVote(bytes32 recordId) external;

  /// @notice A member says that it destroyed everything. Members that left the group say so too, and late is better than
  /// never.
  /// @param consent Over `ShredReceipt(bytes32 recordId,uint16 seat,uint48 deadline)`.
  /// @custom:authority member
  function confirmShred(bytes32 recordId, MemberSignature calldata consent) external;

  // ---------------------------------------------------------------- reads

  /// @notice Where a record stands now.
  function stateOf(bytes32 recordId) external view returns (RecordState);

  /// @notice What is stored of a record.
  function recordOf(bytes32 recordId) external view returns (ConfidentialRecord memory);

  /// @notice Whether a member has acknowledged a record.
  function hasAcknowledged(bytes32 recordId, uint16 seat) external view returns (bool);

  /// @notice Whether a member has ever rejected a record.
  function hasRejected(bytes32 recordId, uint16 seat) external view returns (bool);

  /// @notice Whether a member's rejection waits for the sender's answer.
  function isWaitingForAnswer(bytes32 recordId, uint16 seat) external view returns (bool);

  /// @notice Whether a member stands by its rejection.
  function standsByRejection(bytes32 recordId, uint16 seat) external view returns (bool);

  /// @notice Whether a member has said that it destroyed a record.
  function hasConfirmedShred(bytes32 recordId, uint16 seat) external view returns (bool);

  /// @notice Whether a key was granted a record, by a slot of that hash.
  function isGranted(bytes32 recordId, bytes32 keyId, bytes32 slotHash) external view returns (bool);

  /// @notice The record that a record follows, 0 where it follows none.
  function previousOf(bytes32 recordId) external view returns (bytes32);

  /// @notice Whether a sender has used a nonce.
  function isNonceUsed(uint16 sender, uint256 senderNonce) external view returns (bool);

  /// @notice The id that a registration has.
  function idOf(Registration calldata registration, uint16 sender) external view returns (bytes32);

  /// @notice The hash of an envelope's parts, for whoever checks a record against its envelope; ask your own node.
  function bodyHashOf(Body calldata body) external pure returns (bytes32);

  /// @notice Checks that fields belong to a record, without its other fields being shown.
  /// @dev What a record says is its sender's word alone until the others acknowledged it, and a sender that cheats can commit
  /// to two values of one field: whoever relies on a field asks `stateOf`, too.
  /// Leaves are hashed as `keccak256(keccak256(abi.encode(LEAF_TYPEHASH, recordContext, index, keccak256(path), valueType,
  /// salt, keccak256(value))))`; proof and flags are those of OpenZeppelin's `MerkleProof.multiProofVerify`.
  /// @param commitment The record's, from its event.
  function verifyDisclosure(
    bytes32 recordId,
    Commitment calldata commitment,
    Opening[] calldata openings,
    bytes32[] calldata proof,
    bool[] calldata flags
  ) external view returns (bool);
}
