import { expect } from "chai";
import { Contract, ZeroAddress } from "ethers";

import { sendTransaction } from "../support/sendTransaction.ts";
import { buildPeers, type PeerArtifacts } from "./buildPeers.ts";
import { createSafe } from "./createSafe.ts";
import { measureSubject } from "./measureSubject.ts";
import type { Chain } from "./openChain.ts";
import type { Action, Cost, Step, Subject } from "./Subject.ts";

const SIZE = { members: 4, needed: 3 };

/** A subject that is one account and does `act` when it should decide. */
function createImpostor(act: (chain: Chain, action: Action) => Promise<void>, steps: readonly Step[]): Subject {
  return {
    name: "impostor",
    deploy: async (chain) => ({
      authority: chain.relayer.address,
      steps: async (action) => {
        await act(chain, action);
        return steps.map((step): Cost => ({ step, gas: 1n }));
      },
    }),
  };
}

async function carryOut(chain: Chain, action: Action): Promise<void> {
  await sendTransaction(chain.relayer, { to: action.target, data: action.data });
}

async function messageOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => "no error",
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
}

describe("measuring a subject", () => {
  let peers: PeerArtifacts;

  before(async function () {
    this.timeout(300_000);
    peers = await buildPeers();
  });

  it("takes no result from a subject that did not carry the action out", async () => {
    const subject = createImpostor(async () => {}, ["propose", "ballot", "ballot", "ballot", "execute"]);
    expect(await messageOf(measureSubject(subject, peers.ledger, SIZE))).to.equal(
      "impostor did not carry out the action",
    );
  });

  it("takes no result from a subject that left ballots out", async () => {
    const subject = createImpostor(carryOut, ["propose", "ballot", "ballot", "execute"]);
    expect(await messageOf(measureSubject(subject, peers.ledger, SIZE))).to.equal(
      "impostor took the steps propose, ballot, ballot, execute instead of propose, ballot, ballot, ballot, execute",
    );
  });

  it("takes no result from a transaction that reverted", async () => {
    let stranger = ZeroAddress;
    const subject = createImpostor(
      async (chain, action) => {
        const [member] = await chain.createMembers(1);
        if (member === undefined) throw new Error("one member is needed");
        stranger = member.address;
        await sendTransaction(member, { to: action.target, data: action.data });
      },
      ["propose", "ballot", "ballot", "ballot", "execute"],
    );
    await expect(measureSubject(subject, peers.ledger, SIZE))
      .to.be.revertedWithCustomError(new Contract(ZeroAddress, peers.ledger.abi), "LedgerCallerNotAuthority")
      .withArgs((caller: unknown) => caller === stranger);
  });

  it("finds the same gas in every run", async () => {
    const subject = createSafe("Safe", peers.safe, "relayer");
    const first = await measureSubject(subject, peers.ledger, SIZE);
    expect(await measureSubject(subject, peers.ledger, SIZE)).to.deep.equal(first);
  });

  it("leaves out the first use, in which a Safe writes its nonce for the first time", async () => {
    const uses: bigint[] = [];
    const safe = createSafe("Safe", peers.safe, "relayer");
    const observed: Subject = {
      name: safe.name,
      deploy: async (chain, electorate) => {
        const session = await safe.deploy(chain, electorate);
        return {
          ...session,
          oneTx: async (action) => {
            const costs = (await session.oneTx?.(action)) ?? [];
            uses.push(costs.reduce((sum, cost) => sum + cost.gas, 0n));
            return costs;
          },
        };
      },
    };
    const { oneTx } = await measureSubject(observed, peers.ledger, SIZE);
    const [first, second] = uses;
    expect(uses).to.have.length(2);
    expect(oneTx?.[0]?.gas).to.equal(second);
    expect(Number(first) - Number(second)).to.be.closeTo(17_100, 100);
  });
});
