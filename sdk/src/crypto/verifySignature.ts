import { checkSignature } from "./checkSignature.ts";

/** {@link checkSignature} by its earlier name. */
export const verifySignature = checkSignature;
