// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IConfidentialRegistry} from "../../../contracts/interfaces/IConfidentialRegistry.sol";
import {IGroupDirectory} from "../../../contracts/interfaces/IGroupDirectory.sol";
import {IKeyDirectory} from "../../../contracts/interfaces/IKeyDirectory.sol";
import {ConfidentialRecord} from "../../../contracts/types/ConfidentialRecord.sol";
import {RecordState} from "../../../contracts/types/RecordState.sol";

/// @title Everything that can be read of groups, keys and records, in one call: what a model is compared with after every step.
contract RecordLens {
  struct Subjects {
    IConfidentialRegistry registry;
    IGroupDirectory groups;
    IKeyDirectory keys;
    uint16 seats;
    uint8 suites;
    bytes32[] recordIds;
    bytes32[] keyIds;
  }

  struct Said {
    uint256 acknowledged;
    uint256 rejected;
    uint256 waiting;
    uint256 stoodBy;
    uint256 shredded;
  }

  struct RecordView {
    RecordState state;
    ConfidentialRecord kept;
    Said said;
    bytes32 previous;
  }

  struct EpochView {
    IGroupDirectory.Epoch facts;
    uint256 members;
  }

  struct KeyView {
    IKeyDirectory.EncryptionKey facts;
    bool usable;
    uint40[] provedAt;
  }

  struct View {
    uint256 time;
    EpochView[][] groups;
    KeyView[] keys;
    bytes32[] current;
    RecordView[] records;
  }

  function look(Subjects calldata at) external view returns (View memory seen) {
    seen.time = block.timestamp;
    seen.groups = new EpochView[][](at.groups.groupCount());
    for (uint32 i = 0; i < seen.groups.length; ++i) seen.groups[i] = _lookAtGroup(at, i + 1);
    seen.keys = new KeyView[](at.keyIds.length);
    for (uint256 i = 0; i < at.keyIds.length; ++i) seen.keys[i] = _lookAtKey(at, at.keyIds[i]);
    seen.current = new bytes32[](uint256(at.seats) * at.suites);
    for (uint16 seat = 0; seat < at.seats; ++seat) {
      for (uint8 suite = 0; suite < at.suites; ++suite) {
        seen.current[uint256(seat) * at.suites + suite] = at.keys.currentKey(
          seat,
          suite + 1,
          IKeyDirectory.Purpose.Encrypt
        );
      }
    }
    seen.records = new RecordView[](at.recordIds.length);
    for (uint256 i = 0; i < at.recordIds.length; ++i) seen.records[i] = _lookAtRecord(at, at.recordIds[i]);
  }

  function _lookAtGroup(Subjects calldata at, uint32 group) private view returns (EpochView[] memory epochs) {
    epochs = new EpochView[](at.groups.epochOf(group));
    for (uint32 i = 0; i < epochs.length; ++i) {
      epochs[i].facts = at.groups.epochAt(group, i + 1);
      for (uint16 seat = 0; seat < at.seats; ++seat)
        if (at.groups.isMember(group, i + 1, seat)) epochs[i].members |= 1 << seat;
    }
  }

  function _lookAtKey(Subjects calldata at, bytes32 keyId) private view returns (KeyView memory seen) {
    seen.facts = at.keys.encryptionKey(keyId);
    seen.usable = at.keys.isUsable(keyId);
    seen.provedAt = new uint40[](at.seats);
    for (uint16 seat = 0; seat < at.seats; ++seat) seen.provedAt[seat] = at.keys.provedAt(keyId, seat);
  }

  function _lookAtRecord(Subjects calldata at, bytes32 recordId) private view returns (RecordView memory seen) {
    seen.state = at.registry.stateOf(recordId);
    seen.kept = at.registry.recordOf(recordId);
    seen.previous = at.registry.previousOf(recordId);
    for (uint16 seat = 0; seat < at.seats; ++seat) {
      uint256 bit = 1 << seat;
      if (at.registry.hasAcknowledged(recordId, seat)) seen.said.acknowledged |= bit;
      if (at.registry.hasRejected(recordId, seat)) seen.said.rejected |= bit;
      if (at.registry.isWaitingForAnswer(recordId, seat)) seen.said.waiting |= bit;
      if (at.registry.standsByRejection(recordId, seat)) seen.said.stoodBy |= bit;
      if (at.registry.hasConfirmedShred(recordId, seat)) seen.said.shredded |= bit;
    }
  }
}
