// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

string constant GOVERNOR_NAME = "Quorate Governor";
string constant GOVERNOR_VERSION = "1";

/// @notice The EIP-712 domain separator of a governor on this chain.
function governorDomain(address governor) view returns (bytes32) {
  return
    keccak256(
      abi.encode(
        keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
        keccak256(bytes(GOVERNOR_NAME)),
        keccak256(bytes(GOVERNOR_VERSION)),
        block.chainid,
        governor
      )
    );
}
