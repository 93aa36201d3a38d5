import type {
  Bytes32,
  GroupChange,
  Hex,
  KeyPurpose,
  MemberConsent,
  RegisterParameters,
  RejectionReason,
  Suite,
} from "#sdk";

/** What members consent to, named by the verb that sends it, with all that it sends. */
export type ConsentSubject =
  | {
      readonly verb: "registerKey";
      readonly suite: Suite;
      readonly publicKey: Hex;
      readonly purpose: KeyPurpose;
      readonly notBefore: bigint;
      readonly notAfter: bigint;
    }
  | { readonly verb: "endKey"; readonly keyId: Bytes32 }
  | { readonly verb: "reportCompromise"; readonly keyId: Bytes32; readonly since: bigint }
  | ({ readonly verb: "register"; readonly previous: Bytes32 } & Omit<
      RegisterParameters,
      "seat" | "consent" | "signal" | "timeoutMs" | "previous"
    >)
  | { readonly verb: "shred"; readonly recordId: Bytes32 }
  | { readonly verb: SimpleVerb; readonly recordId: Bytes32 }
  | {
      readonly verb: "reject";
      readonly recordId: Bytes32;
      readonly reason: RejectionReason;
      readonly evidenceHash: Bytes32;
    }
  | { readonly verb: "answer"; readonly recordId: Bytes32; readonly rejecter: bigint; readonly revealHash: Bytes32 }
  | { readonly verb: "supersede"; readonly recordId: Bytes32; readonly newId: Bytes32 }
  | { readonly verb: "grant"; readonly recordId: Bytes32; readonly keyId: Bytes32; readonly slotHash: Bytes32 }
  | ({ readonly verb: "changeGroup"; readonly group: bigint; readonly expectedEpoch: bigint } & GroupChange);

/** A verb that takes nothing but a record. */
export type SimpleVerb = "acknowledge" | "standBy" | "cancelRecord" | "confirmShred";

/** What several members have to consent to together. */
export type JointSubject = Extract<ConsentSubject, { verb: "shred" | "grant" | "changeGroup" }>;

/** What one member does alone. */
export type SoleSubject = Exclude<ConsentSubject, JointSubject>;

/** Something that members sign on their own machines and anybody sends: a file that travels. */
export interface ConsentFile {
  readonly chainId: bigint;
  /** Who acts, where only one member can; its signer is asked for nothing then. */
  readonly seat: bigint | null;
  readonly subject: ConsentSubject;
  readonly consents: readonly MemberConsent[];
}
