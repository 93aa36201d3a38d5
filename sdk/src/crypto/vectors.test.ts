import { readFileSync } from "node:fs";

import { expect } from "chai";

import { expectCode } from "../../../test/support/records/expectCode.ts";
import { context } from "../../../test/support/records/parties.ts";
import { renderVectors } from "../../../test/support/records/vectors/renderVectors.ts";
import { parseBytes32, parseHex } from "../types/parseHex.ts";
import { fromHex } from "./commitment/toBytes32.ts";
import { judgeSlot } from "./judgeSlot.ts";
import { importDecryptionKey } from "./keys/decryptionKey.ts";
import { parseEncryptionKey } from "./keys/encryptionKey.ts";
import { parseSuite } from "./keys/kemOf.ts";
import { openRecord } from "./openRecord.ts";
import { collectBytes } from "./stream/collectBytes.ts";

/** A value of the vectors at a path, as in "envelopes.0.suite". */
function readVector(file: string, ...path: readonly (string | number)[]): unknown {
  const text = readFileSync(new URL(`../../vectors/${file}`, import.meta.url), "utf8");
  let value: unknown = JSON.parse(text);
  for (const step of path) {
    if (typeof value !== "object" || value === null) throw new Error(`no ${step} in ${file}`);
    value = Object.entries(value).find(([name]) => name === String(step))?.[1];
  }
  return value;
}

describe("the vectors", () => {
  it("are what the sources make", async () => {
    for (const [file, text] of await renderVectors()) {
      const standing = readFileSync(new URL(`../../vectors/${file}`, import.meta.url), "utf8");
      expect(standing === text, `${file} is another: npm run generate:vectors, if the format may change`).to.equal(
        true,
      );
    }
  });

  it("open with the secrets that they name, in every suite", async () => {
    for (const index of [0, 1, 2]) {
      const at = (...path: readonly (string | number)[]): unknown =>
        readVector("envelopes.json", "envelopes", index, ...path);
      const suite = parseSuite(at("suite"));
      const key = await importDecryptionKey(suite, fromHex(parseHex(at("recipients", 1, "secret"))));
      expect(key.keyId).to.equal(at("recipients", 1, "keyId"));
      const [contentRoot, bodyHash] = ["contentRoot", "bodyHash"].map((part) => parseBytes32(at("commitment", part)));
      if (contentRoot === undefined || bodyHash === undefined) throw new Error("a commitment");
      const opened = await openRecord({
        record: { context, contentRoot, bodyHash },
        envelope: fromHex(parseHex(at("envelope"))),
        keys: [key],
        epochSecret: fromHex(parseHex(at("epochSecret"))),
      });
      expect(opened.fields.map(({ value }) => String(value))).to.deep.equal(["1250.00", "EUR", "2026-11-22", "true"]);
      const document = opened.document === null ? new Uint8Array() : await collectBytes(opened.document);
      expect(document).to.deep.equal(new Uint8Array(fromHex(parseHex(at("document")))));
      const slot = Number(at("dispute", "slot"));
      const ephemeral = fromHex(parseHex(at("dispute", "ephemeral")));
      const recipient = parseEncryptionKey({ suite, publicKey: at("recipients", 0, "publicKey") });
      expect(await judgeSlot({ head: opened.head, slot, ephemeral, recipient })).to.equal("held");
    }
  });

  it("name keys that are refused", async () => {
    for (const index of [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]) {
      const at = (part: string): unknown => readVector("keys.json", "refused", index, part);
      const key = { suite: at("suite"), publicKey: at("publicKey") };
      const { summary } = await expectCode("ENCRYPTION_KEY_MALFORMED", () => parseEncryptionKey(key));
      const word = String(at("fault")).split(" ").at(-1) ?? "";
      expect(summary).to.contain(word === "length" ? "bytes long" : word);
    }
  });
});
