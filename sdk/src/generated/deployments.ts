// Written by `npm run generate`. Do not edit: `npm run check:generated` compares it with the contracts.
/** Where a consortium's modules are, as they were deployed; the directory on chain names those in force. */
export interface DeploymentEntry {
  readonly chainId: bigint;
  readonly constitution: `0x${string}`;
  readonly memberRegistry: `0x${string}`;
  readonly governor: `0x${string}`;
  readonly guardians: `0x${string}`;
  readonly accession: `0x${string}`;
  readonly groupDirectory: `0x${string}`;
  readonly keyDirectory: `0x${string}`;
  readonly confidentialRegistry: `0x${string}`;
  readonly batchAnchor: `0x${string}`;
  readonly batchExecutor: `0x${string}`;
}

/** Every committed deployment, by network. */
export const deploymentCatalogue: Readonly<Record<string, DeploymentEntry>> = {
};
