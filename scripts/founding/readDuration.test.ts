import { expect } from "chai";
import fc from "fast-check";

import { captureError } from "./captureError.ts";
import { formatDuration } from "./formatDuration.ts";
import { parseJsonFile } from "./parseJsonFile.ts";
import { readDuration } from "./readDuration.ts";

function read(time: unknown): number {
  return parseJsonFile(JSON.stringify({ time }), {
    file: "file",
    refusal: "CONSTITUTION_REFUSED",
    read: (root) => readDuration(root.field("time"), { min: 0, max: 90 * 86_400 }),
  });
}

describe("readDuration", () => {
  for (const [time, seconds] of [
    ["0s", 0],
    ["90s", 90],
    ["15m", 900],
    ["12h", 43_200],
    ["3d", 259_200],
  ] as const) {
    it(`reads ${time} as ${seconds} seconds`, () => expect(read(time)).to.equal(seconds));
  }

  for (const [time, code] of [
    ["3", "JSON_BAD_VALUE"],
    ["3 d", "JSON_BAD_VALUE"],
    ["-3d", "JSON_BAD_VALUE"],
    ["1.5h", "JSON_BAD_VALUE"],
    ["3w", "JSON_BAD_VALUE"],
    ["1d12h", "JSON_BAD_VALUE"],
    ["91d", "JSON_OUT_OF_RANGE"],
    [90, "JSON_WRONG_TYPE"],
  ] as const) {
    it(`refuses ${time}`, () => {
      expect(captureError(() => read(time)).faults.map((fault) => fault.code)).to.deep.equal([code]);
    });
  }

  it("reads back what formatDuration writes", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 90 * 86_400 }), (seconds) => {
        expect(read(formatDuration(seconds))).to.equal(seconds);
      }),
    );
  });
});
