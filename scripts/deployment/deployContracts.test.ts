import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { ArtifactResolver } from "@nomicfoundation/ignition-core";
import { expect } from "chai";
import { type JsonRpcProvider, toBeHex, Wallet } from "ethers";

import { connectChain } from "../chain/connectChain.ts";
import { findFreePort } from "../chain/findFreePort.ts";
import { type RunningChain, startChain } from "../chain/startChain.ts";
import { captureRejection } from "../founding/captureError.ts";
import { toHex } from "../founding/toHex.ts";
import { listGovernorContracts } from "../modules/suiteContracts.ts";
import { getChainIdentity } from "./ChainIdentity.ts";
import { createArtifactResolver } from "./createArtifactResolver.ts";
import type { Deployment } from "./Deployment.ts";
import { locateAmendment, locateDeployment } from "./DeploymentFolder.ts";
import { type DeployContractsParameters, deployContracts } from "./deployContracts.ts";
import { type FindConstructionFaultsParameters, findConstructionFaults } from "./findConstructionFaults.ts";

const CHAIN_ID = 7_867_284n;
const SECRET = toHex(toBeHex(7n, 32));
const PLANNED = listGovernorContracts({ addressOf: "Governor" });

// REQ-DEP-04
describe("Contracts that are deployed beside a suite", function () {
  this.timeout(180_000);

  let root: string;
  let artifactResolver: ArtifactResolver;
  let chain: RunningChain;
  let provider: JsonRpcProvider;
  let standing: Deployment;

  before(async () => {
    root = await mkdtemp(join(tmpdir(), "quorate-"));
    artifactResolver = await createArtifactResolver({ environment: process.env, signal: new AbortController().signal });
    chain = await startChain({ host: "127.0.0.1", port: await findFreePort(), chainId: CHAIN_ID, secrets: [SECRET] });
    provider = await connectChain({ url: chain.url, chainId: CHAIN_ID });
    const codeHash = toHex(toBeHex(0n, 32));
    const contracts = ["Constitution", "MemberRegistry", "Governor"].map((name, index) => {
      return { name, address: toHex(toBeHex(0x100 + index, 20)), codeHash };
    });
    standing = { chain: await getChainIdentity(provider), contracts };
  });

  after(async () => {
    provider.destroy();
    await chain.stop();
    await rm(root, { recursive: true });
  });

  const toParameters = (changes: Partial<DeployContractsParameters> = {}): DeployContractsParameters => ({
    name: "Amendment0003",
    planned: PLANNED,
    standing,
    folder: locateAmendment(locateDeployment(root, "trial"), 3),
    provider,
    deployer: new Wallet(SECRET, provider),
    artifactResolver,
    report: () => {},
    signal: new AbortController().signal,
    ...changes,
  });
  const countSent = async (): Promise<number> => provider.getTransactionCount(new Wallet(SECRET).address);
  const judge = async (
    { contracts }: Pick<Deployment, "contracts">,
    changes: Partial<FindConstructionFaultsParameters> = {},
  ) =>
    findConstructionFaults({
      planned: PLANNED,
      standing: standing.contracts,
      deployed: contracts,
      provider,
      readArtifact: async (name) => artifactResolver.loadArtifact(name),
      ...changes,
    });

  it("go on where they were stopped, and are not sent again", async () => {
    const stopping = new AbortController();
    const report = (done: number): void => {
      if (done >= 1) stopping.abort();
    };
    const stopped = await captureRejection(() => deployContracts(toParameters({ report, signal: stopping.signal })));
    expect(stopped.code).to.equal("DEPLOYMENT_INTERRUPTED");
    expect(await countSent()).to.be.within(1, PLANNED.length - 1);

    const { contracts } = await deployContracts(toParameters());
    expect(contracts.map(({ name }) => name)).to.have.members(PLANNED.map(({ name }) => name));
    expect(await countSent()).to.equal(PLANNED.length);
    expect((await deployContracts(toParameters())).contracts).to.deep.equal(contracts);
    expect(await countSent()).to.equal(PLANNED.length);
  });

  it("are what the sources construct, each told of the others; anything else is named", async () => {
    const { contracts } = await deployContracts(toParameters());
    expect(await judge({ contracts })).to.deep.equal([]);

    const swapped = contracts.map((contract) =>
      contract.name === "Canvass" ? { ...contract, address: toHex(Wallet.createRandom().address) } : contract,
    );
    const faults = await judge({ contracts: swapped });
    expect(faults.map(({ code, facts }) => [code, facts.contract])).to.deep.equal([
      ["CODE_DIFFERS", "Canvass"],
      ["CODE_DIFFERS", "GovernorFace"],
      ["CODE_DIFFERS", "Governor"],
    ]);
    const absent = await judge({ contracts: contracts.filter(({ name }) => name !== "Governor") });
    expect(absent.map(({ code, facts }) => [code, facts.contract])).to.deep.equal([["DEPLOYMENT_ABSENT", "Governor"]]);
  });

  it("are not said to be anything by a node that takes no state override", async () => {
    const { contracts } = await deployContracts(toParameters());
    const plain: JsonRpcProvider = Object.create(provider);
    plain.send = (method, values) => provider.send(method, Array.isArray(values) ? values.slice(0, 2) : values);
    for (const name of ["Canvass", "Governor"]) {
      const planned = PLANNED.filter((contract) => contract.name === name);
      const known = { standing: [...standing.contracts, ...contracts], planned, provider: plain };
      const error = await captureRejection(() => judge({ contracts }, known));
      expect([error.code, error.facts.contract]).to.deep.equal(["CONSTRUCTION_UNKNOWABLE", name]);
    }
  });

  it("with other arguments than those they were begun with are refused", async () => {
    const other = listGovernorContracts({ addressOf: "MemberRegistry" });
    const error = await captureRejection(() => deployContracts(toParameters({ planned: other })));
    expect(error.code).to.equal("DEPLOYMENT_CHANGED");
    expect(error.facts.steps).to.deep.equal(["Amendment0003#Governor"]);
  });
});
