import { readFile } from "node:fs/promises";

import { expect } from "chai";
import { encodeBytes32String, hexlify, keccak256, toUtf8Bytes, type Wallet, ZeroHash } from "ethers";
import fc from "fast-check";

import { computeRecordContext } from "../../sdk/src/crypto/commitment/computeRecordContext.ts";
import { computeBodyHash, computeRecordId, type RecordBody } from "../../sdk/src/crypto/commitment/computeRecordId.ts";
import { encodeField } from "../../sdk/src/crypto/commitment/encodeField.ts";
import { checkDisclosure } from "../../sdk/src/crypto/disclosure/checkDisclosure.ts";
import type { Disclosure } from "../../sdk/src/crypto/disclosure/Disclosure.ts";
import { discloseFields } from "../../sdk/src/crypto/disclosure/discloseFields.ts";
import { fieldTypeOf } from "../../sdk/src/types/FieldType.ts";
import { parseAddress } from "../../sdk/src/types/parseAddress.ts";
import { parseBytes32 } from "../../sdk/src/types/parseHex.ts";
import type { EncodedField } from "../../sdk/src/types/RecordField.ts";
import { callModule, type DeployedModule } from "../support/deploySuite.ts";
import { type FoundedConsortium, foundConsortium } from "../support/foundConsortium.ts";

interface VectorContext {
  readonly chainId: string;
  readonly registry: string;
  readonly group: string;
  readonly epoch: string;
  readonly sender: string;
  readonly senderNonce: string;
}

interface VectorRecord extends Disclosure {
  readonly name: string;
  readonly context: VectorContext;
  readonly body: RecordBody;
  readonly bodyHash: string;
  readonly recordId: string;
  readonly fields: readonly { readonly path: string; readonly valueType: number; readonly value: string }[];
  readonly disclosures: readonly Disclosure[];
  readonly refused: readonly (Disclosure & { readonly fault: string })[];
}

interface VectorKey {
  readonly suite: number;
  readonly publicKey: string;
  readonly keyId: string;
}

/** A record as the registry keeps it and its event shows it. */
interface Registered {
  readonly recordId: string;
  readonly senderNonce: bigint;
  readonly contentRoot: string;
  readonly bodyHash: string;
}

const DAY = 86_400;
/** Where the vectors' records are: the place, the group and the epoch that a real registry is brought to. */
const REGISTRY = parseAddress("0x3333333333333333333333333333333333333333");
const [CHAIN_ID, GROUP, EPOCH, SENDER] = [31_337n, 17n, 4n, 2n];
const BODY_HASH = keccak256(toUtf8Bytes("an envelope"));

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

function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from(Buffer.from(hex.slice(2), "hex"));
}

