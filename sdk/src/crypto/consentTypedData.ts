import type { TypedDataField } from "ethers";

import type { TypedData } from "../types/BallotSigner.ts";
import type { Bytes32 } from "../types/Hex.ts";
import { type KeyPurpose, keyPurposes } from "../types/KeyPurpose.ts";
import type { Modules } from "../types/Modules.ts";
import type { Suite } from "../types/Suite.ts";
import { type RejectionReason, rejectionReasons } from "./rejectionReasonOf.ts";

/** What a member can do with records and keys by a signature, named by the verb that sends it. */
export type MemberAction =
  | {
      readonly verb: "registerKey";
      readonly keyId: Bytes32;
      readonly purpose: KeyPurpose;
      readonly notBefore: bigint;
      readonly notAfter: bigint;
    }
  | { readonly verb: "register"; readonly recordId: Bytes32; readonly suite: Suite; readonly previous: Bytes32 }
  | { readonly verb: "acknowledge"; readonly recordId: Bytes32 }
  | {
      readonly verb: "reject";
      readonly recordId: Bytes32;
      readonly reason: RejectionReason;
      readonly evidenceHash: Bytes32;
    }
  | { readonly verb: "answer"; readonly recordId: Bytes32; readonly rejecter: bigint; readonly revealHash: Bytes32 }
  | { readonly verb: "standBy" | "cancelRecord" | "shred" | "confirmShred"; readonly recordId: Bytes32 }
  | { readonly verb: "supersede"; readonly recordId: Bytes32; readonly newId: Bytes32 }
  | { readonly verb: "grant"; readonly recordId: Bytes32; readonly keyId: Bytes32; readonly slotHash: Bytes32 }
  | { readonly verb: "endKey"; readonly keyId: Bytes32 }
  | { readonly verb: "reportCompromise"; readonly keyId: Bytes32; readonly since: bigint }
  | { readonly verb: "challengeKey"; readonly keyId: Bytes32; readonly answerHash: Bytes32 }
  | {
      readonly verb: "changeGroup";
      readonly group: bigint;
      readonly expectedEpoch: bigint;
      /** As `hashGroupChange` answers it. */
      readonly contentHash: Bytes32;
    };

/** Where the modules of records are. */
export type RecordModules = Pick<Modules, "groupDirectory" | "keyDirectory" | "confidentialRegistry">;

const GROUPS = "Quorate Groups";
const KEYS = "Quorate Keys";
const RECORDS = "Quorate Records";
const MODULES = {
  [GROUPS]: "groupDirectory",
  [KEYS]: "keyDirectory",
  [RECORDS]: "confidentialRegistry",
} as const satisfies Readonly<Record<string, keyof RecordModules>>;
const LAWS = {
  registerKey: [KEYS, "KeyRegistration", "bytes32 keyId,uint8 purpose,uint40 notBefore,uint40 notAfter"],
  register: [RECORDS, "Registration", "bytes32 recordId,uint8 suite,bytes32 previous"],
  acknowledge: [RECORDS, "Ack", "bytes32 recordId"],
  reject: [RECORDS, "Rejection", "bytes32 recordId,uint8 reason,bytes32 evidenceHash"],
  answer: [RECORDS, "Answer", "bytes32 recordId,uint16 rejecter,bytes32 revealHash"],
  standBy: [RECORDS, "Stand", "bytes32 recordId"],
  cancelRecord: [RECORDS, "Cancellation", "bytes32 recordId"],
  supersede: [RECORDS, "Supersession", "bytes32 recordId,bytes32 newId"],
  grant: [RECORDS, "Grant", "bytes32 recordId,bytes32 keyId,bytes32 slotHash"],
  shred: [RECORDS, "Shred", "bytes32 recordId"],
  confirmShred: [RECORDS, "ShredReceipt", "bytes32 recordId"],
  endKey: [KEYS, "KeyEnd", "bytes32 keyId"],
  reportCompromise: [KEYS, "KeyCompromise", "bytes32 keyId,uint40 since"],
  challengeKey: [KEYS, "Challenge", "bytes32 keyId,bytes32 answerHash"],
  changeGroup: [GROUPS, "GroupChange", "uint32 group,uint32 expectedEpoch,bytes32 contentHash"],
} as const satisfies Readonly<
  Record<MemberAction["verb"], readonly [domain: keyof typeof MODULES, type: string, fields: string]>
>;

/**
 * A member's action as EIP-712 structured data, in the domain of the module that takes it.
 *
 * @example
 * ```ts
 * const action = { verb: "acknowledge", recordId } as const;
 * const { domain, types, message } = toConsentTypedData({ chainId, modules }, { seat: 3n, deadline, action });
 * ```
 */
export function toConsentTypedData(
  place: { readonly chainId: bigint; readonly modules: RecordModules },
  consent: { readonly seat: bigint; readonly deadline: bigint; readonly action: MemberAction },
): TypedData {
  const { verb, ...facts } = consent.action;
  const [name, type, fields] = LAWS[verb];
  const verifyingContract = place.modules[MODULES[name]];
  const numbers = {
    ...("purpose" in facts ? { purpose: keyPurposes.indexOf(facts.purpose) } : {}),
    ...("reason" in facts ? { reason: rejectionReasons.indexOf(facts.reason) } : {}),
  };
  return {
    domain: { name, version: "1", chainId: place.chainId, verifyingContract },
    types: { [type]: `${fields},uint16 seat,uint48 deadline`.split(",").map(toField) },
    message: { ...facts, ...numbers, seat: consent.seat, deadline: consent.deadline },
  };
}

function toField(text: string): TypedDataField {
  const [type = "", name = ""] = text.split(" ");
  return { name, type };
}
