/**
 * Why a batcher does not take a record, by the code that its answers carry. The number of each stands in packed answers, so it never changes. `retry`
 * says whether sending the same bytes again can help.
 */
export const refusals = {
  "record-malformed": { number: 1, retry: false },
  "signature-malformed": { number: 2, retry: false },
  "signature-wrong": { number: 3, retry: false },
  "signer-unsupported": { number: 4, retry: false },
  "wrong-domain": { number: 5, retry: false },
  "deadline-passed": { number: 6, retry: false },
  "deadline-too-far": { number: 7, retry: true },
  "nonce-used": { number: 8, retry: false },
  "nonces-scattered": { number: 9, retry: true },
  "not-a-member": { number: 10, retry: false },
  "key-unknown": { number: 11, retry: true },
  "key-inactive": { number: 12, retry: true },
  "scope-missing": { number: 13, retry: false },
  "over-rate": { number: 14, retry: true },
  "queue-full": { number: 15, retry: true },
  "store-full": { number: 16, retry: true },
  "store-unavailable": { number: 17, retry: true },
  "batcher-suspended": { number: 18, retry: true },
  "batcher-stopping": { number: 19, retry: true },
  "chain-unreachable": { number: 20, retry: true },
  "record-too-large": { number: 21, retry: false },
  "call-refused": { number: 22, retry: false },
  "member-suspended": { number: 23, retry: true },
  "seat-mismatch": { number: 24, retry: false },
  "kind-unsupported": { number: 25, retry: false },
} as const satisfies Readonly<Record<string, { readonly number: number; readonly retry: boolean }>>;

/** The code of a reason for which a batcher does not take a record. */
export type Refusal = keyof typeof refusals;

const byNumber: ReadonlyMap<number, Refusal> = new Map(listRefusals().map((code) => [refusals[code].number, code]));

/**
 * The code that a number stands for, or undefined.
 *
 * @example
 * ```ts
 * const refusal: Refusal | undefined = refusalOf(8); // "nonce-used"
 * ```
 */
export function refusalOf(number: number): Refusal | undefined {
  return byNumber.get(number);
}

/**
 * Whether a text is the code of a refusal.
 *
 * @example
 * ```ts
 * if (isRefusal(text) && refusals[text].retry) console.log("try again later");
 * ```
 */
export function isRefusal(code: unknown): code is Refusal {
  return typeof code === "string" && Object.hasOwn(refusals, code);
}

function listRefusals(): readonly Refusal[] {
  return Object.keys(refusals).filter(isRefusal);
}
