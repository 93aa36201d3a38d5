/** One way to send a text to ten parties. */
export interface Subject {
  readonly name: "ours" | "hpkeCore" | "tweetnacl";
  /** Seals once, with fresh randomness. */
  readonly seal: () => Promise<unknown>;
  /** Opens for one recipient what was sealed when the subject was made. */
  readonly open: () => Promise<unknown>;
}

/** How many parties a text goes to. */
export const RECIPIENTS = 10;

/** A text that does not compress and is the same each time. */
export function drawText(bytes: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length: bytes }, (_, index) => (index * 2_654_435_761) >>> 24);
}
