// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IModule} from "./IModule.sol";
import {KeySignature} from "../types/Ballots.sol";
import {Electorate} from "../types/Electorate.sol";
import {KeyFacts} from "../types/KeyFacts.sol";
import {Standing} from "../types/Standing.sol";

/// @title The members: one organisation, one seat, with its weight, its keys and its standing.
/// @dev Cold accounts manage keys, hot keys act. Standing is computed from dates.
interface IMemberRegistry is IModule {
  /// @notice A seat's facts. Dates are unix seconds, 0 where it has not happened.
  struct Seat {
    uint16 weight;
    uint8 ballotsNeeded;
    uint8 duties;
    uint8 keys;
    uint40 admittedAt;
    uint40 acceptedAt;
    uint40 eligibleSince;
    uint40 leftAt;
    address cold;
    bytes32 metadata;
  }

  /// @notice A key to be given to a seat.
  /// @param signer 20 bytes of an account, or an ERC-7913 signer, `verifier || key`.
  /// @param scopes What it may do, bits of SCOPE_VOTE and others.
  /// @param expiresAt Unix seconds, FOREVER for no end.
  struct NewKey {
    bytes signer;
    uint8 scopes;
    uint40 expiresAt;
  }

  /// @notice A founding member.
  struct Founder {
    address cold;
    uint16 weight;
    uint8 ballotsNeeded;
    uint8 duties;
    bytes32 metadata;
    NewKey[] keys;
  }

  /// @notice What the members can still do together.
  /// @param active Weight of members that may vote now.
  /// @param total Weight of the electorate.
  /// @param admitted Weight of all admitted members, those who have not accepted yet included.
  /// @param heaviest The heaviest of those seats.
  /// @param seats How many of those seats there are.
  struct Strength {
    uint256 active;
    uint256 total;
    uint256 admitted;
    uint256 heaviest;
    uint256 seats;
  }

  /// @notice An organisation was given a seat; it counts once it has accepted. `metadata` commits to its name and LEI,
  /// salted: nobody who was not told reads it.
  event MemberAdmitted(uint16 indexed seat, address cold, uint16 weight, bytes32 metadata);
  /// @notice A member accepted the state it joins, and counts from the next second on.
  event MemberAccepted(uint16 indexed seat);
  /// @notice A member left, with the weight it had; its keys are nobody's.
  event MemberRemoved(uint16 indexed seat, uint16 weight);
  /// @notice A member's ballots do not count until the date; its weight stays in every bar.
  event MemberSuspended(uint16 indexed seat, uint40 until);
  /// @notice A suspension ended before its date.
  event MemberReinstated(uint16 indexed seat);
  /// @notice A member's weight changed, for proposals from now on.
  event MemberWeightChanged(uint16 indexed seat, uint16 oldWeight, uint16 newWeight);
  /// @notice The duties of a member changed; bits of DUTY_BATCHER and others.
  event MemberDutiesChanged(uint16 indexed seat, uint8 oldDuties, uint8 newDuties);
  /// @notice How many keys of a seat have to agree changed.
  event MemberBallotsNeededChanged(uint16 indexed seat, uint8 oldNeeded, uint8 newNeeded);
  /// @notice Another account manages the seat's keys.
  event MemberColdChanged(uint16 indexed seat, address oldCold, address newCold);
  /// @notice The cold account hands the seat to another one, which can take it over from that date on.
  event MemberColdChangeStarted(uint16 indexed seat, address newCold, uint40 effectiveAt);
  /// @notice The cold account keeps the seat.
  event MemberColdChangeCanceled(uint16 indexed seat, address newCold);
  /// @notice A seat has a key more. Shows the organisation's public key, and for how long.
  event MemberKeyAdded(uint16 indexed seat, bytes32 indexed key, bytes signer, uint8 scopes, uint40 expiresAt);
  /// @notice A key is its seat's no more.
  event MemberKeyRevoked(uint16 indexed seat, bytes32 indexed key);
  /// @notice A key names its successor; the cold account can stop it until that date.
  event MemberKeyRotationStarted(uint16 indexed seat, bytes32 indexed key, bytes signer, uint40 effectiveAt);
  /// @notice The cold account stopped a rotation.
  event MemberKeyRotationCanceled(uint16 indexed seat, bytes32 indexed key);
  /// @notice Guardians, or a vote that ratified them, stopped a key until the date.
  event MemberKeySuspended(uint16 indexed seat, bytes32 indexed key, uint40 until);
  /// @notice A stopped key may act again.
  event MemberKeyRestored(uint16 indexed seat, bytes32 indexed key);
  /// @notice Members may hold keys that this ERC-7913 contract verifies.
  event VerifierApproved(address indexed verifier);
  /// @notice Keys of this verifier do not vote any more.
  event VerifierRetired(address indexed verifier);
  /// @notice A new snapshot of all seats that count, as the code of a contract. Everybody sees weights and one key of each
  /// seat.
  event ElectorateChanged(uint256 indexed version, address snapshot, bytes32 snapshotHash, uint256 weight);
  /// @notice The root over seats, weights and cold accounts that acceptances name.
  event MembershipChanged(uint256 indexed version, bytes32 root);
  /// @notice Members with the founding quorum have accepted: governance begins.
  event ConsortiumFounded(uint256 acceptedWeight, uint256 totalWeight);

