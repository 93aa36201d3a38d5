import { encodeBytes32String, toBeHex, ZeroHash } from "ethers";

import { governedActions } from "../../../scripts/founding/governedActions.ts";
import type { DeployedModule } from "../deploySuite.ts";
import type { Deed } from "./Realm.ts";
import type { Stage } from "./Stage.ts";

/** A governed call as the contracts take it. */
export interface EncodedCall {
  readonly target: string;
  readonly value: number;
  readonly data: string;
}

/** The call that a deed is on this stage. */
export function encodeDeed(stage: Stage, deed: Deed): EncodedCall {
  const { constitution, members, guardians } = stage.suite;
  switch (deed.kind) {
    case "enter":
      return { target: stage.ledger, value: 0, data: stage.abis.ledger.encodeFunctionData("enter", [deed.word]) };
    case "clear":
      return { target: stage.ledger, value: 0, data: stage.abis.ledger.encodeFunctionData("clear") };
    case "admit":
      return callOf(members, deed.kind, [deed.cold, deed.weight, ZeroHash]);
    case "remove":
    case "reinstate":
      return callOf(members, deed.kind, [deed.seat]);
    case "suspend":
      return callOf(members, deed.kind, [deed.seat, deed.until]);
    case "setWeight":
      return callOf(members, deed.kind, [deed.seat, deed.weight]);
    case "setDuties":
      return callOf(members, deed.kind, [deed.seat, deed.duties]);
    case "setParameter":
      return callOf(constitution, deed.kind, [encodeBytes32String(deed.key), deed.expected, deed.value]);
    case "setKeyedRule": {
      const { subject, selector } = subjectOf(stage, "Ledger.enter");
      return callOf(constitution, deed.kind, [subject, selector, toBeHex(deed.word, 32), deed.terms]);
    }
    case "setRule": {
      const { subject, selector, words } = subjectOf(stage, deed.action);
      return callOf(constitution, deed.kind, [subject, selector, words, deed.terms]);
    }
    case "setFallback":
      return callOf(constitution, deed.kind, [deed.terms]);
    case "ratify":
      return callOf(guardians, deed.kind, [toBeHex(deed.account, 32), deed.until]);
    case "overrule":
      return callOf(guardians, deed.kind, [toBeHex(deed.account, 32)]);
  }
}

function callOf(module: DeployedModule, verb: string, values: readonly unknown[]): EncodedCall {
  return { target: module.address, value: 0, data: module.artifact.abi.encodeFunctionData(verb, values) };
}

interface Subject {
  readonly subject: string;
  readonly selector: string;
  readonly words: number;
}

/** What the constitution calls an action. */
function subjectOf(stage: Stage, action: string): Subject {
  const [module = "", verb = ""] = action.split(".");
  if (module === "Ledger") {
    const selector = stage.abis.ledger.getFunction(verb)?.selector ?? "";
    return { subject: toBeHex(stage.ledger, 32), selector, words: verb === "enter" ? 1 : 0 };
  }
  const governed = governedActions.find((known) => known.module === module && known.function === verb);
  if (governed === undefined) throw new Error(`${action} is no governed action`);
  return { subject: encodeBytes32String(module), selector: governed.selector, words: governed.words };
}
