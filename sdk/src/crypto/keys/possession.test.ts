import { expect } from "chai";
import { keccak256 } from "ethers";

import { expectCode } from "../../../../test/support/records/expectCode.ts";
import { createParties } from "../../../../test/support/records/parties.ts";
import { suites } from "../../types/Suite.ts";
import { createChallenge, openChallenge } from "./possession.ts";

describe("a challenge to a key", () => {
  it("is answered by its owner, in every suite", async () => {
    for (const suite of suites) {
      const [key, other] = await createParties(2, suite);
      if (key === undefined || other === undefined) throw new Error("two keys");
      const { challenge, answerHash } = await createChallenge(key);
      expect(keccak256(await openChallenge(key, challenge))).to.equal(answerHash);
      await expectCode("CHALLENGE_UNREADABLE", () => openChallenge(other, challenge));
    }
  });

  it("is another one each time, and is not read where it was altered", async () => {
    const [key] = await createParties(1);
    if (key === undefined) throw new Error("a key");
    const { challenge, answerHash } = await createChallenge(key);
    expect((await createChallenge(key)).answerHash).to.not.equal(answerHash);
    for (const at of [0, 40, challenge.length - 1]) {
      const altered = challenge.with(at, (challenge[at] ?? 0) ^ 1);
      await expectCode("CHALLENGE_UNREADABLE", () => openChallenge(key, altered));
    }
    await expectCode("CHALLENGE_UNREADABLE", () => openChallenge(key, challenge.slice(0, 20)));
  });
});
