import { once } from "node:events";
import { join } from "node:path";

import { Wallet } from "ethers";

import { acceptForAll } from "../chain/acceptForAll.ts";
import { assertPortFree } from "../chain/assertPortFree.ts";
import { comeToPresent } from "../chain/comeToPresent.ts";
import { connectChain } from "../chain/connectChain.ts";
import { drawLocalKeys } from "../chain/drawLocalKeys.ts";
import { formatKeyVariables } from "../chain/formatKeyVariables.ts";
import { startChain } from "../chain/startChain.ts";
import { createArtifactResolver } from "../deployment/createArtifactResolver.ts";
import { locateDeployment } from "../deployment/DeploymentFolder.ts";
import { deployConsortium } from "../deployment/deployConsortium.ts";
import { createFoundingPlan } from "../founding/createFoundingPlan.ts";
import { locateFounding } from "../founding/locateFounding.ts";
import { readFounding } from "../founding/readFounding.ts";
import { writePrivateFile } from "../keys/writePrivateFile.ts";
import type { Command } from "../terminal/Command.ts";
import { type Input, malformed } from "../terminal/Input.ts";
import type { Terminal } from "../terminal/Terminal.ts";
import { toJson } from "../terminal/toJson.ts";
import { LOCAL_HOST, LOCAL_PORT } from "../toolchain/networks.ts";

/** So old that no parameter is in its cool-down any more: what members may change later, a newcomer may change now. */
const AGE_MS = 100 * 86_400_000;

/** Starts a chain on this machine with a consortium on it, and runs until it is told to stop. */
export const startCommand: Command = {
  name: "",
  summary: "Start a chain on this machine, found a consortium on it, and leave both running until Ctrl-C.",
  options: {
    network: {
      value: "NAME",
      says: "which constitution: a folder below deployments/ (default: the real one where its members file is)",
    },
    port: { value: "PORT", says: `where to listen (default: ${LOCAL_PORT})` },
    id: { value: "ID", says: "folder for the deployment, beginning with local- (default: local-<network>)" },
    unfounded: { says: "leave it to you to accept for the members: until the founding quorum nothing else works" },
  },
  run: async ({ root, environment, terminal, signal }, input) => {
    const files = await locateFounding(root, input.optional("network"));
    const port = readPort(input);
    const id = readId(input, files.network);
    const folder = locateDeployment(root, id);
    const founding = await readFounding(files);
    for (const warning of founding.warnings) terminal.say(`note: ${warning.summary}`);
    const keys = drawLocalKeys(founding.constitution, founding.organisations);
    const plan = createFoundingPlan(founding.constitution, founding.organisations, keys.founding);

    await assertPortFree({ host: LOCAL_HOST, port }, plan.chainId);
    terminal.say("building the contracts");
    const artifactResolver = await createArtifactResolver({ environment, signal });
    const secrets = [keys.deployer, ...keys.secrets.flatMap(({ cold, hot }) => [cold, ...hot])];
    const beganAt = new Date(Date.now() - AGE_MS);
    const chain = await startChain({ host: LOCAL_HOST, port, chainId: plan.chainId, secrets, beganAt });
    try {
      const provider = await connectChain({ url: chain.url, chainId: plan.chainId });
      terminal.say(`deploying ${plan.name}`);
      const { deployment, earlierRun } = await deployConsortium({
        plan,
        folder,
        isLocal: true,
        provider,
        deployer: new Wallet(keys.deployer, provider),
        artifactResolver,
        report: terminal.progress,
        signal,
      });
      if (earlierRun === "moved aside") terminal.say(`the deployment of an earlier chain went to ${id}.previous`);
      const addressOf = (contract: string) => deployment.contracts.find(({ name }) => name === contract)?.address;
      const constitution = addressOf("Constitution");
      const isFounded = !input.flag("unfounded");
      if (isFounded && constitution !== undefined) {
        terminal.say("the members accept the state that they join");
        const { chainId, seats } = plan;
        const { secrets } = keys;
        await acceptForAll({ provider, chainId, constitution, seats, secrets, report: terminal.progress, signal });
      }
      await comeToPresent(provider);
      const keyFile = join(folder.path, "keys.env");
      await writePrivateFile(keyFile, formatKeyVariables(plan, keys.secrets));
      provider.destroy();
      const ready = {
        url: chain.url,
        chainId: plan.chainId,
        deployment: id,
        isFounded,
        governor: addressOf("Governor") ?? null,
        keys: `deployments/${id}/keys.env`,
      };
      if (input.flag("json")) terminal.print(toJson(ready));
      else for (const line of describe(ready, plan.name, terminal)) terminal.print(line);
      if (!signal.aborted) await once(signal, "abort");
      terminal.say("stopping the chain; it is forgotten");
      return { json: { stopped: true }, lines: [] };
    } finally {
      await chain.stop();
    }
  },
};

interface Ready {
  readonly url: string;
  readonly chainId: bigint;
  readonly deployment: string;
  readonly isFounded: boolean;
  readonly keys: string;
}

function describe(ready: Ready, name: string, { style }: Terminal): readonly string[] {
  const { url, chainId, deployment, isFounded, keys } = ready;
  const flag = url.endsWith(`:${LOCAL_PORT}`) ? "" : ` --rpc ${url}`;
  return [
    "",
    style("bold", `${name} ${isFounded ? "is founded" : "is deployed"} and in the hands of its members.`),
    `  node        ${url}, chain ${chainId}`,
    `  deployment  deployments/${deployment}`,
    `  keys        ${keys}, of this chain only`,
    "",
    "In another terminal:",
    `  export QUORATE_DEPLOYMENT=${deployment}; set -a; . ${keys}; set +a`,
    `  npx quorate doctor${flag}`,
    `  npx quorate member list${flag}`,
    isFounded
      ? `  npx quorate member suspend 5 +2d --propose --key env:QUORATE_SEAT_0_HOT_1${flag}`
      : `  npx quorate founding accept --seat 0 --key env:QUORATE_SEAT_0_HOT_1${flag}`,
    "",
    "Ctrl-C stops the chain.",
  ];
}

function readPort(input: Input): number {
  const text = input.optional("port");
  if (text === null) return LOCAL_PORT;
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw malformed("--port", text, "a number from 1 to 65535");
}

function readId(input: Input, network: string): string {
  const id = input.optional("id") ?? `local-${network}`;
  if (/^local-[a-z0-9-]+$/.test(id)) return id;
  throw malformed("--id", id, "local- and lower-case letters, digits and dashes, as in local-trial");
}
