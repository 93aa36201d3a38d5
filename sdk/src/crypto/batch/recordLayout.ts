/** Where each fact stands in a packed record, whatever its kind. */
export const HEAD = { kind: 0, seat: 1, deadline: 3, signer: 9, nonce: 29 } as const;

/** Where the facts of a registration stand; it has 231 bytes. */
export const REGISTRATION = {
  group: 61,
  epoch: 65,
  suite: 69,
  contentRoot: 70,
  bodyHash: 102,
  previous: 134,
  signature: 166,
  length: 231,
} as const;

/** Where the facts of a call stand; its signature follows its bytes. */
export const CALL = { target: 37, gas: 57, size: 61, data: 63 } as const;

/** Where the facts of a bundle of either kind stand; its signature follows the last item. */
export const BUNDLE = { count: 37, items: 39 } as const;

/** Where the facts of a call inside a bundle stand, from its beginning. */
export const CALL_ITEM = { target: 0, gas: 20, size: 24, data: 26 } as const;

export const DIGEST_BYTES = 32;
export const SIGNATURE_BYTES = 65;
export const MAX_ITEMS = 1_000;
export const MAX_CALL_BYTES = 4_096;
