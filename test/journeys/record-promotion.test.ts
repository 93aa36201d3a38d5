import { expect } from "chai";
import { TypedDataEncoder } from "ethers";

import { castBallot, execute, getRecord, parseBytes32, proposeInFavour, signConsent } from "#sdk";
import { open, seal } from "#sdk/node";

import { type FoundedConsortium, foundConsortium } from "../support/foundConsortium.ts";
import { at } from "../support/records/foundGroup.ts";
import { usualPolicy } from "../support/records/groupPolicy.ts";
import { type Office, openOffice } from "../support/records/openOffice.ts";
import { sendTransaction } from "../support/sendTransaction.ts";

const NONE = parseBytes32(`0x${"0".repeat(64)}`);
const DEADLINE = 4_000_000_000n;
const REGISTRATION = {
  Registration: [
    { name: "recordId", type: "bytes32" },
    { name: "suite", type: "uint8" },
    { name: "previous", type: "bytes32" },
    { name: "seat", type: "uint16" },
    { name: "deadline", type: "uint48" },
  ],
};

describe("a record that was anchored in a batch", () => {
  let founded: FoundedConsortium;
  let offices: readonly Office[];

  before(async () => {
    founded = await foundConsortium(2);
    offices = await Promise.all([0, 1].map((seat) => openOffice(founded, seat)));
    const [first, second] = [at(offices, 0).client, at(offices, 1).client];
    const call = first.calls.groupDirectory.createGroup({
      metadata: NONE,
      seats: [0n, 1n],
      mandatory: [],
      policy: usualPolicy,
    });
    const { proposalId } = await proposeInFavour(first, { calls: [call], description: "A group of two" });
    await castBallot(second, { proposalId, support: "for" });
    await execute(first, { proposalId });
  });

  after(async () => {
    await Promise.all(offices.map((office) => office.close()));
  });

  // REQ-BATCH-16
  it("is promoted by anybody, much later, and read like every other", async () => {
    const [sender, reader] = [at(offices, 0), at(offices, 1)];
    const { chainId, modules, contracts } = sender.client;
    const { batchAnchor, confidentialRegistry } = contracts;
    const sealing = { keyStore: sender.keyStore, store: sender.store, seat: 0n, group: 1n };
    const { readers: _, ...sealed } = await seal(sender.client, {
      ...sealing,
      fields: [{ path: "Amt", type: "decimal", value: "3250.00" }],
    });
    const { recordId, suite } = sealed;
    const action = { verb: "register", recordId, suite, previous: NONE } as const;
    const { signer } = sender;
    const consent = await signConsent({ chainId, modules, seat: 0n, deadline: DEADLINE, signer, action });

    const domain = {
      name: "Quorate Records",
      version: "1",
      chainId,
      verifyingContract: modules.confidentialRegistry,
    };
    const facts = { recordId, suite, previous: NONE, seat: 0, deadline: DEADLINE };
    const digest = TypedDataEncoder.hash(domain, REGISTRATION, facts);
    const logId = await batchAnchor.ownLogOf(1);
    await sendTransaction(at(founded.members, 1), await batchAnchor.anchorOne.populateTransaction(digest));
    const anchored = await founded.chain.provider.getBlock("latest");
    const root = await rootOf(founded, logId);
    await founded.chain.mineBlocks(50);

    const registration = {
      group: 1,
      epoch: 1,
      senderNonce: sealed.senderNonce,
      contentRoot: sealed.contentRoot,
      bodyHash: sealed.bodyHash,
      suite,
      previous: NONE,
    };
    const header = { root, firstSequence: 0, count: 1, anchoredAt: anchored?.timestamp ?? 0, previous: NONE };
    const data = confidentialRegistry.interface.encodeFunctionData("promote", [
      registration,
      { seat: 0, deadline: DEADLINE, by: { signer: consent.signer, signature: consent.signature } },
      { logId, number: 0, header, sequence: 0, proof: [] },
    ]);
    await sendTransaction(founded.relayer, { to: modules.confidentialRegistry, data });

    const { keyStore, store, client } = reader;
    const opened = await open(client, { keyStore, store, from: [sender.store], recordId });
    expect(opened.fields.map(({ value }) => value)).to.deep.equal(["3250.00"]);
    const record = await getRecord(client, { recordId });
    expect(record?.state).to.equal("proposed");
    expect(record?.proposedAt).to.equal(BigInt(header.anchoredAt));
  });
});

/** The root of the only batch of a log, from its event. */
async function rootOf({ chain, suite }: FoundedConsortium, logId: string): Promise<string> {
  const { address, artifact } = suite.anchor;
  const topics = [artifact.abi.getEvent("BatchAnchored")?.topicHash ?? null, logId];
  const [log] = await chain.provider.getLogs({ address, topics, fromBlock: 0 });
  if (log === undefined) throw new Error("no batch was anchored");
  return String(artifact.abi.parseLog(log)?.args.root);
}
