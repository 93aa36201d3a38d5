// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {P256} from "@openzeppelin/contracts/utils/cryptography/P256.sol";
import {IKeyDirectory} from "../interfaces/IKeyDirectory.sol";

/// @title What a public key of each cipher suite looks like, and which keys nobody may use.
library PublicKeys {
  bytes32 private constant KEY_TYPEHASH = keccak256("EncryptionKey(uint8 suite,bytes publicKey)");
  uint8 private constant X25519_AES = 1;
  uint8 private constant MLKEM768_X25519 = 2;
  uint8 private constant P256_AES = 3;
  /// The prime of Curve25519.
  uint256 private constant PRIME = 2 ** 255 - 19;
  // The u coordinates of small order below the prime, as in RFC 7748, section 6.1, and in libsodium's list.
  uint256 private constant ORDER_8_A = 325606250916557431795983626356110631294008115727848805560023387167927233504;
  uint256 private constant ORDER_8_B = 39382357235489614581723060781553021112529911719440698176882885853963445705823;

  /// @notice The name of a key: the hash of its suite and its bytes.
  function identify(uint8 suite, bytes calldata publicKey) internal pure returns (bytes32) {
    uint256 length = publicKey.length;
    if (suite == X25519_AES && length == 32) {
      _requirePoint(suite, publicKey, 0);
    } else if (suite == MLKEM768_X25519 && length == 1_216) {
      _requirePoint(suite, publicKey, 1_184);
    } else if (suite == P256_AES && length == 65 && publicKey[0] == 0x04) {
      bool isOnCurve = P256.isValidPublicKey(bytes32(publicKey[1:33]), bytes32(publicKey[33:]));
      if (!isOnCurve) revert IKeyDirectory.EncryptionKeyMalformed(suite, length); // DEFENCE: point-on-curve
    } else {
      revert IKeyDirectory.EncryptionKeyMalformed(suite, length);
    }
    return keccak256(abi.encode(KEY_TYPEHASH, suite, keccak256(publicKey)));
  }

  /// @dev X25519 ignores the highest bit and reduces by the prime, so other writings of these points are the same points. Of
  /// any other point, too, one writing alone is taken: a key that is over must not come back under another name.
  function _requirePoint(uint8 suite, bytes calldata publicKey, uint256 offset) private pure {
    uint256 written;
    for (uint256 i = 32; i != 0; --i) written = (written << 8) | uint8(publicKey[offset + i - 1]);
    uint256 u = (written & (2 ** 255 - 1)) % PRIME;
    bool small = u == 0 || u == 1 || u == PRIME - 1 || u == ORDER_8_A || u == ORDER_8_B;
    if (small) revert IKeyDirectory.EncryptionKeySmallOrder(); // DEFENCE: small-order
    if (written != u) revert IKeyDirectory.EncryptionKeyMalformed(suite, publicKey.length); // DEFENCE: one-writing
  }
}
