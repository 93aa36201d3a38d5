/**
 * Codes of the faults in deploying a consortium and in finding what was deployed, each with what it means.
 * The sentences feed the generated error reference.
 */
export const deploymentCodes = {
  GENESIS_DIFFERS: "The chain has the id of the deployment's chain and began otherwise: it is another chain.",
  CODE_ABSENT: "The deployment names an address at which nothing stands.",
  CODE_DIFFERS: "Another code stands at an address than the one that was deployed there.",
  CONSTRUCTION_UNKNOWABLE: "The node cannot say what code the sources give at an address.",
  CONTRACTS_NOT_BUILT: "The compiler refused the contracts, so that there is nothing to deploy.",
  DEPLOYMENT_ABSENT: "A folder holds no deployment, or one that was not completed.",
  DEPLOYMENT_MALFORMED: "A file of a deployment is not what a deployment wrote.",
  DEPLOYMENT_CHANGED:
    "The contracts, their arguments or the founding are not those with which the deployment was begun.",
  DEPLOYMENT_FAILED: "A step of the deployment failed on chain.",
  DEPLOYMENT_INTERRUPTED: "Somebody stopped a deployment before its end.",
  DEPLOYMENT_NOT_SEALED: "After the deployment somebody other than governance still has power.",
  KEY_VERIFIER_PENDING: "Too few of an organisation's keys can vote before a verifier is approved by vote.",
  PORT_TAKEN: "Another program listens where the local chain would.",
  NODE_FOREIGN: "A node that is not ours answers where the local chain would.",
  NODE_RUNNING: "The local chain runs already.",
} as const satisfies Readonly<Record<string, string>>;

/** A code of a fault in deploying a consortium or in finding what was deployed. */
export type DeploymentCode = keyof typeof deploymentCodes;
