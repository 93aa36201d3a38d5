import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { expect } from "chai";
import { getAddress, JsonRpcProvider } from "ethers";

import { type CommandLine, ROOT, startCommandLine } from "../support/startCommandLine.ts";

const ID = "local-journey-succession";
const DAY = 86_400;
/** Seats that vote with one key, and weigh more than two thirds of all together. */
const VOTERS = [0, 1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12, 13];
const PARTS = ["Canvass", "Safeguards", "GovernorFace", "Governor"];

// REQ-GOV-19
describe("A consortium that replaces its governor at the command line", function () {
  this.timeout(600_000);

  let line: CommandLine;
  let successor: string;
  const succeed: CommandLine["succeed"] = (words) => line.succeed(words);
  const fail: CommandLine["fail"] = (words) => line.fail(words);
  const file = (name: string): string => join(line.folder, name);
  const hot = (seat: number): string => `env:QUORATE_SEAT_${seat}_HOT_1`;
  const readAddresses = async (): Promise<Record<string, string>> =>
    JSON.parse(await readFile(join(ROOT, "deployments", ID, "amendments/0003/deployed_addresses.json"), "utf8"));

  /** Votes for a proposal that is open, and carries it out after the days that its rule gives for voting and for leaving. */
  async function carry(proposalId: string, votingDays: number, delayDays: number): Promise<void> {
    for (const seat of VOTERS) await succeed(["ballot", "cast", proposalId, "for", "--yes", "--key", hot(seat)]);
    await line.pass(votingDays * DAY);
    await succeed(["proposal", "queue", proposalId, "--key", hot(10)]);
    await line.pass(delayDays * DAY);
    await succeed(["proposal", "execute", proposalId, "--key", hot(10)]);
  }

  async function accountOf(seat: number): Promise<string> {
    const { key } = await succeed(["key", "show", hot(seat)]);
    return getAddress(`0x${String(key).slice(-40)}`);
  }

  async function countSent(account: string): Promise<number> {
    const provider = new JsonRpcProvider(line.rpc);
    const count = await provider.getTransactionCount(account);
    provider.destroy();
    return count;
  }

  before(async () => {
    line = await startCommandLine(ID);
  });

  after(() => line.stop());

  it("is told that the successor is not deployed, by whoever names no key", async () => {
    expect(await succeed(["amendment", "enacted", "3"])).to.include({ isEnacted: false });
    const { exit, error } = await fail(["amendment", "prepare", "3"]);
    expect({ exit, code: error.code }).to.deep.equal({ exit: 2, code: "DEPLOYMENT_ABSENT" });
    expect(error.remedy).to.contain("--key");
  });

  it("deploys the successor once, checks it, and writes its draft and its proposal file", async () => {
    const deployer = await accountOf(9);
    const before = await countSent(deployer);
    await succeed(["amendment", "prepare", "3", "--yes", "--key", hot(9)]);
    expect(await countSent(deployer)).to.equal(before + PARTS.length);
    const addresses = await readAddresses();
    expect(Object.keys(addresses)).to.have.members(PARTS.map((name) => `Amendment0003#${name}`));
    successor = addresses["Amendment0003#Governor"] ?? "";

    const draft = file("renewal.json");
    const again = await succeed(["amendment", "prepare", "3", "--yes", "--key", hot(9), "--out", draft]);
    expect(await countSent(deployer)).to.equal(before + PARTS.length);
    expect(again.found).to.include(`Governor stands at ${successor} and is what these sources construct`);
    expect(again.simulation).to.have.property("failure", null);
    const prepared = file("renewal-proposal.json");
    await succeed(["proposal", "prepare", draft, "--proposer", "4", "--deadline", "2100-01-01", "--out", prepared]);
    const signed = file("renewal-signed.json");
    await line.succeed(["proposal", "sign", prepared, "--out", signed, "--yes", "--key", hot(4)], "http://127.0.0.1:1");
    expect((await fail(["amendment", "verify", "3"])).error.code).to.equal("AMENDMENT_NOT_ENACTED");
  });

  it("votes on the proposal file, and obeys the successor afterwards", async () => {
    const { proposalId } = await succeed(["proposal", "submit", file("renewal-signed.json"), "--yes", "--key", hot(9)]);
    await carry(String(proposalId), 14, 3);
    expect(await succeed(["amendment", "enacted", "3"])).to.include({ isEnacted: true });
    expect(await succeed(["amendment", "verify", "3"])).to.include({ isKept: true });
    expect((await line.quorate(["doctor"])).stdout).to.contain("replaced by vote: Governor");
    const again = await fail(["amendment", "prepare", "3", "--yes", "--key", hot(9)]);
    expect({ exit: again.exit, code: again.error.code }).to.deep.equal({ exit: 1, code: "AMENDMENT_NOT_READY" });
  });

  it("carries a proposal through the successor, in the same journal", async () => {
    const { proposalId } = await succeed(["amendment", "propose", "1", "--yes", "--key", hot(4)]);
    await carry(String(proposalId), 7, 1);
    expect(await succeed(["amendment", "enacted", "1"])).to.include({ isEnacted: true });
    expect(await succeed(["amendment", "verify", "3"])).to.include({ isKept: true });
  });
});
