// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IKeyDirectory} from "../../../contracts/interfaces/IKeyDirectory.sol";
import {RecordGroup} from "../../support/contracts/RecordGroup.sol";

/// @title Which public keys nobody can register: of another length, off the curve, of small order, or written otherwise.
contract PublicKeysTest is RecordGroup {
  uint256 private constant PRIME = 2 ** 255 - 19;
  uint256 private constant HIGH_BIT = 2 ** 255;
  uint256 private constant P256_PRIME = 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffff;

  function setUp() external {
    _foundGroup(5);
  }

  function _key(uint8 suite, bytes memory publicKey) private view returns (IKeyDirectory.NewEncryptionKey memory) {
    return IKeyDirectory.NewEncryptionKey(suite, IKeyDirectory.Purpose.Encrypt, 0, uint40(_now() + 1 days), publicKey);
  }

  function _littleEndian(uint256 u) private pure returns (bytes memory written) {
    written = new bytes(32);
    for (uint256 i = 0; i < 32; ++i) written[i] = bytes1(uint8(u >> (8 * i)));
  }

  function _smallOrders() private pure returns (uint256[5] memory) {
    return
      [
        0,
        1,
        325606250916557431795983626356110631294008115727848805560023387167927233504,
        39382357235489614581723060781553021112529911719440698176882885853963445705823,
        PRIME - 1
      ];
  }

  function _refuseSmall(uint256 u) private {
    IKeyDirectory.NewEncryptionKey memory key = _key(1, _littleEndian(u));
    vm.expectRevert(IKeyDirectory.EncryptionKeySmallOrder.selector);
    _publish(key, 0);
    key = _key(2, bytes.concat(new bytes(1_184), _littleEndian(u)));
    vm.expectRevert(IKeyDirectory.EncryptionKeySmallOrder.selector);
    _publish(key, 0);
  }

  function _refuse(uint8 suite, bytes memory publicKey) private {
    IKeyDirectory.NewEncryptionKey memory key = _key(suite, publicKey);
    vm.expectRevert(abi.encodeWithSelector(IKeyDirectory.EncryptionKeyMalformed.selector, suite, publicKey.length));
    _publish(key, 0);
  }

  // REQ-CONF-30
  function test_registerKey_smallOrderInEveryWriting_reverts() external {
    uint256[5] memory points = _smallOrders();
    for (uint256 i = 0; i < points.length; ++i) {
      _refuseSmall(points[i]);
      _refuseSmall(points[i] | HIGH_BIT);
      // Only u below 19 has a second writing under 2^255.
      if (points[i] < 19) {
        _refuseSmall(points[i] + PRIME);
        _refuseSmall((points[i] + PRIME) | HIGH_BIT);
      }
    }
  }

  // REQ-CONF-30
  function test_registerKey_writtenOtherwise_reverts() external {
    bytes32 keyId = _publish(_key(1, _littleEndian(9)), 0);
    vm.assertEq(keys.encryptionKey(keyId).seat, 0, "the one writing of the base point");
    _refuse(1, _littleEndian(9 | HIGH_BIT));
    _refuse(1, _littleEndian(9 + PRIME));
    _refuse(1, _littleEndian((9 + PRIME) | HIGH_BIT));
    _refuse(2, bytes.concat(new bytes(1_184), _littleEndian(9 | HIGH_BIT)));
    // What is of small order when its bytes are read the other way round is not.
    vm.assertTrue(_publish(_key(1, abi.encode(uint256(1) << 8)), 1) != 0, "big endian");
  }

  // REQ-CONF-30
  function test_registerKey_hybridKey_isTaken() external {
    bytes memory publicKey = bytes.concat(new bytes(1_184), _littleEndian(9));
    bytes32 keyId = _publish(_key(2, publicKey), 0);
    vm.assertEq(keys.encryptionKey(keyId).suite, 2, "suite");
    vm.assertEq(keys.currentKey(0, 2, IKeyDirectory.Purpose.Encrypt), keyId, "current");
  }

  // REQ-CONF-30
  function test_registerKey_p256OffItsCurve_reverts() external {
    (uint256 x, uint256 y) = vm.publicKeyP256(0xc0ffee);
    _refuse(3, abi.encodePacked(hex"04", x, y ^ 1));
    _refuse(3, abi.encodePacked(hex"04", uint256(0), uint256(0)));
    _refuse(3, abi.encodePacked(hex"04", x, P256_PRIME));
    _refuse(3, abi.encodePacked(hex"04", P256_PRIME, y));
    _refuse(3, abi.encodePacked(hex"05", x, y));
    _refuse(3, abi.encodePacked(hex"02", x));
    bytes32 keyId = _publish(_key(3, abi.encodePacked(hex"04", x, y)), 0);
    vm.assertEq(keys.encryptionKey(keyId).suite, 3, "suite");
  }

  // REQ-CONF-30
  function test_registerKey_otherLengthOrSuite_reverts() external {
    _refuse(1, "");
    _refuse(1, new bytes(31));
    _refuse(1, new bytes(33));
    _refuse(2, new bytes(1_215));
    _refuse(2, new bytes(1_217));
    _refuse(3, new bytes(64));
    _refuse(0, _littleEndian(9));
    _refuse(4, _littleEndian(9));
    (uint256 x, uint256 y) = vm.publicKeyP256(0xc0ffee);
    _refuse(3, abi.encodePacked(hex"04", x, y, hex"00"));
  }

  // REQ-CONF-30
  function testFuzz_registerKey_anyOtherPoint_isTakenOnce(uint256 u) external {
    u = 2 + (u % (PRIME - 3));
    vm.assume(u != _smallOrders()[2] && u != _smallOrders()[3]);
    IKeyDirectory.NewEncryptionKey memory key = _key(1, _littleEndian(u));
    bytes32 keyId = _publish(key, 0);
    vm.expectRevert(abi.encodeWithSelector(IKeyDirectory.EncryptionKeyTaken.selector, keyId, 0));
    _publish(key, 1);
  }
}
