import { expect } from "chai";

import { captureRejection } from "../founding/captureError.ts";
import { buildContracts } from "./buildContracts.ts";

describe("buildContracts", () => {
  it("ends at once when it is told to, whatever the compiler is at", async () => {
    // The build needs longer than this to read its own program.
    const signal = AbortSignal.timeout(200);
    const startedAt = performance.now();
    const error = await captureRejection(() => buildContracts({ environment: process.env, signal }));
    expect(error.code).to.equal("ABORTED");
    expect(performance.now() - startedAt).to.be.lessThan(2_000);
  });

  it("gives the compiler's words, and what to do, when there is nothing to build with", async () => {
    const environment = { ...process.env, QUORATE_HARDFORK: "not a hardfork" };
    const signal = new AbortController().signal;
    const error = await captureRejection(() => buildContracts({ environment, signal }));
    expect(error.code).to.equal("CONTRACTS_NOT_BUILT");
    expect(error.summary).to.contain("not a hardfork");
  });
});
