// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {ERC7913P256Verifier} from "@openzeppelin/contracts/utils/cryptography/verifiers/ERC7913P256Verifier.sol";
import {ERC7913RSAVerifier} from "@openzeppelin/contracts/utils/cryptography/verifiers/ERC7913RSAVerifier.sol";
import {ERC7913WebAuthnVerifier} from "@openzeppelin/contracts/utils/cryptography/verifiers/ERC7913WebAuthnVerifier.sol";

/// @title OpenZeppelin's verifiers as they are shipped.
contract P256Verifier is ERC7913P256Verifier {}

contract WebAuthnVerifier is ERC7913WebAuthnVerifier {}

contract RsaVerifier is ERC7913RSAVerifier {}
