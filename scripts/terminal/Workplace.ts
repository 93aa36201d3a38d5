import type { JsonRpcProvider } from "ethers";

import { QuorateError } from "#sdk";

import { connectChain } from "../chain/connectChain.ts";
import { type ChosenDeployment, chooseDeployment } from "../deployment/chooseDeployment.ts";
import { readTextFile } from "../founding/readTextFile.ts";
import { parseKeySource } from "../keys/parseKeySource.ts";
import { readKey } from "../keys/readKey.ts";
import type { AnyKey } from "../keys/toVotingKey.ts";
import { LOCAL_RPC_URL } from "../toolchain/networks.ts";
import type { OptionDescription } from "./Command.ts";
import { type Input, malformed } from "./Input.ts";
import type { Terminal } from "./Terminal.ts";

const DEFAULT_TIMEOUT_MS = 60_000;

/** Options that every command takes. */
export const workplaceOptions = {
  deployment: {
    value: "ID",
    says: "folder below deployments/ (default: QUORATE_DEPLOYMENT, or the only one there is)",
  },
  rpc: { value: "URL", says: "node to speak to (default: QUORATE_RPC, or the local chain)" },
  key: { value: "SOURCE", says: "who signs: keystore:<path>, env:<VARIABLE>, or the URL of a signer with #<account>" },
  "password-file": { value: "PATH", says: "file with the password of a keystore, on its first line" },
  timeout: { value: "SECONDS", says: "how long to wait for the chain (default: 60)" },
  yes: { says: "answer every question with yes" },
  json: { says: "print the result as JSON" },
  help: { says: "show this" },
} as const satisfies Readonly<Record<string, OptionDescription>>;

/** What a command finds around it. */
export interface WorkplaceParameters {
  /** Folder of the checkout. */
  readonly root: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly terminal: Terminal;
  /** Aborts at Ctrl-C. */
  readonly signal: AbortSignal;
  readonly input: Input;
}

/** What a command works with; each part is made when it is first asked for. */
export interface Workplace extends AsyncDisposable {
  readonly root: string;
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly timeoutMs: number;
  /** The node's address. */
  readonly rpcUrl: string;
  /** The deployment that the command is about. */
  readonly deployment: () => Promise<ChosenDeployment>;
  /** A node of the deployment's chain; its id has been compared. */
  readonly provider: () => Promise<JsonRpcProvider>;
  /**
   * The key that `--key` names.
   *
   * @param chainId the chain that a signer behind a URL must be on
   * @param provider where an account sends; null for signing off line
   */
  readonly key: (chainId: bigint, provider: JsonRpcProvider | null) => Promise<AnyKey>;
  /** Asks for a yes, unless `--yes` gave it. @throws QuorateError DECLINED, ANSWER_NEEDED */
  readonly confirm: (question: string) => Promise<void>;
  /** The password of a keystore. */
  readonly askPassword: (path: string) => Promise<string>;
}

/** Makes the workplace of one command. */
export function createWorkplace(parameters: WorkplaceParameters): Workplace {
  const { root, environment, terminal, signal, input } = parameters;
  const timeoutMs = readTimeout(input);
  const rpcUrl = input.optional("rpc") ?? environment.QUORATE_RPC ?? LOCAL_RPC_URL;
  const opened: JsonRpcProvider[] = [];
  const deployment = once(() =>
    chooseDeployment(root, checkFolderName(input.optional("deployment") ?? environment.QUORATE_DEPLOYMENT ?? null)),
  );
  const askPassword = async (path: string): Promise<string> => {
    const file = input.optional("password-file");
    if (file !== null) return (await readTextFile(file)).split(/\r?\n/)[0] ?? "";
    return (
      environment.QUORATE_PASSWORD ??
      terminal.ask(`Password of ${path}:`, "--password-file or QUORATE_PASSWORD", { isHidden: true })
    );
  };
  return {
    root,
    environment,
    terminal,
    signal,
    timeoutMs,
    rpcUrl: checkUrl(rpcUrl),
    deployment,
    provider: once(async () => {
      const { chainId } = (await deployment()).deployment.chain;
      const provider = await connectChain({ url: rpcUrl, chainId });
      opened.push(provider);
      return provider;
    }),
    key: async (chainId, provider) =>
      readKey(parseKeySource(input.option("key")), { environment, askPassword, provider, chainId, signal, timeoutMs }),
    confirm: async (question) => {
      if (input.flag("yes")) return;
      const answer = await terminal.ask(`${question} [y/N]`, "--yes");
      if (/^(?:y|yes)$/i.test(answer.trim())) return;
      throw new QuorateError({ code: "DECLINED", summary: "Nothing was done.", remedy: "Answer y to go on." });
    },
    askPassword,
    [Symbol.asyncDispose]: async () => {
      for (const provider of opened) provider.destroy();
    },
  };
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null;
  return () => {
    made ??= make();
    return made;
  };
}

function readTimeout(input: Input): number {
  const text = input.optional("timeout");
  if (text === null) return DEFAULT_TIMEOUT_MS;
  const seconds = Number(text);
  if (Number.isInteger(seconds) && seconds > 0 && seconds <= 86_400) return seconds * 1_000;
  throw malformed("--timeout", text, "a number of seconds from 1 to 86400");
}

function checkFolderName(id: string | null): string | null {
  if (id === null || /^[a-z0-9][a-z0-9.-]*$/i.test(id)) return id;
  throw malformed("--deployment", id, "the name of a folder below deployments/, as in local-sample");
}

function checkUrl(url: string): string {
  if (/^https?:\/\//.test(url) && URL.canParse(url)) return url;
  throw malformed("--rpc", url, "the address of a node, as in http://127.0.0.1:18867");
}
