// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IModule} from "./IModule.sol";

/// @title Executed mode: calls that members signed, made for them many at a time, with each one's failure its own.
/// @dev EIP-712 domain ("Quorate Calls", "1"). The target sees the signing key as ERC-2771's sender, the last 20 bytes of what
/// it is called with, and must trust this contract as its forwarder. No ether moves. Calls are executed in the order given;
/// their nonces need not be in any order.
interface IBatchExecutor is IModule {
  /// @notice Calls were executed. Two bits a call, call 0 in the lowest of word 0, 128 calls a word: 0 skipped, 1 succeeded,
  /// 2 failed. Each call of a bundle counts as one.
  event CallsExecuted(address indexed batcher, uint256 count, uint256[] outcomes);
  /// @notice The target refused a call, or its gas was not enough; the nonce is used. `call_` counts as in `CallsExecuted`.
  /// `answer` is what the target said, its first 128 bytes at most.
  event CallFailed(uint256 indexed call_, uint16 indexed seat, uint64 nonce, address indexed target, bytes answer);
  /// @notice Calls were not made, the one or all of a bundle; the selector of the error below says why. For its key, its
  /// deadline, its nonce or its signature nothing was used; for its gas or its target the nonce is, so that this is final.
  event CallsSkipped(uint256 indexed call_, uint256 count, uint16 indexed seat, uint64 nonce, bytes4 reason);

  /// The caller's member broke a promise, and is suspended from the batcher's duty.
  error ExecutionSuspended(address caller);
  /// What begins at this byte is no call and no bundle, or is cut off.
  error ExecutionMalformed(uint256 offset);
  /// Less gas is left than this call was signed for: send fewer calls, or more gas.
  error ExecutionOutOfGas(uint256 call_, uint256 needed);
  /// A call that is executed may not execute calls.
  error ExecutionUnderWay();
  /// The signature's deadline has passed.
  error ExecutionExpired();
  /// The nonce was used by this seat before.
  error ExecutionNonceUsed();
  /// The signer is no key of the seat, or may not act for it now.
  error ExecutionKeyNotAllowed();
  /// The signature is not the signer's over this call, or is a malleable form of it.
  error ExecutionBadSignature();
  /// The call was signed for more gas than parameter `batch.callGas` admits.
  error ExecutionGasAboveCap();
  /// The target does not say that it trusts this contract as a forwarder.
  error ExecutionTargetDistrusts();

  /// @notice Executes signed calls. Bad ones are skipped and failing ones reported; none of them stops the others.
  /// @dev Packed, one after another, as they are stored and sent:
  /// call, 128 + n bytes: kind 2 u8, seat u16, deadline u48, signer 20, nonce u64, target 20, gas u32, n u16 (at most 4,096),
  /// data n, signature r, s, v (27 or 28);
  /// bundle: kind 4 u8, seat u16, deadline u48, signer 20, nonce u64, count u16 (1 to 1,000), that many times target 20, gas
  /// u32, n u16, data n; then one signature.
  /// A call signs `MemberCall(uint16 seat,uint64 nonce,uint48 deadline,address target,uint32 gas,bytes data)`; a bundle
  /// `CallBundle(bytes32 callsRoot,uint32 count,uint16 seat,uint64 nonce,uint48 deadline)`; the tree is OpenZeppelin's and leaf
  /// i is keccak256(bytes.concat(keccak256(abi.encode(uint256 i, address target, uint32 gas, keccak256(data))))).
  /// Only accounts' keys (20 bytes, ECDSA) sign calls. A call is given exactly the gas it was signed for, or the transaction
  /// reverts: whoever sends it cannot starve one call. Key and target of consecutive calls are asked once: sort calls by seat
  /// and by target. Simulated, it answers what the event would say.
  /// Live only if the calls' gas together fits a block; what is dear is left to the next execution.
  /// @custom:authority duty
  function execute(bytes calldata packed) external returns (uint256[] memory outcomes);

  /// @notice Whether a seat's nonce was used; during an execution, as it stood before.
  function isNonceUsed(uint16 seat, uint64 nonce) external view returns (bool);

  /// @notice What a member signs for one call.
  function callDigestOf(
    uint16 seat,
    uint64 nonce,
    uint48 deadline,
    address target,
    uint32 gas_,
    bytes calldata data
  ) external view returns (bytes32);

  /// @notice What a member signs for a bundle of calls.
  function bundleDigestOf(
    bytes32 callsRoot,
    uint32 count,
    uint16 seat,
    uint64 nonce,
    uint48 deadline
  ) external view returns (bytes32);
}
