// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IConfidentialRegistry} from "../../../contracts/interfaces/IConfidentialRegistry.sol";
import {RecordGroup} from "../../support/contracts/RecordGroup.sol";

/// @title Single fields are shown, and nothing else passes for one.
/// @dev Six fields and two decoys make the smallest tree.
contract DisclosureTest is RecordGroup {
  uint256 private constant FIELDS = 6;
  uint256 private constant LEAVES = 8;

  IConfidentialRegistry.Registration private _shown;
  bytes32 private _recordId;
  bytes32 private _context;
  /// Node 1 is the root, nodes 2n and 2n + 1 are below node n, and 8 to 15 are leaves.
  bytes32[16] private _nodes;

  function setUp() external {
    _foundGroup(6);
    _shown = _registration();
    _plant(0);
    _recordId = _register(_shown, 0);
  }

  function _opening(uint32 index) private pure returns (IConfidentialRegistry.Opening memory) {
    return
      IConfidentialRegistry.Opening(
        index,
        uint8(1 + (index % 3)),
        keccak256(abi.encode("salt", index)),
        abi.encodePacked("Pmt/Field", bytes1(uint8(65 + index))),
        abi.encode("value", index)
      );
  }

  /// @dev As the format is written down, apart from the contract.
  function _leaf(bytes32 context, IConfidentialRegistry.Opening memory opening) private pure returns (bytes32) {
    bytes32 typehash = keccak256(
      "RecordLeaf(bytes32 recordContext,uint32 index,bytes32 pathHash,uint8 valueType,bytes32 salt,bytes32 valueHash)"
    );
    bytes32 once = keccak256(
      abi.encode(
        typehash,
        context,
        opening.index,
        keccak256(opening.path),
        opening.valueType,
        opening.salt,
        keccak256(opening.value)
      )
    );
    return keccak256(abi.encodePacked(once));
  }

  function _contextOf(uint16 sender) private view returns (bytes32) {
    bytes32 typehash = keccak256(
      "RecordContext(uint256 chainId,address registry,uint32 group,uint32 epoch,uint16 sender,uint256 senderNonce)"
    );
    return
      keccak256(
        abi.encode(typehash, chain, address(records), _shown.group, _shown.epoch, uint256(sender), _shown.senderNonce)
      );
  }

  function _plant(uint16 sender) private {
    _context = _contextOf(sender);
    for (uint32 i = 0; i < LEAVES; ++i) {
      bool isField = i < FIELDS;
      _nodes[LEAVES + i] = isField ? _leaf(_context, _opening(i)) : keccak256(abi.encode("decoy", i));
    }
    for (uint256 node = LEAVES - 1; node != 0; --node) _nodes[node] = _pair(_nodes[2 * node], _nodes[2 * node + 1]);
    _shown.contentRoot = _nodes[1];
  }

  function _pair(bytes32 a, bytes32 b) private pure returns (bytes32) {
    return a < b ? keccak256(abi.encodePacked(a, b)) : keccak256(abi.encodePacked(b, a));
  }

  /// @dev What leads the fields, in ascending order, to the root.
  function _prove(uint32[] memory indices) private view returns (bytes32[] memory proof, bool[] memory flags) {
    uint256[] memory wanted = new uint256[](indices.length);
    for (uint256 i = 0; i < indices.length; ++i) wanted[i] = LEAVES + indices[i];
    bytes32[] memory allNodes = new bytes32[](LEAVES);
    bool[] memory allFlags = new bool[](LEAVES);
    uint256 nodes;
    uint256 steps;
    while (wanted[0] != 1) {
      uint256 parents;
      uint256 place;
      while (place < wanted.length && wanted[place] != 0) {
        uint256 node = wanted[place];
        bool isPair = place + 1 < wanted.length && wanted[place + 1] == (node ^ 1);
        allFlags[steps++] = isPair;
        if (!isPair) allNodes[nodes++] = _nodes[node ^ 1];
        place += isPair ? 2 : 1;
        wanted[parents++] = node >> 1;
      }
      while (parents < wanted.length) wanted[parents++] = 0;
    }
    (proof, flags) = (new bytes32[](nodes), new bool[](steps));
    for (uint256 i = 0; i < nodes; ++i) proof[i] = allNodes[i];
    for (uint256 i = 0; i < steps; ++i) flags[i] = allFlags[i];
  }

  function _indices(uint256 bits) private pure returns (uint32[] memory indices) {
    uint256 count;
    for (uint256 i = 0; i < FIELDS; ++i) count += (bits >> i) & 1;
    indices = new uint32[](count);
    count = 0;
    for (uint32 i = 0; i < FIELDS; ++i) if ((bits >> i) & 1 != 0) indices[count++] = i;
  }

  function _openings(uint32[] memory indices) private pure returns (IConfidentialRegistry.Opening[] memory openings) {
    openings = new IConfidentialRegistry.Opening[](indices.length);
    for (uint256 i = 0; i < indices.length; ++i) openings[i] = _opening(indices[i]);
  }

  function _commitment(uint256 senderNonce) private view returns (IConfidentialRegistry.Commitment memory) {
    return IConfidentialRegistry.Commitment(senderNonce, _shown.contentRoot, _shown.bodyHash);
  }

  function _disclose(IConfidentialRegistry.Opening[] memory openings, uint32[] memory indices) private view {
    (bytes32[] memory proof, bool[] memory flags) = _prove(indices);
    vm.assertTrue(
      records.verifyDisclosure(_recordId, _commitment(_shown.senderNonce), openings, proof, flags),
      "disclosed"
    );
  }

  function _refuse(IConfidentialRegistry.Opening memory opening) private {
    IConfidentialRegistry.Opening[] memory openings = new IConfidentialRegistry.Opening[](1);
    openings[0] = opening;
    (bytes32[] memory proof, bool[] memory flags) = _prove(_indices(4));
    vm.expectRevert(_mismatch());
    records.verifyDisclosure(_recordId, _commitment(_shown.senderNonce), openings, proof, flags);
  }

  function _mismatch() private view returns (bytes memory) {
    return abi.encodeWithSelector(IConfidentialRegistry.DisclosureMismatch.selector, _recordId);
  }

  function _otherContext(bytes32 recordId) private pure returns (bytes memory) {
    return abi.encodeWithSelector(IConfidentialRegistry.RecordContextMismatch.selector, recordId);
  }

  // REQ-CONF-21
  function test_verifyDisclosure_anyFields_areProved() external view {
    for (uint256 bits = 1; bits < 1 << FIELDS; ++bits) {
      uint32[] memory indices = _indices(bits);
      _disclose(_openings(indices), indices);
    }
  }

  // REQ-CONF-21
  function test_verifyDisclosure_anythingChanged_reverts() external {
    IConfidentialRegistry.Opening memory opening = _opening(2);
    opening.value = abi.encode("value", 3);
    _refuse(opening);
    opening = _opening(2);
    opening.path = "Pmt/FieldD";
    _refuse(opening);
    opening = _opening(2);
    opening.salt = 0;
    _refuse(opening);
    opening = _opening(2);
    opening.index = 3;
    _refuse(opening);
    opening = _opening(2);
    opening.valueType = 9;
    _refuse(opening);
    _refuse(_opening(3));
  }

  // REQ-CONF-21
  function test_verifyDisclosure_nothingShown_reverts() external {
    bytes32[] memory proof = new bytes32[](1);
    proof[0] = _nodes[1];
    vm.expectRevert(_mismatch());
    records.verifyDisclosure(
      _recordId,
      _commitment(_shown.senderNonce),
      new IConfidentialRegistry.Opening[](0),
      proof,
      new bool[](0)
    );
  }

  // REQ-CONF-22
  function test_verifyDisclosure_innerNodeShownAsLeaf_reverts() external {
    // The children of a node stand where a field's bytes would: in the path and the value, in either order.
    IConfidentialRegistry.Opening[] memory openings = new IConfidentialRegistry.Opening[](1);
    bytes32[] memory proof = new bytes32[](2);
    (proof[0], proof[1]) = (_nodes[5], _nodes[3]);
    bool[] memory flags = new bool[](2);
    bytes[4] memory forged = [
      abi.encodePacked(_nodes[8], _nodes[9]),
      abi.encodePacked(_nodes[9], _nodes[8]),
      abi.encodePacked(_nodes[4]),
      abi.encodePacked(_nodes[8])
    ];
    for (uint256 i = 0; i < forged.length; ++i) {
      openings[0] = IConfidentialRegistry.Opening(0, 1, _nodes[9], forged[i], forged[i]);
      vm.expectRevert(_mismatch());
      records.verifyDisclosure(_recordId, _commitment(_shown.senderNonce), openings, proof, flags);
    }
    // The same proof with the node itself does lead to the root: only that it is no leaf stands in between.
    vm.assertEq(_pair(_pair(_nodes[4], _nodes[5]), _nodes[3]), _shown.contentRoot, "root");
    vm.assertNotEq(_nodes[8], _nodes[4], "leaf and node");
  }

  // REQ-CONF-22
  function test_verifyDisclosure_leafOfAnotherRecord_reverts() external {
    // Another record of the same sender takes over the whole tree of the first.
    bytes32 root = _shown.contentRoot;
    _shown = _registration();
    _shown.contentRoot = root;
    bytes32 copy = _register(_shown, 0);
    uint32[] memory indices = _indices(4);
    (bytes32[] memory proof, bool[] memory flags) = _prove(indices);
    IConfidentialRegistry.Opening[] memory openings = _openings(indices);
    vm.expectRevert(abi.encodeWithSelector(IConfidentialRegistry.DisclosureMismatch.selector, copy));
    records.verifyDisclosure(copy, _commitment(_shown.senderNonce), openings, proof, flags);
    vm.expectRevert(_otherContext(copy));
    records.verifyDisclosure(copy, _commitment(_shown.senderNonce - 1), openings, proof, flags);
  }

  // REQ-CONF-22
  function test_verifyDisclosure_underAnotherNameGroupOrChain_reverts() external {
    uint32[] memory indices = _indices(4);
    (bytes32[] memory proof, bool[] memory flags) = _prove(indices);
    IConfidentialRegistry.Opening[] memory openings = _openings(indices);
    bytes32 copy = _register(_shown, 1);
    vm.assertNotEq(copy, _recordId, "another sender's copy");
    vm.expectRevert(abi.encodeWithSelector(IConfidentialRegistry.DisclosureMismatch.selector, copy));
    records.verifyDisclosure(copy, _commitment(_shown.senderNonce), openings, proof, flags);

    _shown.group = _createGroup(_firstSeats(4), 0, _policy());
    copy = _register(_shown, 2);
    vm.expectRevert(abi.encodeWithSelector(IConfidentialRegistry.DisclosureMismatch.selector, copy));
    records.verifyDisclosure(copy, _commitment(_shown.senderNonce), openings, proof, flags);

    vm.expectRevert(_otherContext("nothing"));
    records.verifyDisclosure("nothing", _commitment(_shown.senderNonce), openings, proof, flags);
    vm.chainId(999);
    vm.expectRevert(_otherContext(_recordId));
    records.verifyDisclosure(_recordId, _commitment(_shown.senderNonce), openings, proof, flags);
  }

  // REQ-CONF-21
  function test_verifyDisclosure_ofWhatWasNeverRegistered_reverts() external {
    // The id of a record that nobody registered, as of no group.
    (_shown.group, _shown.epoch) = (0, 0);
    _plant(0);
    bytes32 recordId = records.idOf(_shown, 0);
    uint32[] memory indices = _indices(4);
    (bytes32[] memory proof, bool[] memory flags) = _prove(indices);
    IConfidentialRegistry.Opening[] memory openings = _openings(indices);
    vm.expectRevert(_otherContext(recordId));
    records.verifyDisclosure(recordId, _commitment(_shown.senderNonce), openings, proof, flags);
  }

  // REQ-CONF-21
  function test_verifyDisclosure_commitmentsThatTheIdDoesNotBind_reverts() external {
    uint32[] memory indices = _indices(4);
    (bytes32[] memory proof, bool[] memory flags) = _prove(indices);
    IConfidentialRegistry.Opening[] memory openings = _openings(indices);
    IConfidentialRegistry.Commitment memory other = _commitment(_shown.senderNonce);
    other.bodyHash = "other";
    vm.expectRevert(_otherContext(_recordId));
    records.verifyDisclosure(_recordId, other, openings, proof, flags);
    other = _commitment(_shown.senderNonce);
    other.contentRoot = _nodes[2];
    vm.expectRevert(_otherContext(_recordId));
    records.verifyDisclosure(_recordId, other, openings, proof, flags);
  }
}
