import { expect } from "chai";

import { deriveSlotSecrets } from "./slotSecrets.ts";

const headerHash = new Uint8Array(32).fill(2);

describe("deriveSlotSecrets", () => {
  it("derives everything apart, by place, purpose, seed and header", () => {
    const secrets = deriveSlotSecrets(new Uint8Array(32), headerHash);
    const other = deriveSlotSecrets(new Uint8Array(32).fill(1), headerHash);
    const elsewhere = deriveSlotSecrets(new Uint8Array(32), new Uint8Array(32));
    const drawn = [secrets, other, elsewhere].flatMap((each) =>
      [0, 1, 300].flatMap((place) => [each.ephemeralOf(place, 32), each.decoyOf(place, 56)]),
    );
    expect(new Set(drawn.map((bytes) => Buffer.from(bytes.slice(0, 8)).toString("hex"))).size).to.equal(18);
    expect(secrets.ephemeralOf(0, 64).length).to.equal(64);
  });

  it("puts every place somewhere once, and each as often at every end", () => {
    const counts = Array.from({ length: 4 }, () => 0);
    for (let seed = 0; seed < 400; seed += 1) {
      const bytes = Uint8Array.from({ length: 32 }, (_, index) => (index < 2 ? seed >> (8 * index) : 0));
      const order = deriveSlotSecrets(bytes, headerHash).shuffle(4);
      expect(order.toSorted()).to.deep.equal([0, 1, 2, 3]);
      const end = order.indexOf(0);
      counts[end] = (counts[end] ?? 0) + 1;
    }
    for (const count of counts) expect(count).to.be.within(70, 130);
    const large = deriveSlotSecrets(new Uint8Array(32), headerHash).shuffle(320);
    expect(new Set(large).size).to.equal(320);
  });
});
