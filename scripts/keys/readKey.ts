import type { Provider } from "ethers";

import { QuorateError } from "#sdk";

import { connectSigner } from "./connectSigner.ts";
import type { KeySource } from "./KeySource.ts";
import { parseSecret } from "./parseSecret.ts";
import { readKeystore } from "./readKeystore.ts";
import { type AnyKey, toVotingKey } from "./toVotingKey.ts";

/** What reading a key needs from outside. */
export interface ReadKeyPorts {
  /** The environment; only the variable that the source names is read. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Asks for the password of a keystore. */
  readonly askPassword: (path: string) => Promise<string>;
  /** Chain on which an account sends its transactions; null for signing off line. */
  readonly provider: Provider | null;
  /** Id of the chain that a signer behind a URL must be on. */
  readonly chainId: bigint;
  readonly signal?: AbortSignal;
  /** How long a signer behind a URL may take to answer. */
  readonly timeoutMs?: number;
}

/**
 * Reads a key from where it is kept.
 *
 * @throws QuorateError KEYSTORE_* and KEY_* for keystores and variables, SIGNER_* for signers behind a URL
 */
export async function readKey(source: KeySource, ports: ReadKeyPorts): Promise<AnyKey> {
  switch (source.kind) {
    case "keystore":
      return toVotingKey(await readKeystore(source.path, ports.askPassword), ports.provider);
    case "environment":
      return toVotingKey(
        parseSecret(readVariable(source.variable, ports.environment), source.variable),
        ports.provider,
      );
    case "rpc":
      return connectSigner(source, ports);
  }
}

function readVariable(variable: string, environment: ReadKeyPorts["environment"]): string {
  const value = environment[variable]?.trim();
  if (value !== undefined && value !== "") return value;
  throw new QuorateError({
    code: "KEY_VARIABLE_MISSING",
    summary: `The environment variable ${variable} is not set.`,
    remedy: `Set ${variable} to a private key, or name a keystore instead.`,
    facts: { variable },
  });
}
