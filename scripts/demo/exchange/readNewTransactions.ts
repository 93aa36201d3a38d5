import { Interface, type Log, type Provider, type TransactionResponse } from "ethers";

import { batchAnchorAbi, confidentialRegistryAbi, governorAbi, groupDirectoryAbi, keyDirectoryAbi } from "#sdk";

import { formatInteger } from "../narration/formatInteger.ts";
import { formatMoment } from "../narration/formatMoment.ts";
import type { Stage } from "../stage/Stage.ts";
import { formatArguments } from "./formatArguments.ts";
import { listSaid } from "./listSaid.ts";

/** A transaction as anybody reads it: what was called, what came of it, and its bytes. */
export interface SeenTransaction {
  readonly said: string;
  readonly events: readonly string[];
  readonly bytes: readonly string[];
}

interface Seen {
  readonly name: string;
  readonly abi: Interface;
  /** Whether its events are about records; votes tell theirs elsewhere. */
  readonly isOfRecords: boolean;
}

/**
 * Everything that happened to groups, keys, records and batches since it was last asked: decoded with what is public, the addresses of the
 * modules and their ABIs. Nothing of the parties is used.
 */
export async function readNewTransactions({ chain, client, exchange }: Stage): Promise<readonly SeenTransaction[]> {
  const { provider } = chain;
  const modules = new Map<string, Seen>([
    [client.modules.governor, { name: "Governor", abi: new Interface(governorAbi), isOfRecords: false }],
    [
      client.modules.groupDirectory,
      { name: "GroupDirectory", abi: new Interface(groupDirectoryAbi), isOfRecords: true },
    ],
    [client.modules.keyDirectory, { name: "KeyDirectory", abi: new Interface(keyDirectoryAbi), isOfRecords: true }],
    [
      client.modules.confidentialRegistry,
      { name: "ConfidentialRegistry", abi: new Interface(confidentialRegistryAbi), isOfRecords: true },
    ],
    [client.modules.batchAnchor, { name: "BatchAnchor", abi: new Interface(batchAnchorAbi), isOfRecords: true }],
  ]);
  const newest = await provider.getBlockNumber();
  const seen: SeenTransaction[] = [];
  for (let number = exchange.seenBlock + 1; number <= newest; number += 1) {
    const block = await provider.getBlock(number, true);
    for (const transaction of block?.prefetchedTransactions ?? []) {
      const read = await readTransaction(provider, modules, transaction, block?.timestamp ?? 0);
      if (read.events.length > 0) seen.push(read);
    }
  }
  exchange.seenBlock = newest;
  return seen;
}

async function readTransaction(
  provider: Provider,
  modules: ReadonlyMap<string, Seen>,
  transaction: TransactionResponse,
  time: number,
): Promise<SeenTransaction> {
  const { hash, blockNumber, from, to, data } = transaction;
  const logs = (await provider.getTransactionReceipt(hash))?.logs ?? [];
  const called = modules.get(to ?? "");
  const parsed = called?.abi.parseTransaction({ data }) ?? null;
  const name = called === undefined || parsed === null ? "something else" : `${called.name}.${parsed.name}`;
  const size = formatInteger((data.length - 2) / 2);
  const beside = parsed === null ? [] : listSaid(parsed.fragment.inputs, parsed.args);
  return {
    said: [`block ${blockNumber}, ${formatMoment(time)}: ${from} called ${name} with ${size} bytes`, ...beside].join(
      ", ",
    ),
    events: logs.flatMap((log) => readEvent(modules.get(log.address), log)),
    bytes: [data, ...logs.flatMap((log) => [...log.topics, log.data])],
  };
}

function readEvent(module: Seen | undefined, log: Log): readonly string[] {
  if (module?.isOfRecords !== true) return [];
  const event = module.abi.parseLog(log);
  return event === null ? [] : [`${event.name}: ${formatArguments(event.fragment.inputs, event.args)}`];
}
