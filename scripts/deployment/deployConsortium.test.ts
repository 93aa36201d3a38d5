import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import type { ArtifactResolver } from "@nomicfoundation/ignition-core";
import { expect } from "chai";
import { type JsonRpcProvider, Wallet } from "ethers";

import { assertPortFree } from "../chain/assertPortFree.ts";
import { connectChain } from "../chain/connectChain.ts";
import { drawLocalKeys, type LocalKeys } from "../chain/drawLocalKeys.ts";
import { findFreePort } from "../chain/findFreePort.ts";
import { type RunningChain, startChain } from "../chain/startChain.ts";
import { captureRejection } from "../founding/captureError.ts";
import { createFoundingPlan } from "../founding/createFoundingPlan.ts";
import type { FoundingPlan } from "../founding/FoundingPlan.ts";
import { locateFounding } from "../founding/locateFounding.ts";
import { readFounding } from "../founding/readFounding.ts";
import { createArtifactResolver } from "./createArtifactResolver.ts";
import { type DeploymentFolder, locateDeployment } from "./DeploymentFolder.ts";
import { type DeployConsortiumParameters, deployConsortium } from "./deployConsortium.ts";
import { findDeploymentFaults } from "./findDeploymentFaults.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const HOST = "127.0.0.1";

describe("A deployment", function () {
  this.timeout(180_000);

  let plan: FoundingPlan;
  let keys: LocalKeys;
  let artifactResolver: ArtifactResolver;
  let root: string;
  let chain: RunningChain;
  let provider: JsonRpcProvider;
  let prepared: Promise<void>;
  const over = new AbortController();

  before(() => {
    prepared = prepare();
    return prepared;
  });

  // Preparing builds the contracts, which may take longer than it has: nothing that it begins afterwards stays open.
  after(async () => {
    over.abort();
    await Promise.allSettled([prepared]);
    if (chain !== undefined) await end();
    if (root !== undefined) await rm(root, { recursive: true });
  });

  async function prepare(): Promise<void> {
    const { constitution, organisations } = await readFounding(await locateFounding(ROOT, "sample"));
    keys = drawLocalKeys(constitution, organisations);
    plan = createFoundingPlan(constitution, organisations, keys.founding);
    artifactResolver = await createArtifactResolver({ environment: process.env, signal: over.signal });
    root = await mkdtemp(join(tmpdir(), "quorate-"));
    await begin();
  }

  async function begin(): Promise<void> {
    chain = await startChain({
      host: HOST,
      port: await findFreePort(),
      chainId: plan.chainId,
      secrets: [keys.deployer],
    });
    provider = await connectChain({ url: chain.url, chainId: plan.chainId });
  }

  async function end(): Promise<void> {
    provider?.destroy();
    await chain.stop();
  }

  function toParameters(
    folder: DeploymentFolder,
    changes: Partial<DeployConsortiumParameters> = {},
  ): DeployConsortiumParameters {
    const deployer = new Wallet(keys.deployer, provider);
    const { signal } = new AbortController();
    return { plan, folder, isLocal: true, provider, deployer, artifactResolver, report: () => {}, signal, ...changes };
  }

  const countSent = async (): Promise<number> => provider.getTransactionCount(new Wallet(keys.deployer).address);

  // REQ-DEP-02
  it("to a chain of another id is refused before anything is sent", async () => {
    const folder = locateDeployment(root, "foreign");
    const other = { ...plan, chainId: plan.chainId + 1n };
    const error = await captureRejection(() => deployConsortium(toParameters(folder, { plan: other })));
    expect(error.code).to.equal("CHAIN_FOREIGN");
    expect(error.facts).to.deep.include({ expected: other.chainId, found: plan.chainId });
    expect(await countSent()).to.equal(0);
    expect(existsSync(folder.path)).to.equal(false);
  });

  // REQ-DEP-01
  it("that is stopped goes on where it was, is sealed, and sends nothing when it is run again", async () => {
    const folder = locateDeployment(root, "stopped");
    const stopping = new AbortController();
    const report = (done: number): void => {
      if (done >= 7) stopping.abort();
    };
    const stopped = await captureRejection(() =>
      deployConsortium(toParameters(folder, { report, signal: stopping.signal })),
    );
    expect(stopped.code).to.equal("DEPLOYMENT_INTERRUPTED");
    const sentBefore = await countSent();
    expect(sentBefore).to.be.greaterThan(6);

    const resumed = await deployConsortium(toParameters(folder));
    expect(resumed).to.deep.include({ earlierRun: "same chain", isResumed: true, postponed: [] });
    expect(resumed.deployment.contracts.map(({ name }) => name)).to.include.members([
      "Constitution",
      "Governor",
      "ERC7913WebAuthnVerifier",
    ]);
    const sent = await countSent();
    expect(sent).to.equal(20);

    const again = await deployConsortium(toParameters(folder));
    expect(again.deployment).to.deep.equal(resumed.deployment);
    expect(await countSent()).to.equal(sent);
    expect(JSON.parse(await readFile(folder.names, "utf8")).seats["0"]).to.equal("Aldermoor Savings");
  });

  it("with another founding than the one it was begun with is refused", async () => {
    const folder = locateDeployment(root, "stopped");
    const [first, ...others] = plan.seats;
    if (first === undefined) throw new Error("the sample has seats");
    const other = { ...plan, seats: [{ ...first, weight: first.weight + 1 }, ...others] };
    const error = await captureRejection(() => deployConsortium(toParameters(folder, { plan: other })));
    expect(error.code).to.equal("DEPLOYMENT_CHANGED");
    expect(error.facts.steps).to.include("Quorate#enroll_1");
  });

  // REQ-DEP-02
  it("shows every address at which another code stands", async () => {
    const folder = locateDeployment(root, "stopped");
    const { deployment } = await deployConsortium(toParameters(folder));
    const canvass = deployment.contracts.find(({ name }) => name === "Canvass");
    if (canvass === undefined) throw new Error("there is a canvass");
    const code = await provider.getCode(canvass.address);
    await provider.send("hardhat_setCode", [canvass.address, "0x6001"]);
    const faults = await findDeploymentFaults(deployment, provider);
    expect(faults.map((fault) => [fault.code, fault.facts.contract])).to.deep.equal([["CODE_DIFFERS", "Canvass"]]);
    expect((await captureRejection(() => deployConsortium(toParameters(folder)))).code).to.equal("CODE_DIFFERS");
    await provider.send("hardhat_setCode", [canvass.address, code]);
  });

  it("is not mistaken for one on a chain that began anew with the same id", async () => {
    const folder = locateDeployment(root, "stopped");
    const [before, { port }] = [await readFile(folder.chain, "utf8"), new URL(chain.url)];
    expect(
      (await captureRejection(() => assertPortFree({ host: HOST, port: Number(port) }, plan.chainId))).code,
    ).to.equal("NODE_RUNNING");
    await end();
    await begin();
    const refused = await captureRejection(() => deployConsortium(toParameters(folder, { isLocal: false })));
    expect(refused.code).to.equal("GENESIS_DIFFERS");
    expect(await countSent()).to.equal(0);

    const { earlierRun, isResumed } = await deployConsortium(toParameters(folder));
    expect({ earlierRun, isResumed }).to.deep.equal({ earlierRun: "moved aside", isResumed: false });
    expect(await readFile(join(`${folder.path}.previous`, "chain.json"), "utf8")).to.equal(before);
  });

  it("leaves keys that need a verifier to later, and refuses a member that could not vote without them", async () => {
    const [first, ...others] = plan.seats;
    if (first === undefined) throw new Error("the sample has seats");
    const passkey = {
      publicKey: { kind: "webauthn" as const, key: "0x" as const },
      scopes: ["vote"] as const,
      expiresAt: null,
    };
    const stuck = { ...plan, seats: [{ ...first, hot: [passkey] }, ...others] };
    const folder = locateDeployment(root, "passkeys");
    const error = await captureRejection(() => deployConsortium(toParameters(folder, { plan: stuck })));
    expect(error.find("KEY_VERIFIER_PENDING")?.facts).to.deep.include({
      organisation: first.organisation,
      accounts: 0,
    });

    const mixed = { ...plan, seats: [{ ...first, hot: [...first.hot, passkey] }, ...others] };
    const { postponed } = await deployConsortium(toParameters(folder, { plan: mixed }));
    expect(postponed).to.deep.equal([{ seat: 0, organisation: first.organisation, keys: [passkey] }]);
  });
});
