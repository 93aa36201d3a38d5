// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {IERC7913SignatureVerifier} from "@openzeppelin/contracts/interfaces/IERC7913.sol";

/// @title An ERC-1271 account and an ERC-7913 verifier that answers as it was told.
contract ScriptedSigner is IERC1271, IERC7913SignatureVerifier {
  enum Manner {
    Agree,
    Refuse,
    BurnGas,
    Revert,
    AnswerGarbage,
    AnswerTooMuch,
    AnswerNothing,
    BurnMost,
    AnswerShort,
    RevertWithMagic
  }

  Manner public manner;

  error ScriptedSignerRefused();

  function behave(Manner manner_) external {
    manner = manner_;
  }

  function isValidSignature(bytes32, bytes calldata) external view returns (bytes4) {
    return _answer(IERC1271.isValidSignature.selector);
  }

  function verify(bytes calldata, bytes32, bytes calldata) external view returns (bytes4) {
    return _answer(IERC7913SignatureVerifier.verify.selector);
  }

  function _answer(bytes4 magic) private view returns (bytes4) {
    if (manner == Manner.Agree) return magic;
    if (manner == Manner.Refuse) return 0xffffffff;
    if (manner == Manner.Revert) revert ScriptedSignerRefused();
    if (manner == Manner.BurnGas) _burn(0);
    // Agrees in the end, with little left of what it was given.
    if (manner == Manner.BurnMost) _burn(200_000);
    if (manner == Manner.BurnMost) return magic;
    uint256 word = uint256(bytes32(magic));
    if (manner == Manner.AnswerGarbage) {
      assembly {
        mstore(0, or(word, 1))
        return(0, 32)
      }
    }
    if (manner == Manner.AnswerShort) {
      assembly {
        mstore(0, word)
        return(0, 4)
      }
    }
    if (manner == Manner.RevertWithMagic) {
      assembly {
        mstore(0, word)
        revert(0, 32)
      }
    }
    if (manner == Manner.AnswerTooMuch) {
      assembly {
        return(0, 500000)
      }
    }
    assembly {
      return(0, 0)
    }
  }

  function _burn(uint256 left) private view {
    while (gasleft() > left) {}
  }
}
