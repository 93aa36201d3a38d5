import type { ArtifactResolver } from "@nomicfoundation/ignition-core";
import type { Wallet } from "ethers";

import { type Address, createClient, parseAddress, type Receipt, toQuorateError } from "#sdk";

import { locateDeployment } from "../deployment/DeploymentFolder.ts";
import { deployConsortium } from "../deployment/deployConsortium.ts";
import { verifierContracts } from "../deployment/verifierArtifacts.ts";
import { createFoundingPlan } from "../founding/createFoundingPlan.ts";
import type { FoundingPlan } from "../founding/FoundingPlan.ts";
import type { FoundingFiles } from "../founding/locateFounding.ts";
import type { Founding } from "../founding/readFounding.ts";
import type { Batching } from "./batching/Batching.ts";
import type { Cast } from "./cast/Cast.ts";
import { createFounders } from "./cast/createFounders.ts";
import type { Chain } from "./chain/Chain.ts";
import type { Exchange } from "./exchange/Exchange.ts";
import { joinNames } from "./narration/joinNames.ts";
import type { Narrator } from "./narration/Narrator.ts";
import { clientOf } from "./stage/clientOf.ts";
import { confirm } from "./stage/confirm.ts";
import { expectRefusal } from "./stage/expectRefusal.ts";
import type { Stage } from "./stage/Stage.ts";

const FOUNDER = "The founder";

/** What the stage stands on. */
export interface SetStageParameters {
  readonly root: string;
  /** Folder that the files of this run are written to. */
  readonly folder: string;
  /** Folder below `deployments/`. */
  readonly deploymentId: string;
  readonly files: FoundingFiles;
  readonly founding: Founding;
  readonly chain: Chain;
  readonly artifactResolver: ArtifactResolver;
  readonly narrator: Narrator;
  readonly exchange: Exchange;
  readonly batching: Batching;
  readonly signal: AbortSignal;
}

/** Reads the files of the founding, deploys the consortium and hands all power to its members. */
export async function setStage(parameters: SetStageParameters): Promise<Stage> {
  const { root, folder, narrator, exchange, batching, signal } = parameters;
  const { files, founding, chain } = parameters;
  const { constitution, organisations, warnings } = founding;
  const rows = organisations.flatMap(({ nodes }) => nodes).length;
  const spellings = organisations.flatMap((organisation) => organisation.spellings).length;
  narrator.step(
    FOUNDER,
    `reads the members file of ${files.network === "sample" ? "our own sample" : "the real network"}: ${rows} nodes under ${spellings} spellings, which the alias file folds to ${organisations.length} organisations.`,
  );
  if (warnings.length > 0)
    narrator.list(
      "Worth a look, and no reason to stop:",
      warnings.map(({ summary }) => summary),
    );
  narrator.step(
    FOUNDER,
    `reads the constitution of "${constitution.name}": ${constitution.rules.length} rules and ${constitution.parameters.length} parameters, on chain ${constitution.chainId}, founded once ${constitution.foundingQuorumBps / 100} % of all weight has accepted.`,
  );

  const account = await chain.createAccount();
  const { cast, keys } = await narrator.working("drawing the members' keys", () =>
    createFounders(chain, account, founding),
  );
  tellCast(narrator, cast);
  const plan = createFoundingPlan(constitution, organisations, keys);
  const deployed = await deploy({ ...parameters, chain, account, plan });
  const verifiers = {
    p256: deployed.at(verifierContracts.p256),
    webauthn: deployed.at(verifierContracts.webauthn),
    rsa: deployed.at(verifierContracts.rsa),
  };
  const register = {
    seats: Object.fromEntries(cast.members.map(({ seat, name }) => [String(seat), name])),
    commitments: {},
  };
  const client = await createClient({
    runner: await chain.createAccount(),
    constitution: deployed.at("Constitution"),
    names: {
      ...register,
      accounts: {
        [verifiers.p256]: "for P-256 keys",
        [verifiers.webauthn]: "for passkeys",
        [verifiers.rsa]: "for RSA keys",
      },
      parameters: Object.fromEntries(plan.parameters.map(({ name, type, unit }) => [name, { kind: type, unit }])),
    },
    signal,
  });
  narrator.step(
    FOUNDER,
    `deploys ${deployed.count} contracts with Ignition, lays the rules and parameters, enrols ${plan.seats.length} members with a weight of ${plan.totalWeight}, and seals it.`,
    ...deployed.receipts,
  );
  const stage: Stage = {
    root,
    folder,
    chain,
    client,
    cast,
    plan,
    narrator,
    verifiers,
    register,
    exchange,
    batching,
    signal,
  };
  await showPowerless(stage, account);
  return stage;
}

