import { mkdtemp, rm } from "node:fs/promises";
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

  it("fails where there are neither real ones nor ours", async () => {
    const empty = await mkdtemp(join(tmpdir(), "quorate-nothing-"));
    try {
      const error = await readMessages(empty).catch((reason: unknown) => reason);
      expect(error).to.be.instanceOf(Error).and.to.include({ code: "ENOENT" });
    } finally {
      await rm(empty, { recursive: true, force: true });
    }
  });
});
