import { expect } from "chai";

import { accountOf } from "../../../test/support/batcher/startRig.ts";
import { toLatin1 } from "../records.ts";
import { judgeKey, MemberTable } from "./MemberTable.ts";

const NOW = 1_000;
const FOREVER = 2 ** 40 - 1;
const key = {
  account: accountOf(3),
  seat: 3,
  scopes: 4,
  activeFrom: 10,
  expiresAt: FOREVER,
  suspendedUntil: 0,
  eligibleSince: 5,
  blockedUntil: 0,
};

describe("members' keys", () => {
  it("act for records while the chain's own rule lets them", () => {
    expect(judgeKey(key, 3, NOW)).to.equal(undefined);
    expect(judgeKey({ ...key, scopes: 15, suspendedUntil: NOW, blockedUntil: NOW, activeFrom: NOW }, 3, NOW)).to.equal(
      undefined,
    );
  });

  it("are refused, each for its reason", () => {
    expect(judgeKey(undefined, 3, NOW)).to.equal("key-unknown");
    expect(judgeKey({ ...key, scopes: 0 }, 3, NOW)).to.equal("key-unknown");
    expect(judgeKey(key, 2, NOW)).to.equal("seat-mismatch");
    expect(judgeKey({ ...key, scopes: 11 }, 3, NOW)).to.equal("scope-missing");
    expect(judgeKey({ ...key, eligibleSince: 0 }, 3, NOW)).to.equal("not-a-member");
    expect(judgeKey({ ...key, blockedUntil: FOREVER }, 3, NOW)).to.equal("not-a-member");
    expect(judgeKey({ ...key, blockedUntil: NOW + 1 }, 3, NOW)).to.equal("member-suspended");
    expect(judgeKey({ ...key, suspendedUntil: NOW + 1 }, 3, NOW)).to.equal("key-inactive");
    expect(judgeKey({ ...key, activeFrom: NOW + 1 }, 3, NOW)).to.equal("key-inactive");
    expect(judgeKey({ ...key, expiresAt: NOW }, 3, NOW)).to.equal("key-inactive");
  });

  it("are replaced seat by seat, or all at once", () => {
    const members = new MemberTable();
    const nameOf = (seat: number): string => toLatin1(accountOf(seat), 0, 20);
    members.replace([key, { ...key, account: accountOf(4), seat: 4 }]);
    members.replace([{ ...key, account: accountOf(5), seat: 3 }], [3]);
    expect([3, 4, 5].map((seat) => members.find(nameOf(seat))?.seat)).to.deep.equal([undefined, 4, 3]);
    members.replace([key]);
    expect(members.size).to.equal(1);
  });
});
