import type { StoreCode } from "../errors/codes/stores.ts";

/** What a store behind a URL may refuse with, and the status that says so. Anything else is STORE_FAILED with 500. */
export const storeStatuses = {
  ENVELOPE_MISSING: 404,
  ENVELOPE_CORRUPT: 422,
  ENVELOPE_TOO_LARGE: 413,
  STORE_REFUSED: 403,
  STORE_BUSY: 503,
  STORE_FULL: 507,
  STORE_FAILED: 500,
} as const satisfies Readonly<Partial<Record<StoreCode, number>>>;

/** A code that a store behind a URL answers with. */
export type StoreAnswer = keyof typeof storeStatuses;

/** The code of a status; STORE_FAILED for one that no store gives. */
export function toStoreAnswer(status: number): StoreAnswer {
  for (const [code, known] of Object.entries(storeStatuses)) if (known === status && isAnswer(code)) return code;
  return status === 401 ? "STORE_REFUSED" : status === 429 ? "STORE_BUSY" : "STORE_FAILED";
}

/** Whether a code is one that a store behind a URL answers with. */
export function isAnswer(code: string): code is StoreAnswer {
  return Object.hasOwn(storeStatuses, code);
}

/** Where envelopes stand below a store's URL. */
export const ENVELOPES_PATH = "/envelopes";