  /// No member has that seat.
  error MemberUnknown(uint16 seat);
  /// The member has left.
  error MemberLeft(uint16 seat);
  /// The caller is not the cold account of the seat.
  error MemberNotCold(uint16 seat, address caller);
  /// The caller is no active key of the seat.
  error MemberNotAllowed(uint16 seat, address caller);
  /// The account is zero, or is a cold account or a key already.
  error MemberBadCold(address cold);
  /// The weight is zero, or the total would not fit 65,535.
  error MemberBadWeight(uint256 weight, uint256 total);
  /// The table of seats is full.
  error MemberTooMany(uint256 limit);
  /// The key is empty, is not 20 bytes or longer than 20 and shorter than 1,025, its verifier is not approved, or it is a
  /// cold account.
  error MemberBadSigner(bytes signer);
  /// The key belongs to a member already.
  error MemberKeyTaken(bytes32 key, uint16 seat);
  /// The seat has no such key.
  error MemberKeyUnknown(uint16 seat, bytes32 key);
  /// A seat holds a bounded number of keys.
  error MemberTooManyKeys(uint16 seat, uint256 limit);
  /// The scopes are none, or contain unknown bits.
  error MemberBadScopes(uint8 scopes);
  /// The end lies in the past.
  error MemberBadExpiry(uint256 expiresAt);
  /// More ballots than the seat has voting keys, or none.
  error MemberBadBallotsNeeded(uint16 seat, uint8 ballotsNeeded, uint256 votingKeys);
  /// The member has accepted already.
  error MemberAcceptedAlready(uint16 seat);
  /// The member has not accepted yet.
  error MemberNotAccepted(uint16 seat);
  /// Nothing is under way that could be completed or canceled.
  error MemberNothingPending(uint16 seat);
  /// The cool-down is not over.
  error MemberCoolingDown(uint16 seat, uint48 until);
  /// Setting what is already so.
  error MemberUnchanged(uint16 seat);
  /// The founding quorum has not accepted yet.
  error MemberNotFounded();
  /// The date is not in the future.
  error MemberBadDate(uint256 until);
  /// Duties contain unknown bits.
  error MemberBadDuties(uint8 duties);
  /// The founding quorum is not between 1 and 10,000 basis points.
  error MemberBadFoundingQuorum(uint256 quorum);
  /// ERC-5805: the moment asked for is not past yet.
  error ERC5805FutureLookup(uint256 timepoint, uint48 clock);
  /// Not the Accession module.
  error MemberNotAccession(address caller);
  /// Not the Guardians module.
  error MemberNotGuardians(address caller);

  // ---------------------------------------------------------------- founding

  /// @notice Enrols founding members, before the seal; they count once they have accepted.
  /// @custom:authority founder
  function enroll(Founder[] calldata founders) external;

  /// @notice A member has accepted the state it joins; from then on it is eligible for proposals created later.
  /// @dev Only the Accession module, which checks what was accepted and by whom. The acceptance that reaches the founding
  /// quorum opens the Governor.
  /// @custom:authority accession
  function markAccepted(uint16 seat) external;

