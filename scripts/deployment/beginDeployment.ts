import { mkdir } from "node:fs/promises";

import type { Provider } from "ethers";

import type { ChainIdentity } from "./ChainIdentity.ts";
import type { DeploymentFolder } from "./DeploymentFolder.ts";
import { type EarlierRun, settleStaleRun } from "./settleStaleRun.ts";
import { writeJsonFile } from "./writeJsonFile.ts";

/**
 * Writes down on which chain a folder's deployment is, before anything is sent to it.
 *
 * @throws QuorateError CHAIN_FOREIGN, GENESIS_DIFFERS, CODE_ABSENT, DEPLOYMENT_MALFORMED
 */
export async function beginDeployment(
  folder: DeploymentFolder,
  chain: ChainIdentity,
  place: { readonly provider: Provider; readonly isLocal: boolean },
): Promise<EarlierRun> {
  const earlierRun = await settleStaleRun(folder, chain, place);
  await mkdir(folder.path, { recursive: true });
  await writeJsonFile(folder.chain, { chainId: chain.chainId.toString(), genesis: chain.genesis });
  return earlierRun;
}
