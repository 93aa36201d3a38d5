import { expect } from "chai";

import { createBreather } from "./createBreather.ts";

describe("createBreather", () => {
  it("lets a timer stop work that never waits", async () => {
    const controller = new AbortController();
    const breathe = createBreather(controller.signal);
    setTimeout(() => controller.abort("enough"), 20);
    let thrown: unknown;
    const latest = Date.now() + 5_000;
    try {
      while (Date.now() < latest) await breathe();
    } catch (error) {
      thrown = error;
    }
    expect(thrown).to.equal("enough");
  });
});
