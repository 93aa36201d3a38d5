/** The door of the SDK: everything a program needs to speak to a consortium is exported here. */

export type { FoundingCode } from "./errors/codes/founding.ts";
export type { KeyCode } from "./errors/codes/keys.ts";
export type { ErrorCode } from "./errors/codes.ts";
export { errorCodes } from "./errors/codes.ts";
export type { Fact, Facts, QuorateErrorParameters } from "./errors/QuorateError.ts";
export { QuorateError } from "./errors/QuorateError.ts";