describe("the registry of records, held against the SDK and its vectors", () => {
  let consortium: FoundedConsortium;
  let records: DeployedModule;
  let sender: Wallet;
  let nonces = 1_000n;

  before(async () => {
    consortium = await foundConsortium(4);
    const { chain, suite, members } = consortium;
    const member = members[Number(SENDER)];
    if (member === undefined) throw new Error("a sender");
    sender = member;
    // The vectors name a registry's address: this is its code, there.
    await chain.ask("hardhat_setCode", REGISTRY, await chain.provider.getCode(suite.records.address));
    records = { ...suite.records, address: REGISTRY };
    const codeHash = keccak256(await chain.provider.getCode(REGISTRY));
    await decree(suite.constitution, "setModule", [encodeBytes32String("ConfidentialRegistry"), REGISTRY, codeHash]);
    const policy = [1, 14, false, false, 7 * DAY, DAY, 0, DAY, 1, 1, 0];
    for (let group = 0n; group < GROUP; group += 1n)
      await decree(suite.groups, "createGroup", [ZeroHash, [[15n, 0n]], 0n, policy]);
    for (let epoch = 1n; epoch < EPOCH; epoch += 1n)
      await decree(suite.groups, "changeGroup", [GROUP, epoch, [[15n, 0n]], 0n, policy]);
  });

  function nextNonce(): bigint {
    nonces += 1n;
    return nonces;
  }

  /** In the name of governance. */
  async function decree(module: DeployedModule, verb: string, values: readonly unknown[]): Promise<void> {
    const { chain, suite } = consortium;
    const from = suite.governor.address;
    await chain.ask("hardhat_impersonateAccount", from);
    await chain.ask("hardhat_setBalance", from, "0x56bc75e2d63100000");
    const data = module.artifact.abi.encodeFunctionData(verb, values);
    await chain.ask("eth_sendTransaction", { from, to: module.address, data, gas: "0xf00000" });
  }

  async function ask(
    module: DeployedModule,
    verb: string,
    values: readonly unknown[],
    from?: string,
  ): Promise<unknown> {
    const { abi } = module.artifact;
    const data = abi.encodeFunctionData(verb, values);
    const call = { to: module.address, data, ...(from === undefined ? {} : { from }) };
    return abi.decodeFunctionResult(verb, await consortium.chain.provider.call(call))[0];
  }

  function registrationOf({ senderNonce, contentRoot, bodyHash }: Omit<Registered, "recordId">): readonly unknown[] {
    return [GROUP, EPOCH, senderNonce, contentRoot, bodyHash, 1, ZeroHash];
  }

  async function register(record: Omit<Registered, "recordId">): Promise<Registered> {
    const registration = registrationOf(record);
    const recordId = String(await ask(records, "idOf", [registration, SENDER]));
    await callModule(sender, records, "register", [registration, [SENDER, 0, [sender.address, "0x"]]]);
    return { ...record, recordId };
  }

  async function isDisclosed({ openings, proof, flags }: Disclosure, record: Registered): Promise<boolean> {
    const { recordId, senderNonce, contentRoot, bodyHash } = record;
    const shown = openings.map((each) => ({ ...each, path: toUtf8Bytes(each.path) }));
    const commitment = [senderNonce, contentRoot, bodyHash];
    try {
      return (await ask(records, "verifyDisclosure", [recordId, commitment, shown, proof, flags])) === true;
    } catch (error) {
      // The registry refuses what does not lead to the root, OpenZeppelin a proof that does not fit, or that runs out of leaves.
      const data: unknown = error instanceof Error && "data" in error ? error.data : undefined;
      const reason = typeof data === "string" ? records.artifact.abi.parseError(data)?.name : undefined;
      expect(reason).to.be.oneOf(["DisclosureMismatch", "MerkleProofInvalidMultiproof", "Panic"]);
      return false;
    }
  }

  function contextFor(senderNonce: bigint): ReturnType<typeof parseBytes32> {
    return computeRecordContext({
      chainId: CHAIN_ID,
      registry: REGISTRY,
      group: GROUP,
      epoch: EPOCH,
      sender: SENDER,
      senderNonce,
    });
  }

  // REQ-CONF-01, REQ-CONF-21, REQ-CONF-22
  it("registers the records of the vectors under their ids, believes their disclosures, and none that was tampered with", async () => {
    let [registered, refused] = [0, 0];
    for (const vector of await readVectors("commitments.json", isRecords, "records")) {
      const { context, contentRoot, bodyHash } = vector;
      expect(await ask(records, "bodyHashOf", [vector.body])).to.equal(bodyHash);
      if (BigInt(context.chainId) !== CHAIN_ID) continue;
      expect([context.registry, context.group, context.epoch, context.sender].join()).to.equal(
        [REGISTRY, GROUP, EPOCH, SENDER].join(),
      );
      const record = await register({ senderNonce: BigInt(context.senderNonce), contentRoot, bodyHash });
      const other = await register({ senderNonce: nextNonce(), contentRoot, bodyHash });
      expect(record.recordId).to.equal(vector.recordId);
      for (const disclosure of vector.disclosures) {
        expect(await isDisclosed(disclosure, record)).to.equal(true);
        // A record with the same root, registered again, is another.
        expect(await isDisclosed(disclosure, other)).to.equal(false);
      }
      for (const { fault, ...disclosure } of vector.refused) {
        const asked = disclosure.recordContext === vector.recordContext ? record : other;
        expect(await isDisclosed(disclosure, asked), fault).to.equal(false);
        refused += 1;
      }
      registered += 1;
    }
    expect(registered).to.be.greaterThan(1);
    expect(refused).to.be.greaterThan(15);
  });

  // REQ-CONF-21
  it("believes fields of every type of the vectors", async () => {
    const vectors = await readVectors("commitments.json", isRecords, "records");
    const fields = vectors.flatMap(({ name, fields }) =>
      name === "every type"
        ? fields.map(({ path, valueType, value }): EncodedField => {
            const type = fieldTypeOf(valueType);
            if (type === undefined) throw new Error(`${valueType} is no type`);
            return { path, type, value: bytesOf(value) };
          })
        : [],
    );
    expect(fields).to.have.length.greaterThan(7);
    const senderNonce = nextNonce();
    const content = { recordContext: contextFor(senderNonce), fields, saltSeed: new Uint8Array(32).fill(7) };
    const { contentRoot } = discloseFields({ ...content, paths: fields.map(({ path }) => path) });
    const record = await register({ senderNonce, contentRoot, bodyHash: BODY_HASH });
    for (const { path } of fields)
      expect(await isDisclosed(discloseFields({ ...content, paths: [path] }), record), path).to.equal(true);
  });

  // REQ-CONF-26
  it("gives every key of the vectors its id", async () => {
    const notAfter = Math.floor(Date.now() / 1000) + 365 * DAY;
    const consent = [SENDER, 0, [sender.address, "0x"]];
    for (const { suite, publicKey, keyId } of await readVectors("keys.json", isKeys, "keys")) {
      const key = [suite, 0, 0, notAfter, publicKey];
      expect(await ask(consortium.suite.keys, "registerKey", [key, consent], sender.address)).to.equal(keyId);
    }
  });

  it("gives a record the id, and an envelope the hash, that the SDK gives it, at every width", async () => {
    const uint = (bits: bigint): fc.Arbitrary<bigint> => fc.bigInt({ min: 0n, max: 2n ** bits - 1n });
    const word = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => parseBytes32(hexlify(bytes)));
    const drawn = fc.record({
      place: fc.record({ group: uint(32n), epoch: uint(32n), sender: uint(16n), senderNonce: uint(256n) }),
      contentRoot: word,
      body: fc.record({ headerHash: word, ciphertextHash: word, keyCommit: word, slotsHash: word, schemaId: word }),
    });
    const holds = fc.asyncProperty(drawn, async ({ place, contentRoot, body }) => {
      const recordContext = computeRecordContext({ chainId: CHAIN_ID, registry: REGISTRY, ...place });
      const bodyHash = computeBodyHash(body);
      const registration = [place.group, place.epoch, place.senderNonce, contentRoot, bodyHash, 1, ZeroHash];
      expect(await ask(records, "bodyHashOf", [body])).to.equal(bodyHash);
      const recordId = computeRecordId({ recordContext, contentRoot, bodyHash });
      expect(await ask(records, "idOf", [registration, place.sender])).to.equal(recordId);
    });
    await fc.assert(holds, { numRuns: 60 });
  });

  // REQ-CONF-21
  it("believes just what the SDK believes, whatever is disclosed and however it is changed", async () => {
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
      const senderNonce = nextNonce();
      const recordContext = contextFor(senderNonce);
      const sound = discloseFields({ recordContext, fields, saltSeed: new Uint8Array(32), paths });
      const record = await register({ senderNonce, contentRoot: sound.contentRoot, bodyHash: BODY_HASH });
      const place = flipped % Math.max(sound.flags.length, 1);
      const flags = isChanged ? sound.flags.map((flag, index) => (index === place ? !flag : flag)) : sound.flags;
      const shown = { ...sound, flags };
      let isBelieved = true;
      try {
        checkDisclosure(shown, sound);
      } catch {
        isBelieved = false;
      }
      expect(isBelieved).to.equal(!isChanged);
      expect(await isDisclosed(shown, record)).to.equal(isBelieved);
    });
    await fc.assert(holds, { numRuns: 60 });
  });
});
