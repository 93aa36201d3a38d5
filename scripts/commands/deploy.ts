import { connectChain } from "../chain/connectChain.ts";
import { createArtifactResolver } from "../deployment/createArtifactResolver.ts";
import { locateDeployment } from "../deployment/DeploymentFolder.ts";
import { deployConsortium } from "../deployment/deployConsortium.ts";
import { createFoundingPlan } from "../founding/createFoundingPlan.ts";
import { locateFounding } from "../founding/locateFounding.ts";
import { parseFoundingKeys } from "../founding/parseFoundingKeys.ts";
import { readFounding } from "../founding/readFounding.ts";
import { readTextFile } from "../founding/readTextFile.ts";
import type { AnyKey } from "../keys/toVotingKey.ts";
import type { AccountKey } from "../keys/VotingKey.ts";
import type { Command } from "../terminal/Command.ts";
import { malformed } from "../terminal/Input.ts";

/** Deploys a consortium to a chain that others can reach. */
export const deployCommand: Command = {
  name: "",
  summary: "Deploy a consortium and hand all power to its members; run again, go on where it was stopped.",
  options: {
    network: { value: "NAME", says: "which constitution: a folder below deployments/" },
    members: { value: "PATH", says: "the members file (default: where the network keeps it)" },
    "founding-keys": { value: "PATH", says: "the keys that members handed in" },
    id: {
      value: "ID",
      says: "folder for the deployment (default: the network's own; local-... for a chain of this machine)",
    },
  },
  run: async (place, input) => {
    const { root, environment, terminal, signal } = place;
    const located = await locateFounding(root, input.optional("network"));
    const files = { ...located, membersFile: input.optional("members") ?? located.membersFile };
    const keysFile = input.option("founding-keys");
    const id = input.optional("id") ?? files.network;
    if (!/^[a-z0-9][a-z0-9-]*$/.test(id)) throw malformed("--id", id, "lower-case letters, digits and dashes");
    const founding = await readFounding(files);
    for (const warning of founding.warnings) terminal.say(`note: ${warning.summary}`);
    const keys = parseFoundingKeys(await readTextFile(keysFile), { file: keysFile });
    const plan = createFoundingPlan(founding.constitution, founding.organisations, keys);

    const provider = await connectChain({ url: place.rpcUrl, chainId: plan.chainId });
    try {
      const key = await place.key(plan.chainId, provider);
      if (!isAccount(key))
        throw malformed("--key", key.publicKey.kind, "the source of an account, which can send transactions");
      await place.confirm(`Deploy ${plan.name} with ${plan.seats.length} seats to chain ${plan.chainId}?`);
      terminal.say("building the contracts");
      const { deployment, earlierRun, isResumed, postponed } = await deployConsortium({
        plan,
        folder: locateDeployment(root, id),
        isLocal: id.startsWith("local-"),
        provider,
        deployer: key.signer,
        artifactResolver: await createArtifactResolver({ environment, signal }),
        report: terminal.progress,
        signal,
      });
      for (const { organisation, keys: later } of postponed) {
        terminal.say(`note: ${organisation} adds ${later.length} of its keys once their verifier is approved by vote`);
      }
      return {
        json: { id, earlierRun, isResumed, ...deployment, postponed },
        lines: [
          ...deployment.contracts.map(({ name, address }) => `  ${name.padEnd(24)} ${address}`),
          `${plan.name} is deployed in deployments/${id}; its deployer has no power.`,
          `Next: members accept, until a weight of ${plan.foundingWeight} of ${plan.totalWeight} has (quorate founding accept).`,
        ],
      };
    } finally {
      provider.destroy();
    }
  },
};

function isAccount(key: AnyKey): key is AccountKey {
  return "signer" in key;
}
