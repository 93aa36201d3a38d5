import { expect } from "chai";
import { hexlify, Wallet } from "ethers";
import { expectCode } from "../../../../test/support/records/expectCode.ts";
import { modules } from "../../../../test/support/shownProposal.ts";
import { createNonceSource } from "../../crypto/batch/createNonceSource.ts";
import { createRecordDigester } from "../../crypto/batch/createRecordDigester.ts";
import { recoverAccount } from "../../crypto/batch/packedSignature.ts";
import { parsePackedRecord } from "../../crypto/batch/parsePackedRecord.ts";
import { toRecordTypedData } from "../../crypto/batch/recordTypedData.ts";
import { fromHex } from "../../crypto/commitment/toBytes32.ts";
import { hashTypedData } from "../../crypto/hashTypedData.ts";
import { recordPlaceOf } from "../../internal/recordPlaceOf.ts";
import { parseAddress } from "../../types/parseAddress.ts";
import { parseBytes32, parseHex } from "../../types/parseHex.ts";
import { toAccountSigner } from "../ballots/toAccountSigner.ts";
import { signBundle } from "./signBundle.ts";
import { signRecord } from "./signRecord.ts";

const chainId = 31_337n;
const place = recordPlaceOf({ chainId, modules });
const wallet = Wallet.createRandom();
const word = (digit: string) => parseBytes32(`0x${digit.repeat(64)}`);
const sealed = {
  group: 1n,
  epoch: 2n,
  senderNonce: 2n ** 200n + 7n,
  contentRoot: word("a"),
  bodyHash: word("b"),
  suite: 1,
} as const;
const call = { target: parseAddress(`0x${"44".repeat(20)}`), gas: 90_000n, data: parseHex("0x010203") };

describe("signing for batchers", () => {
  async function signing() {
    return { chainId, modules, seat: 3n, deadline: 1_800_000_000n, signer: await toAccountSigner(wallet) };
  }

  function signerOf(record: Uint8Array): string {
    const digest = createRecordDigester(place)(record);
    const account = recoverAccount(digest, record.subarray(-65));
    return parseAddress(hexlify(account ?? new Uint8Array()));
  }

  it("gives packed records that the signer signed, of every kind", async () => {
    const common = await signing();
    const nonce = createNonceSource().next();
    const made = [
      await signRecord({ ...common, record: sealed }),
      await signRecord({ ...common, record: { ...sealed, previous: word("c") } }),
      await signRecord({ ...common, record: { ...call, nonce } }),
      await signBundle({ ...common, nonce, items: { registrations: [sealed, { ...sealed, senderNonce: 1n }] } }),
      await signBundle({ ...common, nonce, items: { digests: [word("1"), word("2"), word("3")] } }),
      await signBundle({ ...common, nonce, items: { calls: [call, { ...call, gas: 1n }] } }),
    ];
    const kinds = ["registration", "registration", "call", "bundle", "bundle", "callBundle"];
    expect(made.map(({ record }) => parsePackedRecord(record).kind)).to.deep.equal(kinds);
    for (const { record, digest } of made) {
      expect(signerOf(record)).to.equal(wallet.address);
      expect(hexlify(createRecordDigester(place)(record))).to.equal(digest);
      expect(parsePackedRecord(record)).to.include({ seat: 3, deadline: 1_800_000_000 });
    }
    const [registration] = made;
    const parsed = parsePackedRecord(registration?.record ?? new Uint8Array());
    expect(BigInt(hexlify(parsed.nonce))).to.equal(sealed.senderNonce);
  });

  it("tells each item of a bundle of records, in packed form", async () => {
    const items = { registrations: [sealed, { ...sealed, senderNonce: 1n }] };
    const { record, registrations } = await signBundle({ ...(await signing()), nonce: 7n, items });
    const parsed = parsePackedRecord(record);
    const digests = registrations.map((packed) => createRecordDigester(place)(fromHex(packed)));
    expect(parsed.kind === "bundle" && hexlify(parsed.digests)).to.equal(
      `0x${digests.map((each) => hexlify(each).slice(2)).join("")}`,
    );
    const digestsAlone = await signBundle({ ...(await signing()), nonce: 7n, items: { digests: [word("1")] } });
    expect(digestsAlone.registrations).to.deep.equal([]);
  });

  it("shows a wallet what it signs", () => {
    const shown = toRecordTypedData(place, { kind: "call", seat: 3n, nonce: 7n, deadline: 9n, ...call });
    expect(shown.domain).to.include({ name: "Quorate Calls", verifyingContract: modules.batchExecutor });
    expect(shown.message).to.include({ target: call.target, gas: 90_000n, nonce: 7n });
    expect(hashTypedData(shown)).to.match(/^0x/);
  });

  it("refuses signers that are no accounts, and says to register directly", async () => {
    const common = await signing();
    const p256 = { ...common.signer, signer: parseHex(`0x${"11".repeat(84)}`) };
    const refused = await expectCode("SIGNER_UNSUPPORTED", () =>
      signRecord({ ...common, signer: p256, record: sealed }),
    );
    expect(refused.remedy).to.contain("register");
    const contract = { ...common.signer, sign: async () => parseHex(`0x${"11".repeat(96)}`) };
    await expectCode("SIGNER_UNSUPPORTED", () => signRecord({ ...common, signer: contract, record: sealed }));
    const other = await toAccountSigner(Wallet.createRandom());
    const swapped = { ...other, signer: common.signer.signer };
    await expectCode("SIGNER_UNSUPPORTED", () => signRecord({ ...common, signer: swapped, record: sealed }));
  });

  it("refuses numbers and items that do not fit", async () => {
    const common = await signing();
    await expectCode("INTEGER_MALFORMED", () => signRecord({ ...common, seat: 65_536n, record: sealed }));
    await expectCode("INTEGER_MALFORMED", () => signRecord({ ...common, record: { ...call, nonce: 2n ** 64n } }));
    await expectCode("INTEGER_MALFORMED", () => signRecord({ ...common, record: { ...sealed, group: 2n ** 32n } }));
    await expectCode("RECORD_MALFORMED", () => signBundle({ ...common, nonce: 1n, items: { digests: [] } }));
  });
});
