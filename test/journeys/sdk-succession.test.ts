import { expect } from "chai";
import { keccak256, ZeroAddress } from "ethers";

import {
  type Address,
  type BuiltCall,
  type Client,
  castBallot,
  createClient,
  execute,
  exportJournal,
  formatJournal,
  getParameter,
  getProposal,
  type ProposalId,
  parseAddress,
  parseBytes32,
  proposeInFavour,
  QuorateError,
  RevertedError,
  verifyJournal,
} from "#sdk";

import type { PlannedContract } from "../../scripts/modules/PlannedContract.ts";
import { listGovernorContracts } from "../../scripts/modules/suiteContracts.ts";
import { deployPlanned } from "../support/deploySuite.ts";
import { type FoundedConsortium, foundConsortium } from "../support/foundConsortium.ts";

const NOTHING = parseBytes32(`0x${"0".repeat(64)}`);

// REQ-GOV-19
describe("a consortium that replaces its modules", () => {
  let founded: FoundedConsortium;
  let constitution: Address;
  let former: Client;

  const deploy = async (name: string, planned: readonly PlannedContract[]): Promise<Address> => {
    const standing = new Map([
      ["Constitution", constitution],
      ["MemberRegistry", former.modules.memberRegistry],
    ]);
    return parseAddress((await deployPlanned(founded.relayer, planned, standing))(name).address);
  };
  const clients = async (): Promise<readonly Client[]> =>
    await Promise.all(founded.members.map((runner) => createClient({ runner, constitution })));
  let formerMembers: readonly Client[];
  let leftOpen: ProposalId;
  const carry = async (calls: readonly BuiltCall[], description: string): Promise<void> => {
    const [first, ...others] = await clients();
    if (first === undefined) throw new Error("a consortium has members");
    const { proposalId } = await proposeInFavour(first, { calls, description });
    for (const client of others.slice(0, 2)) await castBallot(client, { proposalId, support: "for" });
    await execute(first, { proposalId });
  };
  const replace = async (name: string, module: Address): Promise<BuiltCall> => {
    const codeHash = parseBytes32(keccak256(await former.provider.getCode(module)));
    return former.calls.constitution.setModule({ name, module, codeHash });
  };
  const deployGovernor = async (predecessor: string): Promise<Address> =>
    await deploy("Governor", listGovernorContracts(predecessor));

  before(async () => {
    founded = await foundConsortium(4);
    constitution = parseAddress(founded.suite.constitution.address);
    former = await createClient({ runner: founded.relayer, constitution });
    const raised = former.calls.constitution.setParameter({
      key: "guardian.sunset",
      expectedVersion: 1n,
      value: 86_400n,
    });
    await carry([raised], "A day to ratify");
    formerMembers = await clients();
  });

  it("refuses a governor that knows nothing of what was decided", async () => {
    const ignorant = await deployGovernor(ZeroAddress);
    const refusal = await carry([await replace("Governor", ignorant)], "Begin anew").catch((error: unknown) => error);
    expect(refusal).to.be.instanceOf(QuorateError);
    if (!(refusal instanceof QuorateError)) return;
    const reverted = refusal.walk((cause) => cause instanceof RevertedError && cause.message.includes("StateDiffers"));
    expect(reverted, String(refusal)).to.not.equal(null);
  });

  it("goes on under a new governor and new guardians, with one journal", async () => {
    const [opener] = formerMembers;
    if (opener === undefined) throw new Error("a consortium has members");
    const heavier = former.calls.memberRegistry.setWeight({ seat: 1n, weight: 2n });
    leftOpen = (await proposeInFavour(opener, { calls: [heavier], description: "Left open" })).proposalId;
    const continued = [{ addressOf: "Constitution" }, former.modules.guardians];
    const guardians = await deploy("Guardians", [{ name: "Guardians", domain: "governance", arguments: continued }]);
    const governor = await deployGovernor(former.modules.governor);
    await carry([await replace("Guardians", guardians), await replace("Governor", governor)], "Renew what governs");

    const renewed = await createClient({ runner: founded.relayer, constitution });
    expect(renewed.modules.governor).to.equal(governor);
    expect(renewed.modules.guardians).to.equal(guardians);
    const start = parseBytes32(await former.contracts.governor.journalHead());
    expect(await renewed.contracts.governor.journalHead()).to.equal(start);

    const raised = renewed.calls.constitution.setParameter({
      key: "guardian.sunset",
      expectedVersion: 2n,
      value: 172_800n,
    });
    await carry([raised], "Two days to ratify");
    expect((await getParameter(renewed, { key: "guardian.sunset" })).value).to.equal(172_800n);

    const chapters = [
      await verifyJournal(formatJournal(await exportJournal(former)), { head: start }),
      await verifyJournal(formatJournal(await exportJournal(renewed, { start })), {
        head: parseBytes32(await renewed.contracts.governor.journalHead()),
        start,
      }),
    ];
    expect(chapters.map(({ proposals }) => proposals.map(({ description }) => description))).to.deep.equal([
      ["A day to ratify", "Begin anew", "Left open", "Renew what governs"],
      ["Two days to ratify"],
    ]);
    expect(start).to.not.equal(NOTHING);
  });

  it("leaves what was open with the former governor, which no module obeys any more", async () => {
    const [first, second, third] = formerMembers;
    if (first === undefined || second === undefined || third === undefined) throw new Error("three members");
    await castBallot(second, { proposalId: leftOpen, support: "for" });
    await castBallot(third, { proposalId: leftOpen, support: "for" });
    expect((await getProposal(first, { proposalId: leftOpen })).state).to.equal("succeeded");
    const refusal: unknown = await execute(first, { proposalId: leftOpen }).catch((error: unknown) => error);
    expect(String(refusal)).to.include("GovernedNotGovernor");
  });
});
