// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IERC7913SignatureVerifier} from "@openzeppelin/contracts/interfaces/IERC7913.sol";
import {P256} from "@openzeppelin/contracts/utils/cryptography/P256.sol";
import {ERC7913P256Verifier} from "@openzeppelin/contracts/utils/cryptography/verifiers/ERC7913P256Verifier.sol";
import {ERC7913RSAVerifier} from "@openzeppelin/contracts/utils/cryptography/verifiers/ERC7913RSAVerifier.sol";
import {ERC7913WebAuthnVerifier} from "@openzeppelin/contracts/utils/cryptography/verifiers/ERC7913WebAuthnVerifier.sol";

/// @title OpenZeppelin's verifiers as they are shipped.
contract P256Verifier is ERC7913P256Verifier {}

contract WebAuthnVerifier is ERC7913WebAuthnVerifier {}

contract RsaVerifier is ERC7913RSAVerifier {}

/// @title What the P-256 verifier does on a chain without the precompile, on every chain.
contract P256SolidityVerifier is IERC7913SignatureVerifier {
  function verify(bytes calldata key, bytes32 digest, bytes calldata signature) external view returns (bytes4) {
    (bytes32 x, bytes32 y) = abi.decode(key, (bytes32, bytes32));
    (bytes32 r, bytes32 s) = abi.decode(signature, (bytes32, bytes32));
    bool valid = P256.verifySolidity(digest, r, s, x, y);
    return valid ? IERC7913SignatureVerifier.verify.selector : bytes4(0xffffffff);
  }
}
