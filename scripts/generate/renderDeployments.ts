import { existsSync, globSync, readFileSync } from "node:fs";
import path from "node:path";

import { getAddress } from "ethers";

import { parseJsonObject, textIn } from "../checks/solidity/json.ts";
import { modules } from "./modules.ts";
import { BANNER, lowerFirst, quote } from "./renderAbi.ts";

interface Deployment {
  readonly network: string;
  readonly chainId: string;
  readonly addresses: ReadonlyMap<string, string>;
}

/**
 * The catalogue of deployments that other people can reach: every `deployments/<network>/deployed_addresses.json`, with the
 * chain id that people wrote into the network's constitution. Chains of one machine (`local...`) are left out.
 *
 * @throws Error naming the file where a module's address, or the chain id, is missing
 */
export function renderDeployments(root: string): string {
  const files = globSync("deployments/*/deployed_addresses.json", { cwd: root }).sort();
  const deployments = files
    .map((file) => path.basename(path.dirname(file)))
    .filter((network) => !network.startsWith("local"))
    .map((network) => readDeployment(root, network));
  const entries = deployments.map(
    ({ network, chainId, addresses }) => `  ${quote(network)}: {
    chainId: ${chainId}n,
${[...addresses].map(([module, address]) => `    ${lowerFirst(module)}: ${quote(address)},\n`).join("")}  },
`,
  );
  return `${BANNER}/** Where a consortium's modules are, as they were deployed; the directory on chain names those in force. */
export interface DeploymentEntry {
  readonly chainId: bigint;
${modules.map((module) => `  readonly ${lowerFirst(module.name)}: \`0x\${string}\`;\n`).join("")}}

/** Every committed deployment, by network. */
export const deploymentCatalogue: Readonly<Record<string, DeploymentEntry>> = {
${entries.join("")}};
`;
}

function readDeployment(root: string, network: string): Deployment {
  const folder = path.join(root, "deployments", network);
  const addressesFile = `deployments/${network}/deployed_addresses.json`;
  const constitutionFile = path.join(folder, "constitution.json");
  const deployed = parseJsonObject(readFileSync(path.join(root, addressesFile), "utf8"), addressesFile);
  if (!existsSync(constitutionFile)) throw new Error(`${addressesFile} stands without a constitution.json beside it`);
  const { chainId } = parseJsonObject(readFileSync(constitutionFile, "utf8"), constitutionFile);
  if (typeof chainId !== "number") throw new Error(`deployments/${network}/constitution.json names no chainId`);
  const addresses = modules.map(({ name }): readonly [string, string] => {
    const id = Object.keys(deployed).find((candidate) => candidate.split("#").at(-1) === name);
    if (id === undefined) throw new Error(`${addressesFile} has no address of ${name}`);
    return [name, getAddress(textIn(deployed, id))];
  });
  return { network, chainId: String(chainId), addresses: new Map(addresses) };
}
