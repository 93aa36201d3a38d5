import type { Amendment } from "../../amendments/Amendment.ts";
import { requireAccount } from "../../clients/connect.ts";
import { createArtifactResolver } from "../../deployment/createArtifactResolver.ts";
import { locateAmendment } from "../../deployment/DeploymentFolder.ts";
import type { Workplace } from "../../terminal/Workplace.ts";

/** Deploys what an amendment needs, with the account that `--key` names. Contracts of an earlier run are not deployed again. */
export async function deployPlanned(place: Workplace, { number, planned = [] }: Amendment): Promise<void> {
  const { deployment, folder } = await place.deployment();
  const provider = await place.provider();
  const { signer } = requireAccount(await place.key(deployment.chain.chainId, provider));
  const names = planned.map(({ name }) => name).join(", ");
  await place.confirm(`Deploy what amendment ${number} needs (${names})? It has no power before the vote.`);
  place.terminal.say("building the contracts");
  // Ignition takes a third of a second to load, and no other command of the program needs it.
  const { deployContracts } = await import("../../deployment/deployContracts.ts");
  await deployContracts({
    name: `Amendment${String(number).padStart(4, "0")}`,
    planned,
    standing: deployment,
    folder: locateAmendment(folder, number),
    provider,
    deployer: signer,
    artifactResolver: await createArtifactResolver(place),
    report: place.terminal.progress,
    signal: place.signal,
  });
}
