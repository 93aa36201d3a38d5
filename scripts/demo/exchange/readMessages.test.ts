import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { expect } from "chai";

import { writeXmlMessage } from "#sdk/records";

import { readMessages } from "./readMessages.ts";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

describe("readMessages", () => {
  it("finds at least four payments, each with an amount and with fields that are the same bytes again", async () => {
    const { messages } = await readMessages(ROOT);
    expect(messages.length).to.be.at.least(4);
    for (const { fields, schemaId, bytes, amount } of messages) {
      expect(writeXmlMessage(fields, schemaId)).to.deep.equal(bytes);
      expect(amount.value).to.match(/^\d+(?:\.\d+)?$/);
    }
  });

  it("takes the folder beside the checkout where it is, and fails where there are neither real ones nor ours", async () => {
    const beside = await mkdtemp(join(tmpdir(), "quorate-beside-"));
    const checkout = join(beside, "checkout");
    try {
      const error = await readMessages(checkout).catch((reason: unknown) => reason);
      expect(error).to.be.instanceOf(Error).and.to.include({ code: "ENOENT" });
      const real = join(beside, "shared", "data", "iso20022");
      await cp(join(ROOT, "scripts", "demo", "messages"), real, { recursive: true });
      expect(await readMessages(checkout)).to.deep.include({ areReal: true });
    } finally {
      await rm(beside, { recursive: true, force: true });
    }
  });
});