interface Deployed {
  readonly at: (name: string) => Address;
  readonly count: number;
  /** Of all transactions of the founder, the members' Safe among them. */
  readonly receipts: readonly Pick<Receipt, "blockNumber" | "gasUsed">[];
}

async function deploy(
  parameters: SetStageParameters & { readonly account: Wallet; readonly plan: FoundingPlan },
): Promise<Deployed> {
  const { root, deploymentId, artifactResolver, narrator, signal, chain, account, plan } = parameters;
  const before = await chain.provider.getBlockNumber();
  const { deployment } = await narrator.working("deploying", (advance) =>
    deployConsortium({
      plan,
      folder: locateDeployment(root, deploymentId),
      isLocal: true,
      provider: chain.provider,
      deployer: account,
      artifactResolver,
      report: (done, total) => advance(done / total),
      signal,
    }),
  );
  const receipts: { blockNumber: bigint; gasUsed: bigint }[] = [];
  for (let block = before + 1; block <= (await chain.provider.getBlockNumber()); block += 1) {
    for (const hash of (await chain.provider.getBlock(block))?.transactions ?? []) {
      const receipt = await chain.provider.getTransactionReceipt(hash);
      if (receipt?.from === account.address) receipts.push({ blockNumber: BigInt(block), gasUsed: receipt.gasUsed });
    }
  }
  return {
    at: (name) => {
      const contract = deployment.contracts.find((candidate) => candidate.name === name);
      if (contract === undefined) throw new TypeError(`nothing called ${name} was deployed`);
      return parseAddress(contract.address);
    },
    count: deployment.contracts.length,
    receipts,
  };
}

function tellCast(narrator: Narrator, cast: Cast): void {
  const council = cast.as("council");
  narrator.step(
    `The ${cast.members.length} organisations`,
    "each draw a cold account, which manages their keys, and a key to vote with.",
  );
  narrator.list("Not all of them vote with a plain account:", [
    `${cast.as("safe").name} votes with ${cast.as("safe").keys[0]?.label ?? "nothing"}.`,
    `${council.name} has ${council.keys.length} officers, and ${council.ballotsNeeded} of them have to agree on its ballot.`,
    `${joinNames([cast.as("device").name, cast.as("passkey").name])} will add a P-256 key and a passkey once the members have approved such keys.`,
  ]);
}

async function showPowerless(stage: Stage, account: Wallet): Promise<void> {
  const { constitution } = stage.client.contracts;
  confirm(
    stage,
    BigInt(await constitution.founder()) === 0n,
    "The constitution knows no founder any more: all power is with the governor, and the governor obeys votes alone.",
  );
  await expectRefusal(stage, {
    who: FOUNDER,
    attempted: "tries to lay one more rule.",
    error: "ConstitutionNotFounder",
    attempt: () => layRules(stage, account),
  });
}

async function layRules(stage: Stage, account: Wallet): Promise<void> {
  const { contracts } = clientOf(stage, account);
  try {
    await account.sendTransaction(await contracts.constitution.layRules.populateTransaction([]));
  } catch (error) {
    throw toQuorateError(error, "laying a rule");
  }
}
