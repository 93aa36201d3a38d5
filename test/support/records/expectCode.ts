import { expect } from "chai";

import type { ErrorCode } from "../../../sdk/src/errors/codes.ts";
import { QuorateError } from "../../../sdk/src/errors/QuorateError.ts";

/** Runs what must be refused, and gives the error back for its facts. */
export async function expectCode(code: ErrorCode, act: () => unknown): Promise<QuorateError> {
  const error = await Promise.resolve()
    .then(act)
    .then(
      () => undefined,
      (reason: unknown) => reason,
    );
  expect(error, `${code} was expected and nothing was refused`).to.be.instanceOf(QuorateError);
  if (!(error instanceof QuorateError)) throw new Error("unreachable");
  expect(error.code, error.message).to.equal(code);
  expect(error.remedy).to.match(/^\p{Lu}.*\.$/su);
  return error;
}
