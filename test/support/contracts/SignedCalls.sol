// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IBatchExecutor} from "../../../contracts/interfaces/IBatchExecutor.sol";
import {MODULE_EXECUTOR} from "../../../contracts/types/ModuleNames.sol";
import {PARAMETER_BATCH_CALL_GAS} from "../../../contracts/types/ParameterKeys.sol";
import {Anchorage} from "./Anchorage.sol";
import {Recipient} from "./Recipient.sol";
import {Trees} from "./Trees.sol";
import {Vm} from "./Vm.sol";

/// @title Calls as members sign them and batchers pack them, written out once more.
abstract contract SignedCalls is Anchorage {
  /// @notice A call, whatever its signature is worth.
  struct SignedCall {
    uint16 seat;
    uint64 nonce;
    uint48 deadline;
    address signer;
    address target;
    uint32 gas;
    bytes data;
    bytes signature;
  }

  /// @notice A call of a bundle.
  struct Item {
    address target;
    uint32 gas;
    bytes data;
  }

  uint160 internal constant CALL_GAS = 500_000;
  uint32 internal constant USUAL_GAS = 150_000;
  uint256 internal constant SKIPPED = 0;
  uint256 internal constant SUCCEEDED = 1;
  uint256 internal constant FAILED = 2;
  bytes32 internal constant CALL_TYPEHASH = keccak256(
    "MemberCall(uint16 seat,uint64 nonce,uint48 deadline,address target,uint32 gas,bytes data)"
  );
  bytes32 internal constant BUNDLE_TYPEHASH = keccak256(
    "CallBundle(bytes32 callsRoot,uint32 count,uint16 seat,uint64 nonce,uint48 deadline)"
  );

  IBatchExecutor internal executor;
  Recipient internal recipient;

  function _foundExecutor() internal {
    _foundAnchorage();
    executor = IBatchExecutor(_module(MODULE_EXECUTOR, "contracts/anchoring/BatchExecutor.sol:BatchExecutor"));
    _define(PARAMETER_BATCH_CALL_GAS, CALL_GAS);
    recipient = new Recipient(address(executor));
  }

  // ---------------------------------------------------------------- calls

  /// @notice An entry of `value`, as its member signs it now.
  function _called(uint16 seat, uint64 nonce, uint256 value) internal view returns (SignedCall memory) {
    return _calledOn(seat, nonce, address(recipient), abi.encodeCall(Recipient.enter, (value)));
  }

  function _calledOn(
    uint16 seat,
    uint64 nonce,
    address target,
    bytes memory data
  ) internal view returns (SignedCall memory call_) {
    call_ = SignedCall(seat, nonce, uint48(_now()) + 100, _hot(seat), target, USUAL_GAS, data, "");
    call_.signature = _sign(_secret(seat, 0), _callDigest(call_));
  }

  /// @notice Signed again by its seat's first key, after a test changed it.
  function _signedAgain(SignedCall memory call_) internal view returns (SignedCall memory) {
    call_.signature = _sign(_secret(call_.seat, 0), _callDigest(call_));
    return call_;
  }

  function _callsDomain() internal view returns (bytes32) {
    return _separator("Quorate Calls", address(executor), chain);
  }

  function _callDigest(SignedCall memory call_) internal view returns (bytes32) {
    return _typed(_callsDomain(), _callStruct(call_));
  }

  function _callStruct(SignedCall memory call_) internal pure returns (bytes32) {
    bytes32 dataHash = keccak256(call_.data);
    return
      keccak256(abi.encode(CALL_TYPEHASH, call_.seat, call_.nonce, call_.deadline, call_.target, call_.gas, dataHash));
  }

  function _packed(SignedCall memory call_) internal pure returns (bytes memory) {
    bytes memory head = abi.encodePacked(uint8(2), call_.seat, call_.deadline, call_.signer, call_.nonce);
    bytes memory aim = abi.encodePacked(call_.target, call_.gas, uint16(call_.data.length), call_.data);
    return bytes.concat(head, aim, call_.signature);
  }

  function _packed(SignedCall memory a, SignedCall memory b) internal pure returns (bytes memory) {
    return bytes.concat(_packed(a), _packed(b));
  }

  /// @notice Entries 0 to `count - 1` by one seat.
  function _entries(uint16 seat, uint64 nonce, uint256 count) internal view returns (bytes memory packed) {
    for (uint64 i = 0; i < count; ++i) packed = bytes.concat(packed, _packed(_called(seat, nonce + i, 100 + i)));
  }

  // ---------------------------------------------------------------- bundles

  function _items(uint256 count) internal view returns (Item[] memory items) {
    items = new Item[](count);
    for (uint256 i = 0; i < count; ++i) items[i] = _item(200 + i);
  }

  function _item(uint256 value) internal view returns (Item memory) {
    return Item(address(recipient), USUAL_GAS, abi.encodeCall(Recipient.enter, (value)));
  }

  function _callsRoot(Item[] memory items) internal pure returns (bytes32) {
    bytes32[] memory leaves = new bytes32[](items.length);
    for (uint256 i = 0; i < items.length; ++i) {
      bytes32 dataHash = keccak256(items[i].data);
      leaves[i] = keccak256(bytes.concat(keccak256(abi.encode(i, items[i].target, items[i].gas, dataHash))));
    }
    return Trees.rootOf(leaves);
  }

  function _bundleDigest(
    Item[] memory items,
    uint16 seat,
    uint64 nonce,
    uint48 deadline
  ) internal view returns (bytes32) {
    bytes32 structHash = keccak256(abi.encode(BUNDLE_TYPEHASH, _callsRoot(items), items.length, seat, nonce, deadline));
    return _typed(_callsDomain(), structHash);
  }

  function _packedItems(Item[] memory items) internal pure returns (bytes memory) {
    return _packedItems(items, 0, items.length);
  }

  /// @dev By halves: what grows item by item is copied as often as there are items.
  function _packedItems(Item[] memory items, uint256 from, uint256 to) private pure returns (bytes memory) {
    if (from == to) return "";
    uint256 middle = (from + to) / 2;
    if (middle > from) return bytes.concat(_packedItems(items, from, middle), _packedItems(items, middle, to));
    Item memory item = items[from];
    return abi.encodePacked(item.target, item.gas, uint16(item.data.length), item.data);
  }

  /// @notice A bundle as its member signs it now.
  function _bundle(Item[] memory items, uint16 seat, uint64 nonce) internal view returns (bytes memory) {
    uint48 deadline = uint48(_now()) + 100;
    bytes memory signature = _sign(_secret(seat, 0), _bundleDigest(items, seat, nonce, deadline));
    return _packedBundle(items, seat, nonce, deadline, signature);
  }

  function _packedBundle(
    Item[] memory items,
    uint16 seat,
    uint64 nonce,
    uint48 deadline,
    bytes memory signature
  ) internal pure returns (bytes memory) {
    bytes memory head = abi.encodePacked(uint8(4), seat, deadline, _hot(seat), nonce, uint16(items.length));
    return bytes.concat(head, _packedItems(items), signature);
  }

  // ---------------------------------------------------------------- executing

  function _execute(bytes memory packed) internal returns (uint256[] memory outcomes) {
    vm.prank(_hot(BATCHER));
    return executor.execute(packed);
  }

  function _outcome(uint256[] memory outcomes, uint256 index) internal pure returns (uint256) {
    return (outcomes[index / 128] >> (2 * (index % 128))) & 3;
  }

  /// @notice Executes one call that must be skipped, for this reason.
  function _assertSkipped(SignedCall memory call_, bytes4 reason) internal {
    vm.expectEmit(true, true, true, true, address(executor));
    emit IBatchExecutor.CallsSkipped(0, 1, call_.seat, call_.nonce, reason);
    vm.assertEq(_outcome(_execute(_packed(call_)), 0), SKIPPED, "skipped");
  }

  /// @notice Executes and reads the events of one kind.
  function _executeFor(bytes memory packed, bytes32 topic) internal returns (Vm.Log[] memory found) {
    vm.recordLogs();
    _execute(packed);
    Vm.Log[] memory all = vm.getRecordedLogs();
    uint256 count;
    for (uint256 i = 0; i < all.length; ++i) if (all[i].topics[0] == topic) all[count++] = all[i];
    found = new Vm.Log[](count);
    for (uint256 i = 0; i < count; ++i) found[i] = all[i];
  }
}
