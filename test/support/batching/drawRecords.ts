import fc from "fast-check";

import type {
  PackedBundle,
  PackedCall,
  PackedCallBundle,
  PackedCallItem,
  PackedHead,
  PackedRecord,
  PackedRegistration,
} from "../../../sdk/src/types/PackedRecord.ts";

const bytes = (length: number): fc.Arbitrary<Uint8Array> => fc.uint8Array({ minLength: length, maxLength: length });
const uint = (width: number): fc.Arbitrary<number> => fc.integer({ min: 0, max: 256 ** width - 1 });
const head = (nonceBytes: number): fc.Arbitrary<PackedHead> =>
  fc.record({
    seat: uint(2),
    deadline: fc.maxSafeNat().map((value) => value % 2 ** 48),
    signer: bytes(20),
    nonce: bytes(nonceBytes),
    signature: bytes(65),
  });
const callItem: fc.Arbitrary<PackedCallItem> = fc.record({
  target: bytes(20),
  gas: uint(4),
  data: fc.uint8Array({ maxLength: 300 }),
});

/** Any registration. */
export const drawnRegistration: fc.Arbitrary<PackedRegistration> = fc
  .tuple(
    head(32),
    fc.record({
      group: uint(4),
      epoch: uint(4),
      suite: uint(1),
      contentRoot: bytes(32),
      bodyHash: bytes(32),
      previous: bytes(32),
    }),
  )
  .map(([common, facts]) => ({ kind: "registration", ...common, ...facts }));

/** Any call. */
export const drawnCall: fc.Arbitrary<PackedCall> = fc
  .tuple(head(8), callItem)
  .map(([common, facts]) => ({ kind: "call", ...common, ...facts }));

/** Any bundle of digests. */
export const drawnBundle: fc.Arbitrary<PackedBundle> = fc
  .tuple(head(8), fc.array(bytes(32), { minLength: 1, maxLength: 30 }))
  .map(([common, digests]) => ({ kind: "bundle", ...common, digests: new Uint8Array(Buffer.concat(digests)) }));

/** Any bundle of calls. */
export const drawnCallBundle: fc.Arbitrary<PackedCallBundle> = fc
  .tuple(head(8), fc.array(callItem, { minLength: 1, maxLength: 10 }))
  .map(([common, calls]) => ({ kind: "callBundle", ...common, calls }));

/** Any signed record. */
export const drawnRecord: fc.Arbitrary<PackedRecord> = fc.oneof(
  drawnRegistration,
  drawnCall,
  drawnBundle,
  drawnCallBundle,
);
