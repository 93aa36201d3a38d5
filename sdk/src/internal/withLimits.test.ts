import { expect } from "chai";

import { QuorateError } from "../errors/QuorateError.ts";
import { sleep } from "./sleep.ts";
import { withLimits } from "./withLimits.ts";

const fallback = { signal: null, timeoutMs: 5_000 };

async function codeOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (error) {
    return error instanceof QuorateError ? error.code : String(error);
  }
  return "resolved";
}

/** A signal that counts who listens to it. */
function countListeners(signal: AbortSignal): () => number {
  let count = 0;
  const { addEventListener, removeEventListener } = signal;
  signal.addEventListener = (...given: Parameters<typeof addEventListener>) => {
    count += 1;
    addEventListener.apply(signal, given);
  };
  signal.removeEventListener = (...given: Parameters<typeof removeEventListener>) => {
    count -= 1;
    removeEventListener.apply(signal, given);
  };
  return () => count;
}

describe("withLimits", () => {
  it("gives what the work gives", async () => {
    expect(await withLimits({}, fallback, "working", async () => 7)).to.equal(7);
  });

  it("ends with TIMED_OUT, says what it did, and tells the work", async () => {
    let told: unknown;
    const work = withLimits({ timeoutMs: 5 }, fallback, "casting a ballot", (signal) => {
      signal.addEventListener("abort", () => {
        told = signal.reason;
      });
      return new Promise(() => undefined);
    });
    expect(await codeOf(work)).to.equal("TIMED_OUT");
    expect(told).to.be.instanceOf(QuorateError);
  });

  it("ends with ABORTED by the caller's signal and by the client's, also one that aborted before", async () => {
    const never = (): Promise<never> => new Promise(() => undefined);
    const controller = new AbortController();
    const late = withLimits({ signal: controller.signal }, fallback, "waiting", never);
    controller.abort("enough");
    expect(await codeOf(late)).to.equal("ABORTED");
    let begun = false;
    const early = withLimits({}, { ...fallback, signal: controller.signal }, "waiting", async () => {
      begun = true;
    });
    expect(await codeOf(early)).to.equal("ABORTED");
    expect(begun).to.equal(false);
  });

  it("leaves no listener behind, however it ends", async () => {
    const { signal } = new AbortController();
    const listeners = countListeners(signal);
    await withLimits({ signal }, fallback, "working", async () => undefined);
    await codeOf(withLimits({ signal }, fallback, "working", () => Promise.reject(new Error("no"))));
    await codeOf(withLimits({ signal, timeoutMs: 1 }, fallback, "working", () => new Promise(() => undefined)));
    await codeOf(withLimits({ signal, timeoutMs: 1 }, fallback, "working", (inner) => sleep(1_000, inner)));
    expect(listeners()).to.equal(0);
  });

  it("turns what the work throws into an error of ours", async () => {
    expect(await codeOf(withLimits({}, fallback, "working", () => Promise.reject({ code: "NETWORK_ERROR" })))).to.equal(
      "CHAIN_UNREACHABLE",
    );
  });
});
