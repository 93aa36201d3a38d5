import { foundingCodes } from "./codes/founding.ts";
import { keyCodes } from "./codes/keys.ts";

/**
 * Every error code of the suite with what it means, by domain.
 * A new domain adds a file in `codes/` and one line here; nothing else grows.
 */
export const errorCodes = {
  founding: foundingCodes,
  keys: keyCodes,
} as const;

type CodesByDomain = typeof errorCodes;

/** The closed union of all error codes. */
export type ErrorCode = { readonly [Domain in keyof CodesByDomain]: keyof CodesByDomain[Domain] }[keyof CodesByDomain];
