// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {MemberSignature} from "../types/MemberSignature.sol";
import {IModule} from "./IModule.sol";

/// @title The keys that records are sealed to: append-only, each bound to its member by the member's signature.
/// @dev The chain proves who published a key, not that they can open what is sealed to it: before first use a peer seals a
/// challenge, whose answer ends up here. Decryption keys never leave the member's own process.
interface IKeyDirectory is IModule {
  /// @notice What a key is for: records are sealed to it, it reads what was granted, or it is kept for emergencies.
  enum Purpose {
    Encrypt,
    View,
    Escrow
  }

  /// @notice A key's facts. Dates are unix seconds; 0 where it has not happened.
  /// @param memberSince When the member that published it was admitted: a later holder of the seat is another.
  /// @param revokedAt From when on nothing more is sealed to it, where that is before `notAfter`; may lie ahead.
  struct EncryptionKey {
    uint16 seat;
    uint8 suite;
    Purpose purpose;
    uint40 memberSince;
    uint40 notBefore;
    uint40 notAfter;
    uint40 revokedAt;
    uint40 compromisedSince;
  }

  /// @notice A key to be published.
  /// @param suite 1: X25519, 32 bytes. 2: MLKEM768-X25519, 1,216 bytes. 3: P-256, 65 bytes uncompressed.
  /// @param notBefore Unix seconds; a date in the past counts as now.
  /// @param notAfter Unix seconds after which nothing more is sealed to it.
  struct NewEncryptionKey {
    uint8 suite;
    Purpose purpose;
    uint40 notBefore;
    uint40 notAfter;
    bytes publicKey;
  }

  /// @notice A member has another key. Everybody sees the public key, which says nothing of what is sealed to it.
  event EncryptionKeyRegistered(
    uint16 indexed seat,
    bytes32 indexed keyId,
    uint8 suite,
    Purpose purpose,
    uint40 notBefore,
    uint40 notAfter,
    bytes publicKey
  );
  /// @notice Nothing more may be sealed to the key after `endsAt`: its successor has come, or the member took it back.
  event EncryptionKeyEnded(uint16 indexed seat, bytes32 indexed keyId, uint40 endsAt);
  /// @notice Somebody else may have had the key since that date: what was sealed to it since has to be wrapped anew.
  event EncryptionKeyCompromised(uint16 indexed seat, bytes32 indexed keyId, uint40 since);
  /// @notice A peer has sealed a challenge to the key. The hash says nothing of the answer, which is random.
  event PossessionChallenged(bytes32 indexed keyId, uint16 indexed challenger, bytes32 answerHash);
  /// @notice The key's member has opened the challenge.
  event PossessionProved(bytes32 indexed keyId, uint16 indexed challenger);

  /// No such suite, or the key is not in the one encoding that keys of its suite have.
  error EncryptionKeyMalformed(uint8 suite, uint256 length);
  /// The public key is a point of small order: everybody could open what is sealed to it.
  error EncryptionKeySmallOrder();
  /// The key has been published before.
  error EncryptionKeyTaken(bytes32 keyId, uint16 seat);
  /// The key is over before it begins, or lasts longer than keys may.
  error EncryptionKeyBadPeriod(uint40 notBefore, uint40 notAfter);
  /// The seat has no such key, or it is over.
  error EncryptionKeyUnknown(uint16 seat, bytes32 keyId);
  /// The member has published a key that has not begun yet, and has not ended it.
  error EncryptionKeyPending(uint16 seat, bytes32 keyId);
  /// The date lies in the future, or is no earlier than what was said before.
  error EncryptionKeyBadDate(uint40 since);
  /// The challenger has given the key this very challenge before; its answer may be known to everybody.
  error PossessionChallengedAlready(bytes32 keyId, uint16 challenger);
  /// There is no such challenge, or the answer is another.
  error PossessionNotProved(bytes32 keyId, uint16 challenger);

  /// @notice Publishes a key. An earlier key of the same suite and purpose lives on until the new one begins and for the
  /// overlap, so that what is under way still arrives.
  /// @dev A key is published once, by whoever comes first; a member that finds its own taken makes another, nothing is lost.
  /// Whether the lattice part of a key of suite 2 is well formed is left to those who seal to it.
  /// @param consent Of one key with the records scope, over `KeyRegistration(bytes32 keyId,uint8 purpose,uint40 notBefore,
  /// uint40 notAfter,uint16 seat,uint48 deadline)`.
  /// @custom:authority member
  function registerKey(
    NewEncryptionKey calldata key,
    MemberSignature calldata consent
  ) external returns (bytes32 keyId);

  /// @notice Ends a key at once.
  /// @param consent Over `KeyEnd(bytes32 keyId,uint16 seat,uint48 deadline)`.
  /// @custom:authority member
  function endKey(bytes32 keyId, MemberSignature calldata consent) external;

  /// @notice Says that somebody else may have had the key since a date, also of one that is over, and ends it if it is not.
  /// @param consent Over `KeyCompromise(bytes32 keyId,uint40 since,uint16 seat,uint48 deadline)`.
  /// @custom:authority member
  function reportCompromise(bytes32 keyId, uint40 since, MemberSignature calldata consent) external;

  /// @notice Records the hash of the answer to a challenge that was sealed to the key and sent to its member: `keccak256` of 32
  /// random bytes. Each challenge is given once, or whoever saw its answer could prove with it what it cannot do.
  /// @param consent Over `Challenge(bytes32 keyId,bytes32 answerHash,uint16 seat,uint48 deadline)`, of the challenger.
  /// @custom:authority member
  function challengeKey(bytes32 keyId, bytes32 answerHash, MemberSignature calldata consent) external;

  /// @notice Answers a challenge; anybody may send the answer, only the challenger and who can open with the key know it.
  /// @custom:authority nobody
  function answerChallenge(bytes32 keyId, uint16 challenger, bytes32 answer) external;

  /// @notice A key's facts.
  function encryptionKey(bytes32 keyId) external view returns (EncryptionKey memory);

  /// @notice The key that a member uses now, 0 where it has none.
  function currentKey(uint16 seat, uint8 suite, Purpose purpose) external view returns (bytes32 keyId);

  /// @notice Whether records may be sealed to the key now: it has begun, is not over, and who published it has not left.
  function isUsable(bytes32 keyId) external view returns (bool);

  /// @notice When the key's member last opened a challenge of the challenger, 0 where it never has. It proves to the challenger
  /// alone, who could have answered itself.
  function provedAt(bytes32 keyId, uint16 challenger) external view returns (uint40);
}
