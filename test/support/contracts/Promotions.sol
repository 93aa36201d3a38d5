// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IConfidentialRegistry} from "../../../contracts/interfaces/IConfidentialRegistry.sol";
import {Bundle, Inclusion} from "../../../contracts/types/Batches.sol";
import {MemberSignature} from "../../../contracts/types/MemberSignature.sol";
import {Anchorage} from "./Anchorage.sol";
import {Trees} from "./Trees.sol";

/// @title Records that were signed for a batch, alone or as one of a bundle.
abstract contract Promotions is Anchorage {
  uint64 internal constant BUNDLE_NONCE = 77;

  /// @dev What a member signs of a registration, by the registry's domain.
  function _registrationHash(
    IConfidentialRegistry.Registration memory registration,
    uint16 seat,
    uint48 deadline
  ) internal view returns (bytes32) {
    bytes32 typehash = keccak256(
      "Registration(bytes32 recordId,uint8 suite,bytes32 previous,uint16 seat,uint48 deadline)"
    );
    bytes32 recordId = records.idOf(registration, seat);
    return
      keccak256(abi.encode(typehash, recordId, registration.suite, registration.previous, uint256(seat), deadline));
  }

  function _registrationDigest(
    IConfidentialRegistry.Registration memory registration,
    uint16 seat,
    uint48 deadline
  ) internal view returns (bytes32) {
    return
      _typed(_separator("Quorate Records", address(records), chain), _registrationHash(registration, seat, deadline));
  }

  function _consent(
    uint16 seat,
    uint256 key,
    uint48 deadline,
    bytes32 digest
  ) internal pure returns (MemberSignature memory) {
    return MemberSignature(seat, deadline, _keySignature(seat, key, digest));
  }

  /// @notice A record of member 0 that its batcher anchored just now, its deadline a minute ahead of the batch.
  function _anchored()
    internal
    returns (
      IConfidentialRegistry.Registration memory registration,
      MemberSignature memory consent,
      Inclusion memory inclusion
    )
  {
    return _anchoredOf(0);
  }

  function _anchoredOf(
    uint16 seat
  )
    internal
    returns (
      IConfidentialRegistry.Registration memory registration,
      MemberSignature memory consent,
      Inclusion memory inclusion
    )
  {
    registration = _registration();
    (consent, inclusion) = _anchorRegistration(registration, seat);
  }

  function _anchorRegistration(
    IConfidentialRegistry.Registration memory registration,
    uint16 seat
  ) internal returns (MemberSignature memory consent, Inclusion memory inclusion) {
    uint48 deadline = uint48(_now()) + 60;
    bytes32 digest = _registrationDigest(registration, seat, deadline);
    consent = _consent(seat, 0, deadline, digest);
    inclusion = _inclusionOf(log, _anchorNext(digest));
  }

  /// @notice The digests of a bundle's records.
  function _itemDigests(
    IConfidentialRegistry.Registration[] memory registrations,
    uint16 seat,
    uint48 deadline
  ) internal view returns (bytes32[] memory digests) {
    digests = new bytes32[](registrations.length);
    for (uint256 i = 0; i < digests.length; ++i) digests[i] = _registrationDigest(registrations[i], seat, deadline);
  }

  function _itemLeaves(bytes32[] memory digests) internal pure returns (bytes32[] memory leaves) {
    leaves = new bytes32[](digests.length);
    for (uint256 i = 0; i < leaves.length; ++i) {
      leaves[i] = keccak256(bytes.concat(keccak256(abi.encode(i, digests[i]))));
    }
  }

  function _bundleOf(bytes32[] memory digests, uint16 seat, uint48 deadline) internal pure returns (Bundle memory) {
    bytes32 root = Trees.rootOf(_itemLeaves(digests));
    return Bundle(root, uint32(digests.length), seat, BUNDLE_NONCE, deadline);
  }

  function _bundleDigest(Bundle memory bundle) internal view returns (bytes32) {
    return anchorage.bundleDigestOf(bundle.itemsRoot, bundle.count, bundle.seat, bundle.nonce, bundle.deadline);
  }
}
