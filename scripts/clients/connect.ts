import type { Signer } from "ethers";

import { type Address, type Client, createClient, parseAddress, QuorateError } from "#sdk";

import type { ChosenDeployment } from "../deployment/chooseDeployment.ts";
import { findDeploymentFaults } from "../deployment/findDeploymentFaults.ts";
import type { AnyKey } from "../keys/toVotingKey.ts";
import type { AccountKey } from "../keys/VotingKey.ts";
import type { Workplace } from "../terminal/Workplace.ts";
import { readNames } from "./readNames.ts";

/**
 * Connects to the consortium for reading. What stands on the chain is compared with the deployment first.
 *
 * @throws QuorateError DEPLOYMENT_ABSENT, CHAIN_UNREACHABLE, CHAIN_FOREIGN, GENESIS_DIFFERS, CODE_ABSENT, CODE_DIFFERS
 */
export async function connectReader(place: Workplace): Promise<Client> {
  return connect(place, null);
}

/**
 * Connects to the consortium with the account that `--key` names.
 *
 * @throws QuorateError as {@link connectReader}, KEY_* and KEYSTORE_*, OPTION_MISSING without a key, SIGNER_MISSING for a key that
 * is no account
 */
export async function connectSender(place: Workplace): Promise<Client> {
  const { deployment } = await place.deployment();
  const provider = await place.provider();
  const { signer } = requireAccount(await place.key(deployment.chain.chainId, provider));
  return connect(place, signer);
}

/** A key that can send. @throws QuorateError SIGNER_MISSING */
export function requireAccount(key: AnyKey): AccountKey {
  if (isAccountKey(key)) return key;
  throw new QuorateError({
    code: "SIGNER_MISSING",
    summary: `A ${key.publicKey.kind} key cannot send transactions.`,
    remedy:
      "Sign a ballot or proposal file with it (quorate ballot sign, quorate proposal sign), and let any account submit that.",
    facts: { kind: key.publicKey.kind },
  });
}

/** Whether a key is an account, which can send. */
export function isAccountKey(key: AnyKey): key is AccountKey {
  return "signer" in key;
}

/** Where a contract of the deployment stands. @throws QuorateError DEPLOYMENT_MALFORMED */
export function addressOf({ deployment, folder }: ChosenDeployment, contract: string): Address {
  const found = deployment.contracts.find(({ name }) => name === contract);
  if (found !== undefined) return parseAddress(found.address);
  throw new QuorateError({
    code: "DEPLOYMENT_MALFORMED",
    summary: `${folder.addresses} names no ${contract}.`,
    remedy: "Restore the files of the deployment from their copy.",
    facts: { file: folder.addresses, contract },
  });
}

async function connect(place: Workplace, signer: Signer | null): Promise<Client> {
  const chosen = await place.deployment();
  const provider = await place.provider();
  const [fault] = await findDeploymentFaults(chosen.deployment, provider);
  if (fault !== undefined) throw fault;
  return createClient({
    runner: signer ?? provider,
    constitution: { chainId: chosen.deployment.chain.chainId, constitution: addressOf(chosen, "Constitution") },
    names: await readNames(chosen.folder.names),
    signal: place.signal,
    timeoutMs: place.timeoutMs,
  });
}
