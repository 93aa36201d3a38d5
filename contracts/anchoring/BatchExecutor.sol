// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {Governed} from "../access/Governed.sol";
import {IBatchAnchor} from "../interfaces/IBatchAnchor.sol";
import {IBatchExecutor} from "../interfaces/IBatchExecutor.sol";
import {IConstitution} from "../interfaces/IConstitution.sol";
import {IMemberRegistry} from "../interfaces/IMemberRegistry.sol";
import {IModule} from "../interfaces/IModule.sol";
import {PackedCalls} from "../libraries/PackedCalls.sol";
import {DUTY_BATCHER, SCOPE_RECORDS} from "../types/Duty.sol";
import {KeyFacts} from "../types/KeyFacts.sol";
import {MODULE_ANCHOR} from "../types/ModuleNames.sol";
import {PARAMETER_BATCH_CALL_GAS} from "../types/ParameterKeys.sol";

/// @title Executed mode: calls that members signed, made many at a time, with each one's failure its own.
/// @dev Outsiders are called with the gas they were signed for, and never trusted with more: no answer of theirs is copied but
/// the beginning of a refusal.
contract BatchExecutor is IBatchExecutor, Governed, EIP712 {
  using PackedCalls for uint256;
  using PackedCalls for bytes;

  /// @notice What one execution knows. Key, target and nonces are those of the last call: consecutive calls mostly share them.
  struct Execution {
    IMemberRegistry members;
    uint256 callGas;
    /// Seat and signer as they stand in a packed call.
    uint256 identity;
    bool allowed;
    address target;
    bool trusted;
    /// The page of nonces: seat, and nonce without its lowest 8 bits.
    uint256 page;
    uint256 used;
    /// Calls that ended.
    uint256 count;
    uint256[] outcomes;
  }

  bytes32 private constant CALL_TYPEHASH = keccak256(
    "MemberCall(uint16 seat,uint64 nonce,uint48 deadline,address target,uint32 gas,bytes data)"
  );
  bytes32 private constant BUNDLE_TYPEHASH = keccak256(
    "CallBundle(bytes32 callsRoot,uint32 count,uint16 seat,uint64 nonce,uint48 deadline)"
  );
  /// Gas that a target may use to say whom it trusts; far more than a comparison needs.
  uint256 private constant TRUST_GAS = 50_000;
  /// Bytes of a failed call's answer that are reported: a selector and three words.
  uint256 private constant ANSWER_SIZE = 128;
  /// The outcomes of 128 calls that succeeded, and of one that failed.
  uint256 private constant ALL_SUCCEEDED = type(uint256).max / 3;
  uint256 private constant FAILED = 2;
  /// The bits of a head that are seat and signer.
  uint256 private constant IDENTITY = (0xffff << 232) | (uint256(type(uint160).max) << 24);
  uint256 private constant NO_PAGE = type(uint256).max;

  mapping(uint256 seat => mapping(uint256 page => uint256)) private _nonces;
  bool private transient _underWay;

  constructor(IConstitution constitution_) Governed(constitution_) EIP712("Quorate Calls", "1") {}

  // ---------------------------------------------------------------- executing

  /// @inheritdoc IBatchExecutor
  function execute(bytes calldata packed) external onlyDuty(DUTY_BATCHER) returns (uint256[] memory outcomes) {
    if (_underWay) revert ExecutionUnderWay(); // DEFENCE: execution-not-reentered
    bool onDuty = IBatchAnchor(constitution.module(MODULE_ANCHOR)).isOnDuty(msg.sender);
    if (!onDuty) revert ExecutionSuspended(msg.sender); // DEFENCE: suspended-batcher-executes-nothing
    _underWay = true;

    PackedCalls.createDesk(CALL_TYPEHASH, _domainSeparatorV4());
    Execution memory run = _begin(packed.length);
    for (uint256 offset = 0; offset < packed.length;) {
      uint256 head = packed.wordAt(offset);
      if (head.kindOf() == PackedCalls.CALL) offset = _executeCalls(run, packed, offset, head);
      else if (head.kindOf() == PackedCalls.BUNDLE) offset = _executeBundle(run, packed, offset, head);
      else revert ExecutionMalformed(offset);
    }
    _keepNonces(run);
    _underWay = false;

    outcomes = PackedCalls.shorten(run.outcomes, (run.count + 127) / 128);
    emit CallsExecuted(msg.sender, run.count, outcomes);
  }

  function _begin(uint256 size) private view returns (Execution memory run) {
    run.members = _members();
    run.callGas = constitution.parameter(PARAMETER_BATCH_CALL_GAS).value;
    run.page = NO_PAGE;
    // As many as there can be; shortened to those that there are.
    run.outcomes = new uint256[](size / (PackedCalls.ITEM_HEAD * 128) + 1);
  }

  /// @dev Calls with one key, page of nonces and target, as many as follow one another; or one that something is wrong with.
  /// @return end Offset behind them.
  function _executeCalls(
    Execution memory run,
    bytes calldata packed,
    uint256 offset,
    uint256 head
  ) private returns (uint256 end) {
    uint256 aim = packed.wordAt(offset + 29);
    _meet(run, head);
    if (!run.allowed || !_trusts(run, aim.targetOf())) return _executeCall(run, packed, offset, head, aim);
    _open(run, head.seatOf(), aim.nonceOf());
    uint256 made;
    bool failed;
    (end, run.used, made, failed) = packed.runCommon(offset, run.callGas, run.used);
    if (made == 0 && !failed) return _executeCall(run, packed, offset, head, aim);
    _succeeded(run, made);
    if (!failed) return end;
    _failed(run, head.seatOf(), packed.wordAt(end + 29));
    end += PackedCalls.CALL_HEAD + (packed.wordAt(end + 61) >> 240) + PackedCalls.SIGNATURE;
  }

  /// @dev One call, step by step.
  /// @return end Offset behind it.
  function _executeCall(
    Execution memory run,
    bytes calldata packed,
    uint256 offset,
    uint256 head,
    uint256 aim
  ) private returns (uint256 end) {
    uint256 length = packed.wordAt(offset + 61) >> 240;
    end = offset + PackedCalls.CALL_HEAD + length + PackedCalls.SIGNATURE;
    bool whole = length <= PackedCalls.MAX_DATA && end <= packed.length;
    if (!whole) revert ExecutionMalformed(offset); // DEFENCE: packed-call-whole

    bytes4 fault = _faultOf(run, head, aim.nonceOf());
    if (fault == 0) {
      packed.lay(offset + PackedCalls.CALL_HEAD, length, head.signerOf());
      fault = _take(run, packed, end, head.digestOf(aim, length), head, aim.nonceOf());
    }
    if (fault == 0) _make(run, head.seatOf(), aim, length);
    else _skip(run, 1, head.seatOf(), aim.nonceOf(), fault);
  }

  /// @return end Offset behind the bundle.
  function _executeBundle(
    Execution memory run,
    bytes calldata packed,
    uint256 offset,
    uint256 head
  ) private returns (uint256 end) {
    uint256 nonce = packed.wordAt(offset + 29).nonceOf();
    uint256 count;
    bytes32 root;
    (count, root, end) = _readBundle(packed, offset);

    bytes4 fault = _faultOf(run, head, nonce);
    if (fault == 0) {
      bytes32 digest = _bundleDigest(root, count, head.seatOf(), nonce, head.deadlineOf());
      fault = _take(run, packed, end, digest, head, nonce);
    }
    if (fault == 0) _makeAll(run, packed, offset + PackedCalls.BUNDLE_HEAD, count, head, nonce);
    else _skip(run, count, head.seatOf(), nonce, fault);
  }

  /// @return count How many calls are in the bundle.
  /// @return root Over them.
  /// @return end Offset behind the bundle.
  function _readBundle(
    bytes calldata packed,
    uint256 offset
  ) private pure returns (uint256 count, bytes32 root, uint256 end) {
    count = packed.wordAt(offset + 37) >> 240;
    bool sized = count != 0 && count <= PackedCalls.MAX_CALLS;
    if (!sized) revert ExecutionMalformed(offset); // DEFENCE: bundle-sized
    (root, end) = packed.rootAt(offset + PackedCalls.BUNDLE_HEAD, count);
    bool whole = end != 0 && end + PackedCalls.SIGNATURE <= packed.length;
    if (!whole) revert ExecutionMalformed(offset); // DEFENCE: packed-bundle-whole
    end += PackedCalls.SIGNATURE;
  }

  /// @dev The calls of a bundle, from the offset of the first on.
  function _makeAll(
    Execution memory run,
    bytes calldata packed,
    uint256 item,
    uint256 count,
    uint256 head,
    uint256 nonce
  ) private {
    // Bounded by the size of a bundle.
    for (; count != 0; --count) {
      uint256 word = packed.wordAt(item);
      uint256 length = (word >> 48) & 0xffff;
      packed.lay(item + PackedCalls.ITEM_HEAD, length, head.signerOf());
      _make(run, head.seatOf(), (nonce << 192) | (word >> 64), length);
      item += PackedCalls.ITEM_HEAD + length;
    }
  }

  // ---------------------------------------------------------------- who signed

  /// @dev Looks up whether the key may act, unless it is the one of the call before.
  function _meet(Execution memory run, uint256 head) private view {
    if (run.identity == head & IDENTITY) return;
    run.identity = head & IDENTITY;
    KeyFacts key = run.members.keyFacts(bytes32(uint256(uint160(head.signerOf()))));
    run.allowed = key.seat() == head.seatOf() && key.mayNow(SCOPE_RECORDS, block.timestamp);
  }

  /// @dev Turns to the page of a nonce.
  function _open(Execution memory run, uint256 seat, uint256 nonce) private {
    uint256 page = (seat << 56) | (nonce >> 8);
    if (page == run.page) return;
    _keepNonces(run);
    (run.page, run.used) = (page, _nonces[seat][nonce >> 8]);
  }

  /// @dev Nobody reads nonces in between that could use one: executions do not begin while one is under way.
  function _keepNonces(Execution memory run) private {
    if (run.page != NO_PAGE) _nonces[run.page >> 56][uint56(run.page)] = run.used;
  }

  /// @dev What is wrong with a call or a bundle before its signature is looked at, the selector of the error, or 0.
  function _faultOf(Execution memory run, uint256 head, uint256 nonce) private returns (bytes4) {
    if (block.timestamp > head.deadlineOf()) return ExecutionExpired.selector; // DEFENCE: call-deadline
    _meet(run, head);
    if (!run.allowed) return ExecutionKeyNotAllowed.selector; // DEFENCE: call-key
    _open(run, head.seatOf(), nonce);
    if ((run.used >> (nonce & 255)) & 1 != 0) return ExecutionNonceUsed.selector; // DEFENCE: call-replay
    return 0;
  }

  /// @dev Uses the nonce if the signature that ends at `end` is the signer's.
  function _take(
    Execution memory run,
    bytes calldata packed,
    uint256 end,
    bytes32 digest,
    uint256 head,
    uint256 nonce
  ) private view returns (bytes4) {
    address signer = packed.recover(end, digest);
    // Nobody is the zero address' key, so an invalid signature is nobody's.
    if (signer != head.signerOf()) return ExecutionBadSignature.selector; // DEFENCE: call-signature
    run.used |= 1 << (nonce & 255);
    return 0;
  }

  function _bundleDigest(
    bytes32 callsRoot,
    uint256 count,
    uint256 seat,
    uint256 nonce,
    uint256 deadline
  ) private view returns (bytes32) {
    return _hashTypedDataV4(keccak256(abi.encode(BUNDLE_TYPEHASH, callsRoot, count, seat, nonce, deadline)));
  }

  // ---------------------------------------------------------------- calling

  /// @dev Makes the call whose data lies on the desk.
  function _make(Execution memory run, uint256 seat, uint256 aim, uint256 length) private {
    uint256 gas_ = aim.gasOf();
    if (gas_ > run.callGas) return _skip(run, 1, seat, aim.nonceOf(), ExecutionGasAboveCap.selector); // DEFENCE: call-gas-cap
    address target = aim.targetOf();
    // DEFENCE: call-target-trusts
    if (!_trusts(run, target)) return _skip(run, 1, seat, aim.nonceOf(), ExecutionTargetDistrusts.selector);
    (bool enough, bool success) = PackedCalls.make(target, gas_, length);
    if (!enough) revert ExecutionOutOfGas(run.count, gas_); // DEFENCE: call-not-starved
    if (success) _succeeded(run, 1);
    else _failed(run, seat, aim);
  }

  /// @dev Asks the target, unless it is the one of the call before. What that is at first, the zero address, trusts nobody.
  function _trusts(Execution memory run, address target) private view returns (bool) {
    if (target == run.target) return run.trusted;
    (bool enough, bool trusts) = PackedCalls.askTrust(target, TRUST_GAS);
    if (!enough) revert ExecutionOutOfGas(run.count, TRUST_GAS); // DEFENCE: trust-not-starved
    (run.target, run.trusted) = (target, trusts);
    return trusts;
  }

  /// @dev The next `made` calls, which is what a packed run of them gives at once.
  function _succeeded(Execution memory run, uint256 made) private pure {
    // 128 calls a turn.
    while (made != 0) {
      uint256 place = run.count & 127;
      uint256 part = made < 128 - place ? made : 128 - place;
      run.outcomes[run.count >> 7] |= (ALL_SUCCEEDED >> (256 - 2 * part)) << (2 * place);
      run.count += part;
      made -= part;
    }
  }

  /// @dev Right behind the call: what it answered is read.
  function _failed(Execution memory run, uint256 seat, uint256 aim) private {
    bytes memory answer = PackedCalls.answer(ANSWER_SIZE);
    emit CallFailed(run.count, uint16(seat), uint64(aim.nonceOf()), aim.targetOf(), answer);
    run.outcomes[run.count >> 7] |= FAILED << (2 * (run.count & 127));
    ++run.count;
  }

  function _skip(Execution memory run, uint256 count, uint256 seat, uint256 nonce, bytes4 reason) private {
    emit CallsSkipped(run.count, count, uint16(seat), uint64(nonce), reason);
    run.count += count;
  }

  // ---------------------------------------------------------------- reads

  /// @inheritdoc IBatchExecutor
  function isNonceUsed(uint16 seat, uint64 nonce) external view returns (bool) {
    return (_nonces[seat][nonce >> 8] >> (nonce & 255)) & 1 != 0;
  }

  /// @inheritdoc IBatchExecutor
  function callDigestOf(
    uint16 seat,
    uint64 nonce,
    uint48 deadline,
    address target,
    uint32 gas_,
    bytes calldata data
  ) external view returns (bytes32) {
    return
      _hashTypedDataV4(
        keccak256(abi.encode(CALL_TYPEHASH, seat, nonce, deadline, target, uint256(gas_), keccak256(data)))
      );
  }

  /// @inheritdoc IBatchExecutor
  function bundleDigestOf(
    bytes32 callsRoot,
    uint32 count,
    uint16 seat,
    uint64 nonce,
    uint48 deadline
  ) external view returns (bytes32) {
    return _bundleDigest(callsRoot, count, seat, nonce, deadline);
  }

  /// @inheritdoc IModule
  /// @dev Nonces need no successor: what was signed for this contract is worth nothing at another.
  function stateRoot() external pure returns (bytes32) {
    return 0;
  }
}
