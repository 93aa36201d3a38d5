import { readFile } from "node:fs/promises";

import { expect } from "chai";
import { Contract } from "ethers";
import fc from "fast-check";
import { network } from "hardhat";

import { encodeField } from "../../sdk/src/crypto/commitment/encodeField.ts";
import type { Disclosure } from "../../sdk/src/crypto/disclosure/Disclosure.ts";
import { discloseFields } from "../../sdk/src/crypto/disclosure/discloseFields.ts";
import { verifyDisclosure } from "../../sdk/src/crypto/disclosure/verifyDisclosure.ts";
import { parseBytes32 } from "../../sdk/src/types/parseHex.ts";
import { parseContractArtifact } from "../support/ContractArtifact.ts";
import { deployContract } from "../support/deployContract.ts";

interface VectorRecord extends Disclosure {
  readonly context: object;
  readonly body: object;
  readonly bodyHash: string;
  readonly recordId: string;
  readonly fields: readonly { readonly leaf: string }[];
  readonly disclosures: readonly Disclosure[];
  readonly refused: readonly (Disclosure & { readonly fault: string })[];
}

interface VectorKey {
  readonly suite: number;
  readonly publicKey: string;
  readonly keyId: string;
}

async function readVectors<List>(file: string, isList: (value: unknown) => value is List, name: string): Promise<List> {
  const parsed: unknown = JSON.parse(await readFile(new URL(`../../sdk/vectors/${file}`, import.meta.url), "utf8"));
  const list = Object.entries(parsed ?? {}).find(([key]) => key === name)?.[1];
  if (!isList(list)) throw new Error(`${file} has no ${name}`);
  return list;
}

function isRecords(value: unknown): value is readonly VectorRecord[] {
  return Array.isArray(value) && value.length > 0 && value.every((each) => "disclosures" in each && "refused" in each);
}

function isKeys(value: unknown): value is readonly VectorKey[] {
  return Array.isArray(value) && value.length > 0 && value.every((each) => "keyId" in each);
}

describe("a contract that is shown a record", () => {
  let proofs: Contract;

  before(async () => {
    const { ethers } = await network.create();
    const [deployer] = await ethers.getSigners();
    const file = new URL("../../artifacts/test/support/contracts/RecordProofs.sol/RecordProofs.json", import.meta.url);
    const artifact = parseContractArtifact(await readFile(file, "utf8"));
    if (deployer === undefined) throw new Error("an account");
    proofs = new Contract(await deployContract(deployer, artifact), artifact.abi, ethers.provider);
  });

  async function isDisclosed({ openings, proof, flags }: Disclosure, record: Disclosure): Promise<unknown> {
    const { recordContext, contentRoot } = record;
    try {
      return await proofs.getFunction("isDisclosed")(recordContext, contentRoot, openings, proof, flags);
    } catch {
      // OpenZeppelin reverts where a proof does not fit its leaves.
      return false;
    }
  }

  it("computes every context, body, id, leaf and key of the vectors", async () => {
    for (const record of await readVectors("commitments.json", isRecords, "records")) {
      const { recordContext, contentRoot, bodyHash } = record;
      expect(await proofs.getFunction("contextOf")(record.context)).to.equal(recordContext);
      expect(await proofs.getFunction("bodyOf")(Object.values(record.body))).to.equal(bodyHash);
      expect(await proofs.getFunction("recordOf")(recordContext, contentRoot, bodyHash)).to.equal(record.recordId);
      for (const { openings } of record.disclosures)
        for (const opening of openings)
          expect(await proofs.getFunction("leafOf")(recordContext, opening)).to.equal(
            record.fields[opening.index]?.leaf,
          );
    }
    for (const { suite, publicKey, keyId } of await readVectors("keys.json", isKeys, "keys"))
      expect(await proofs.getFunction("keyOf")(suite, publicKey)).to.equal(keyId);
  });

  it("believes the disclosures of the vectors, and none that was tampered with", async () => {
    let refused = 0;
    for (const record of await readVectors("commitments.json", isRecords, "records")) {
      for (const disclosure of record.disclosures) expect(await isDisclosed(disclosure, record)).to.equal(true);
      for (const { fault, ...disclosure } of record.refused) {
        const named = { ...record, recordContext: disclosure.recordContext };
        expect(await isDisclosed(disclosure, named), fault).to.equal(false);
        refused += 1;
      }
    }
    expect(refused).to.be.greaterThan(20);
  });

  it("believes just what the SDK believes, whatever is disclosed and however it is changed", async () => {
    const recordContext = parseBytes32(`0x${"5a".repeat(32)}`);
    const drawn = fc.integer({ min: 1, max: 20 }).chain((count) =>
      fc.record({
        count: fc.constant(count),
        indices: fc.uniqueArray(fc.nat({ max: count - 1 }), { minLength: 1 }),
        flipped: fc.nat(),
        isChanged: fc.boolean(),
      }),
    );
    const holds = fc.asyncProperty(drawn, async ({ count, indices, flipped, isChanged }) => {
      const fields = Array.from({ length: count }, (_, index) =>
        encodeField({ path: `F${index}`, type: "integer", value: BigInt(index) }),
      );
      const paths = indices.map((index) => `F${index}`);
      const sound = discloseFields({ recordContext, fields, saltSeed: new Uint8Array(32), paths });
      const place = flipped % Math.max(sound.flags.length, 1);
      const flags = isChanged ? sound.flags.map((flag, index) => (index === place ? !flag : flag)) : sound.flags;
      const shown = { ...sound, flags };
      let isBelieved = true;
      try {
        verifyDisclosure(shown, sound);
      } catch {
        isBelieved = false;
      }
      expect(isBelieved).to.equal(!isChanged);
      expect(await isDisclosed(shown, sound)).to.equal(isBelieved);
    });
    await fc.assert(holds, { numRuns: 60 });
  });
});
