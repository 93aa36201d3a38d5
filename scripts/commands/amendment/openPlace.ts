import { existsSync } from "node:fs";

import type { Amendment, AmendmentPlace } from "../../amendments/Amendment.ts";
import { createArtifactResolver } from "../../deployment/createArtifactResolver.ts";
import { locateAmendment } from "../../deployment/DeploymentFolder.ts";
import { findConstructionFaults } from "../../deployment/findConstructionFaults.ts";
import { readDeployment } from "../../deployment/readDeployment.ts";
import type { Workplace } from "../../terminal/Workplace.ts";

/** Finds what an amendment may know beside the chain. The contracts are built only where their code is asked for. */
export async function openPlace(place: Workplace, amendment: Amendment): Promise<AmendmentPlace> {
  const { deployment, folder } = await place.deployment();
  const { planned = [], number } = amendment;
  const own = locateAmendment(folder, number);
  const deployed = existsSync(own.codeHashes) ? (await readDeployment(own)).contracts : [];
  return {
    contracts: deployment.contracts,
    deployed,
    findConstructionFaults: async () => {
      const artifacts = await createArtifactResolver(place);
      return await findConstructionFaults({
        planned,
        standing: deployment.contracts,
        deployed,
        provider: await place.provider(),
        readArtifact: async (name) => artifacts.loadArtifact(name),
      });
    },
  };
}
