import { expect } from "chai";

import { BatcherError } from "../../errors.ts";
import { createPinoJournal } from "./createPinoJournal.ts";

describe("the journal", () => {
  it("tells events and facts in JSON, and never a secret, a signature or a raw transaction", () => {
    let lines = "";
    const journal = createPinoJournal("info", {
      write: (line: string) => {
        lines += line;
      },
    });
    const long = `0x${"ab".repeat(110)}`;
    const cause = new Error(`could not send ${long}`);
    journal.note("started", { logId: `0x${"12".repeat(32)}`, blocks: 5n });
    journal.warn("odd", { secret: "hunter2", raw: "0x02", signature: "0x03", text: `sent ${long}` });
    journal.fail(
      "failed",
      new BatcherError({ code: "CHAIN_REFUSED", summary: `refused ${long}`, remedy: "Wait.", cause }),
    );
    journal.fail("failed", Object.assign(new Error("no"), { transaction: long, payload: { raw: long } }));
    const [started, odd, failed] = lines
      .split("\n")
      .slice(0, 3)
      .map((line) => JSON.parse(line));
    expect(started).to.include({ msg: "started", logId: `0x${"12".repeat(32)}`, blocks: "5" });
    expect(odd).to.include({
      secret: "[redacted]",
      raw: "[redacted]",
      signature: "[redacted]",
      text: "sent 0x[110 bytes]",
    });
    expect(failed).to.include({
      code: "CHAIN_REFUSED",
      message: "refused 0x[110 bytes]",
      cause: "could not send 0x[110 bytes]",
    });
    expect(lines).not.to.include("abab").and.not.to.include("hunter2");
  });
});
