import { expect } from "chai";

import type { Bytes32 } from "../../types/Hex.ts";
import { parseBytes32, parseHex } from "../../types/parseHex.ts";
import type { StoredKey } from "../../types/StoredKey.ts";
import { listRewrapTasks } from "./listRewrapTasks.ts";

const word = (byte: string): Bytes32 => parseBytes32(`0x${byte.repeat(32)}`);

function createKey(name: string, facts: Partial<StoredKey> = {}): StoredKey {
  const dates = { notBefore: 0n, notAfter: null, rotatedAt: null, compromisedSince: null };
  return { suite: 1, publicKey: parseHex("0x"), keyId: word(name), ...dates, ...facts };
}

describe("listRewrapTasks", () => {
  const stolen = createKey("a1", { rotatedAt: 500n, notAfter: 600n, compromisedSince: 200n });
  const current = createKey("a2", { notBefore: 500n });
  const sound = createKey("b1", { suite: 3 });
  const records = [
    { recordId: word("05"), at: 400n, keyIds: [stolen.keyId, sound.keyId] },
    { recordId: word("01"), at: 199n, keyIds: [stolen.keyId] },
    { recordId: word("03"), at: 200n, keyIds: [word("ee"), stolen.keyId] },
    { recordId: word("02"), at: 200n, keyIds: [stolen.keyId] },
    { recordId: word("04"), at: 300n, keyIds: [sound.keyId] },
    { recordId: word("06"), at: 550n, keyIds: [stolen.keyId, current.keyId] },
    { recordId: word("07"), at: 560n, keyIds: [] },
  ];

  it("lists what was sealed to a compromised key since it is, oldest first, with the key to grant to", () => {
    const tasks = listRewrapTasks({ keys: [stolen, current, sound], records, now: 1_000n });
    expect(tasks).to.deep.equal(
      [
        { recordId: word("02"), at: 200n },
        { recordId: word("03"), at: 200n },
        { recordId: word("05"), at: 400n },
      ].map((task) => ({ ...task, compromisedKeyId: stolen.keyId, replacementKeyId: current.keyId })),
    );
  });

  it("says where there is no key to grant to: none of the suite, none yet, or a compromised one", () => {
    const late = { ...current, notBefore: 5_000n };
    const lost = { ...current, compromisedSince: 900n };
    for (const keys of [
      [stolen, sound],
      [stolen, late],
      [stolen, lost],
    ]) {
      const tasks = listRewrapTasks({ keys, records, now: 1_000n });
      expect(tasks.map(({ recordId }) => recordId)).to.deep.equal([word("02"), word("03"), word("05"), word("06")]);
      expect(tasks.every(({ replacementKeyId }) => replacementKeyId === null)).to.equal(true);
    }
  });

  it("lists a record once for each compromised key that reads it", () => {
    const second = createKey("a3", { compromisedSince: 0n });
    const both = [{ recordId: word("01"), at: 300n, keyIds: [stolen.keyId, second.keyId] }];
    const tasks = listRewrapTasks({ keys: [stolen, second, current], records: both, now: 1_000n });
    expect(tasks.map(({ compromisedKeyId }) => compromisedKeyId)).to.deep.equal([stolen.keyId, second.keyId]);
  });

  it("lists nothing where no key is compromised", () => {
    const keys = [{ ...stolen, compromisedSince: null }, current, sound];
    expect(listRewrapTasks({ keys, records, now: 1_000n })).to.deep.equal([]);
  });
});
