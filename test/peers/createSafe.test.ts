import { expect } from "chai";

import { readPublishedSafe, type SafeContracts } from "../support/safeAccount.ts";
import { buildPeers, type PeerArtifacts } from "./buildPeers.ts";
import { createSafe } from "./createSafe.ts";
import { measureSubject } from "./measureSubject.ts";
import { openChain } from "./openChain.ts";
import { prepareAction } from "./prepareAction.ts";

/** Known from an earlier measurement: a driver that measures something else is noticed. */
const KNOWN_GAS: readonly [members: number, needed: number, gas: number][] = [
  [4, 3, 88_211],
  [16, 9, 130_497],
  [40, 21, 215_073],
  [200, 101, 779_539],
];

describe("a Safe as a peer", () => {
  let peers: PeerArtifacts;
  let published: SafeContracts;

  before(async function () {
    this.timeout(300_000);
    peers = await buildPeers();
    published = await readPublishedSafe();
  });

  for (const [members, needed, known] of KNOWN_GAS) {
    it(`carries an action out with ${needed} of ${members} signatures for about the gas that is known`, async () => {
      const { oneTx, steps } = await measureSubject(createSafe("Safe", published, "relayer"), peers.ledger, {
        members,
        needed,
      });
      expect(Number(oneTx?.[0]?.gas)).to.be.closeTo(known, Math.round(known * 0.005));
      expect(steps).to.equal(null);
    });

    it(`is cheaper with our compiler at ${needed} of ${members}, by less than four per cent`, async () => {
      const { oneTx } = await measureSubject(createSafe("Safe", peers.safe, "relayer"), peers.ledger, {
        members,
        needed,
      });
      expect(Number(oneTx?.[0]?.gas)).to.be.within(Math.round(known * 0.96), known);
    });
  }

  for (const sender of ["relayer", "owner"] as const) {
    it(`refuses with one signature less than needed, sent by the ${sender}`, async () => {
      const chain = await openChain();
      const electorate = { members: await chain.createMembers(16), needed: 9 };
      const session = await createSafe("Safe", published, sender).deploy(chain, electorate);
      const action = await prepareAction(chain, peers.ledger, session.authority);
      electorate.needed = 8;
      await expect(session.oneTx?.(action)).to.be.revertedWith("GS020");
    });
  }

  it("costs an owner who sends it one recovered signature less", async () => {
    const size = { members: 4, needed: 3 };
    const relayed = await measureSubject(createSafe("Safe", published, "relayer"), peers.ledger, size);
    const owned = await measureSubject(createSafe("Safe", published, "owner"), peers.ledger, size);
    expect(Number(relayed.oneTx?.[0]?.gas) - Number(owned.oneTx?.[0]?.gas)).to.be.within(3_000, 4_500);
  });
});