  // ---------------------------------------------------------------- governed

  /// @notice Admits an organisation as an applicant; its cold account then adds its keys and accepts.
  /// @param metadata Salted commitment to name and identifiers: an outsider learns nothing from it.
  /// @custom:authority governance
  function admit(address cold, uint16 weight, bytes32 metadata) external returns (uint16 seat);

  /// @notice Removes a member; its weight leaves every open vote, and its ballots with it.
  /// @custom:authority governance
  function remove(uint16 seat) external;

  /// @notice Suspends a member until a date; its ballots do not count while its weight stays in every bar.
  /// @custom:authority governance
  function suspend(uint16 seat, uint40 until) external;

  /// @notice Ends a suspension early.
  /// @custom:authority governance
  function reinstate(uint16 seat) external;

  /// @notice Changes a member's weight, for proposals created later.
  /// @custom:authority governance
  function setWeight(uint16 seat, uint16 weight) external;

  /// @notice Sets the duties a member holds.
  /// @custom:authority governance
  function setDuties(uint16 seat, uint8 duties) external;

  /// @notice Gives a member that lost its cold account a new one.
  /// @custom:authority governance
  function replaceCold(uint16 seat, address cold) external;

  /// @notice Lets members hold keys of an ERC-7913 verifier.
  /// @custom:authority governance
  function approveVerifier(address verifier) external;

  /// @notice Ends that; keys of the verifier stop verifying.
  /// @custom:authority governance
  function retireVerifier(address verifier) external;

  // ---------------------------------------------------------------- self-service

  /// @notice Adds a key at once.
  /// @custom:authority member
  function addKey(uint16 seat, NewKey calldata key) external;

  /// @notice Takes a key away at once. Ballots it helped to cast and that were counted stay.
  /// @custom:authority member
  function revokeKey(uint16 seat, bytes32 key) external;

  /// @notice A hot key asks to be replaced by another; done after the cool-down unless the cold account cancels.
  /// @custom:authority member
  function startRotation(bytes calldata newSigner) external;

  /// @notice The cold account stops a rotation that it did not want.
  /// @custom:authority member
  function cancelRotation(uint16 seat, bytes32 key) external;

  /// @notice Completes a rotation whose cool-down is over. Anybody may.
  /// @custom:authority nobody
  function completeRotation(uint16 seat, bytes32 key) external;

  /// @notice How many of the seat's keys must agree on a ballot.
  /// @custom:authority member
  function setBallotsNeeded(uint16 seat, uint8 ballotsNeeded) external;

  /// @notice Starts handing the seat to another cold account; the current one may cancel until the cool-down is over.
  /// @custom:authority member
  function startColdChange(uint16 seat, address cold) external;

  /// @notice Stops it.
  /// @custom:authority member
  function cancelColdChange(uint16 seat) external;

  /// @notice Completes it after the cool-down; called by the new cold account, which proves that it exists.
  /// @custom:authority member
  function completeColdChange(uint16 seat) external;

  // ---------------------------------------------------------------- break-glass

  /// @notice Suspends one key at once.
  /// @dev Only the Guardians module, which adds sunset, cool-down and ratification.
  /// @param extension Seconds by which votes that are open now are extended.
  /// @custom:authority guardians
  function suspendKey(bytes32 key, uint40 until, uint40 extension) external;

  /// @notice Restores a suspended key.
  /// @custom:authority guardians
  function restoreKey(bytes32 key) external;

  // ---------------------------------------------------------------- reads for modules

  /// @notice A key's facts in one word, 0 where nobody has that key.
  function keyFacts(bytes32 key) external view returns (KeyFacts);

  /// @notice The electorate in force.
  function electorate() external view returns (Electorate);

  /// @notice An earlier electorate: its snapshot, its version and its weight.
  function electorateAt(uint256 version) external view returns (Electorate);

  /// @notice A bit for each seat whose snapshot entry must not be trusted; `page` p covers seats 256p to 256p + 255.
  function deviatedSeats(uint256 page) external view returns (uint256);

