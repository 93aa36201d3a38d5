// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

/// @title The cheatcodes in use, in the form that Hardhat's runner and forge both know.
interface Vm {
  struct Log {
    bytes32[] topics;
    bytes data;
    address emitter;
  }

  // ---------------------------------------------------------------- accounts and signatures

  function addr(uint256 privateKey) external pure returns (address);

  function sign(uint256 privateKey, bytes32 digest) external pure returns (uint8 v, bytes32 r, bytes32 s);

  function signP256(uint256 privateKey, bytes32 digest) external pure returns (bytes32 r, bytes32 s);

  function publicKeyP256(uint256 privateKey) external pure returns (uint256 x, uint256 y);

  // ---------------------------------------------------------------- the chain

  function getCode(string calldata artifact) external view returns (bytes memory creationCode);

  function getBlockTimestamp() external view returns (uint256);

  function getBlockNumber() external view returns (uint256);

  function warp(uint256 timestamp) external;

  function roll(uint256 blockNumber) external;

  function chainId(uint256 id) external;

  function deal(address account, uint256 balance) external;

  function etch(address target, bytes calldata code) external;

  function load(address target, bytes32 slot) external view returns (bytes32);

  function prank(address sender) external;

  function prank(address sender, address origin) external;

  function startPrank(address sender) external;

  function stopPrank() external;

  // ---------------------------------------------------------------- expectations

  function expectRevert() external;

  function expectRevert(bytes4 selector) external;

  function expectRevert(bytes calldata reason) external;

  function expectEmit(bool topic1, bool topic2, bool topic3, bool checkData, address emitter) external;

  function recordLogs() external;

  function getRecordedLogs() external returns (Log[] memory);

  // ---------------------------------------------------------------- assertions

  function assume(bool condition) external pure;

  function assertTrue(bool condition, string calldata message) external pure;

  function assertFalse(bool condition, string calldata message) external pure;

  function assertEq(uint256 left, uint256 right, string calldata message) external pure;

  function assertEq(bytes32 left, bytes32 right, string calldata message) external pure;

  function assertEq(address left, address right, string calldata message) external pure;

  function assertEq(bytes calldata left, bytes calldata right, string calldata message) external pure;

  function assertEq(string calldata left, string calldata right, string calldata message) external pure;

  function assertNotEq(bytes32 left, bytes32 right, string calldata message) external pure;

  function assertNotEq(uint256 left, uint256 right, string calldata message) external pure;

  function assertLe(uint256 left, uint256 right, string calldata message) external pure;

  function assertLt(uint256 left, uint256 right, string calldata message) external pure;

  function assertGt(uint256 left, uint256 right, string calldata message) external pure;
}
