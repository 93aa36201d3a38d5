import { concatBytes } from "@noble/hashes/utils.js";
import { encode, rfc8949EncodeOptions } from "cborg";
import { expect } from "chai";

import { expectCode } from "../../../../test/support/records/expectCode.ts";
import { createParties, deliver } from "../../../../test/support/records/parties.ts";
import type { ErrorCode } from "../../errors/codes.ts";
import { encodeUint32 } from "../commitment/encodeUint32.ts";
import { createByteReader } from "../stream/byteReader.ts";
import { streamBytes } from "../stream/collectBytes.ts";
import { type EnvelopeHead, encodeEnvelopeHead, readEnvelopeHead } from "./envelopeHead.ts";
import { toHeaderFields } from "./header.ts";

async function read(bytes: Uint8Array): Promise<EnvelopeHead> {
  return readEnvelopeHead(createByteReader(streamBytes(bytes)));
}

function prefix(bytes: Uint8Array): Uint8Array {
  return concatBytes(encodeUint32(bytes.length), bytes);
}

describe("the head of an envelope", () => {
  let head: EnvelopeHead;

  before(async () => {
    const { envelope } = await deliver({ recipients: await createParties(1) });
    head = await read(envelope);
  });

  /** A head with other fields in its header. */
  function withHeader(change: object): Uint8Array {
    const header = { ...toHeaderFields(head.header), ...change };
    return prefix(
      encode({ header, keyCommit: head.keyCommit, slots: concatBytes(...head.slots) }, rfc8949EncodeOptions),
    );
  }

  it("reads as it was written, with chain ids beyond what a double holds", async () => {
    const header = { ...head.header, chainId: 2n ** 64n - 1n, created: 2n ** 53n + 1n };
    expect(await read(encodeEnvelopeHead({ ...head, header }))).to.deep.equal({ ...head, header });
  });

  // REQ-CONF-48
  it("is refused in any other encoding", async () => {
    const sound = encodeEnvelopeHead(head).slice(4);
    const fields = {
      header: toHeaderFields(head.header),
      keyCommit: head.keyCommit,
      slots: concatBytes(...head.slots),
    };
    const wrong = [
      prefix(concatBytes(sound, Uint8Array.of(0))),
      prefix(concatBytes(Uint8Array.of(0xb8, 3), sound.slice(1))),
      // Keys in another order, and one map of no certain length.
      prefix(encode(fields, { mapSorter: () => 0 })),
      prefix(concatBytes(Uint8Array.of(0xbf), sound.slice(1), Uint8Array.of(0xff))),
      prefix(encode({ ...fields, more: 1 }, rfc8949EncodeOptions)),
      prefix(encode({ ...fields, slots: new Uint8Array() }, rfc8949EncodeOptions)),
      prefix(encode({ ...fields, slots: new Uint8Array(87) }, rfc8949EncodeOptions)),
      prefix(encode({ ...fields, slots: 1 }, rfc8949EncodeOptions)),
      prefix(encode({ ...fields, keyCommit: new Uint8Array(31) }, rfc8949EncodeOptions)),
      prefix(encode({ ...fields, slots: new Uint8Array(321 * 88) }, rfc8949EncodeOptions)),
      prefix(encode("text", rfc8949EncodeOptions)),
      encodeUint32(0),
      encodeUint32(2 ** 31),
    ];
    for (const bytes of wrong) await expectCode("ENVELOPE_MALFORMED", () => read(bytes));
  });

  it("says which part of a header it does not know", async () => {
    const cases: readonly (readonly [ErrorCode, object, string?])[] = [
      ["ENVELOPE_UNSUPPORTED", { v: 2 }, "version"],
      ["ENVELOPE_UNSUPPORTED", { suite: 4 }, "suite"],
      ["ENVELOPE_UNSUPPORTED", { padding: "none" }, "padding"],
      ["ENVELOPE_UNSUPPORTED", { chunk: 65_536 }, "chunk"],
      ["ENVELOPE_MALFORMED", { v: "1" }],
      ["ENVELOPE_MALFORMED", { chainId: -1 }],
      ["ENVELOPE_MALFORMED", { chainId: 1.5 }],
      ["ENVELOPE_MALFORMED", { registry: new Uint8Array(19) }],
      ["ENVELOPE_MALFORMED", { created: null }],
      ["ENVELOPE_MALFORMED", { contentRoot: "0x" }],
    ];
    for (const [code, change, part] of cases) {
      const { facts } = await expectCode(code, () => read(withHeader(change)));
      if (part !== undefined) expect(facts.part).to.equal(part);
    }
  });
});
