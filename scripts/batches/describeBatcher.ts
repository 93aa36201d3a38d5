import { homedir } from "node:os";
import { join } from "node:path";

import { addressOf, connectReader } from "../clients/connect.ts";
import type { Input } from "../terminal/Input.ts";
import type { Workplace } from "../terminal/Workplace.ts";

/** What every program of the batcher is told. */
export interface BatcherDescription {
  readonly options: {
    readonly "rpc-url": string;
    readonly "chain-id": string;
    readonly constitution: string;
    readonly store: string;
  };
  /** Whether its store is a file. */
  readonly isFile: boolean;
}

/**
 * Says which chain a batcher is for and where its store is. What stands on the chain is compared with the deployment first.
 *
 * @throws QuorateError as `connectReader`
 */
export async function describeBatcher(place: Workplace, input: Input): Promise<BatcherDescription> {
  const chosen = await place.deployment();
  await connectReader(place);
  const { QUORATE_HOME, QUORATE_BATCHER_STORE } = place.environment;
  const home = input.optional("home") ?? QUORATE_HOME ?? join(homedir(), ".quorate", chosen.id);
  const store = input.optional("store") ?? QUORATE_BATCHER_STORE ?? join(home, "batcher.db");
  return {
    options: {
      "rpc-url": place.rpcUrl,
      "chain-id": String(chosen.deployment.chain.chainId),
      constitution: addressOf(chosen, "Constitution"),
      store,
    },
    isFile: !/^postgres(?:ql)?:\/\//.test(store),
  };
}