  /// @notice Seats that were suspended, reinstated or removed from `since` to `until`, both included, in that order; a seat is
  /// named as often as that happened.
  function seatsChanged(uint48 since, uint48 until) external view returns (uint16[] memory);

  /// @notice Until when a seat was blocked, as it stood at `time`: FOREVER once it had left, otherwise the end of its
  /// suspension, which may lie behind `time`, or 0.
  function blockedUntil(uint16 seat, uint48 time) external view returns (uint48);

  /// @notice Seconds by which break-glass acts up to and including `time` extend votes that were open then, summed.
  function breakGlassSeconds(uint48 time) external view returns (uint256);

  /// @notice A key of the seat if as many distinct keys of it as it needs signed the digest, else 0.
  /// @dev The facts of the last signing key, with the scopes of all. Every outside check has a gas cap, and too little gas for
  /// it reverts, so that a relayer cannot starve one ballot.
  function signedBy(
    bytes32 digest,
    uint16 seat,
    KeySignature[] calldata signatures
  ) external view returns (KeyFacts key);

  /// @notice Whether one signature is valid; who the signer is, is not asked.
  function isSignedBy(bytes calldata signer, bytes32 digest, bytes calldata signature) external view returns (bool);

  /// @notice The duties a seat holds.
  function dutiesOf(uint16 seat) external view returns (uint8);

  /// @notice How many of the seat's present keys agreed on a choice. A key that was taken away, or that may not vote any
  /// more, takes its agreement along.
  /// @param agreements One agreement per key position, as `agreementOf` makes them.
  function agreementsOf(uint16 seat, uint256 agreements, uint8 support) external view returns (uint256 agreed);

  /// @notice Whether members may hold keys of this ERC-7913 verifier.
  function isVerifierApproved(address verifier) external view returns (bool);

  /// @notice Whether the account is an active key, in scope, of a member that holds the duty.
  function holdsDuty(address key, uint8 duty) external view returns (bool);

  /// @notice A set of duty masks, bit m set when an active member holds exactly the duties m.
  function dutyMasksHeld() external view returns (uint256);

  /// @notice What the members can still do together.
  function strength() external view returns (Strength memory);

  /// @notice ERC-5805: weight that the account's seat may vote with now; 0 for keys that may not vote.
  function getVotes(address account) external view returns (uint256);

  /// @notice ERC-5805: weight that the account's seat had in the electorate at a past time.
  function getPastVotes(address account, uint256 timepoint) external view returns (uint256);

  /// @notice ERC-5805: the electorate's weight at a past time.
  function getPastTotalSupply(uint256 timepoint) external view returns (uint256);

  /// @notice ERC-5805: seats cannot be delegated; everybody stands for itself.
  function delegates(address account) external view returns (address);

  // ---------------------------------------------------------------- reads for people

  /// @notice When the founding quorum had accepted, 0 before.
  function foundedAt() external view returns (uint48);

  /// @notice Share of weight, in basis points, that has to accept before anything else works.
  function foundingQuorum() external view returns (uint16);

  /// @notice Seats ever given; seats are numbered from 0.
  function seatCount() external view returns (uint16);

  /// @notice A seat's facts.
  function seat(uint16 seat) external view returns (Seat memory);

  /// @notice Where a member stands now.
  function standing(uint16 seat) external view returns (Standing);

  /// @notice Until when a member is suspended, 0 where it is not.
  function suspendedUntil(uint16 seat) external view returns (uint48);

  /// @notice The signer bytes behind a key.
  function signerOf(bytes32 key) external view returns (bytes memory);

  /// @notice A seat's keys.
  function keysOf(uint16 seat) external view returns (bytes32[] memory);

  /// @notice The rotation under way for a key: the new signer and when it may be completed.
  function rotationOf(bytes32 key) external view returns (bytes memory signer, uint48 effectiveAt);

  /// @notice Counts up with every change of seats, weights or cold accounts.
  function membershipVersion() external view returns (uint256);

  /// @notice The hash over admitted seats, weights and cold accounts after change `version`, and when it came into force.
  function membershipRootAt(uint256 version) external view returns (bytes32 root, uint48 since);
}
