import { AbiCoder, Interface, keccak256, type Provider, toQuantity } from "ethers";
import type { DecodedRevert } from "../../errors/DecodedRevert.ts";
import { decodeRevert } from "../../errors/decodeRevert.ts";
import { findRevertData } from "../../errors/toQuorateError.ts";
import { REHEARSAL_CODE, REHEARSAL_STAND_IN, rehearsalAbi } from "../../generated/rehearsal.ts";
import { decodeGovernedCall } from "../../internal/decodeGovernedCall.ts";
import { type Look, looksAt } from "../../internal/looksAt.ts";
import { moduleAt } from "../../internal/moduleAddresses.ts";
import { sumValues, toChainCalls } from "../../internal/toChainCalls.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import { withLimits } from "../../internal/withLimits.ts";
import { AbiValues } from "../../types/AbiValues.ts";
import type { Call } from "../../types/BuiltCall.ts";
import type { Client } from "../../types/Client.ts";
import type { Bytes32, Hex } from "../../types/Hex.ts";
import { parseBytes32, parseHex } from "../../types/parseHex.ts";

/** What to simulate. */
export interface SimulateParameters extends WaitLimits {
  readonly calls: readonly Call[];
  /** The state to simulate on; without it, that of the newest block. */
  readonly blockNumber?: bigint;
}

/** Something that the calls change. */
export interface StateDifference {
  /** As in `parameter member.keyCoolDown`. */
  readonly subject: string;
  readonly before: string;
  /** Null where the node cannot simulate all calls together: then the sentences say what is intended. */
  readonly after: string | null;
}

/** What would happen. */
export interface SimulateReturnType {
  /**
   * `whole`: all calls one after the other on the same state. `each alone`: every call for itself, because the node has no state
   * override; a call that needs an earlier one of the same proposal then fails here and not on chain.
   */
  readonly method: "whole" | "each alone";
  readonly blockNumber: bigint;
  /** The first call that fails, and why; null where none does. */
  readonly failure: { readonly index: number; readonly revert: DecodedRevert } | null;
  readonly differences: readonly StateDifference[];
  /** Commits to chain, block, calls and everything seen; `propose` carries it as evidence. Anybody can compute it again. */
  readonly hash: Bytes32;
}

/**
 * Makes a proposal's calls as the governor, on a copy of the state, and says what they change. Nothing is sent. Bars, delays and
 * the safeguards after an execution are not part of it.
 *
 * @throws QuorateError CALLS_EMPTY, CHAIN_UNREACHABLE, ABORTED, TIMED_OUT
 * @example
 * ```ts
 * const { differences, failure, hash } = await simulate(client, { calls });
 * if (failure === null) await propose(client, { calls, description, simulation: hash });
 * ```
 */
export async function simulate(client: Client, parameters: SimulateParameters): Promise<SimulateReturnType> {
  return await withLimits(parameters, client, "simulating a proposal", async (signal) => {
    const calls = toChainCalls(parameters.calls);
    const blockNumber = parameters.blockNumber ?? BigInt(await client.provider.getBlockNumber());
    const looks = findLooks(client, parameters.calls);
    signal.throwIfAborted();
    const seen =
      (await rehearse(client, parameters.calls, looks, blockNumber)) ??
      (await tryEachAlone(client, parameters.calls, looks, blockNumber, signal));
    const differences = looks.flatMap(({ subject, show }, index): readonly StateDifference[] => {
      const [before, after] = [seen.before[index], seen.after[index]];
      if (before === undefined || (after !== undefined && after === before)) return [];
      return [{ subject, before: show(before), after: after === undefined ? null : show(after) }];
    });
    const hash = keccak256(
      AbiCoder.defaultAbiCoder().encode(
        [
          "string",
          "string",
          "uint256",
          "address",
          "uint256",
          "tuple(address target, uint256 value, bytes data)[]",
          "uint256",
          "bytes",
          "bytes[]",
          "bytes[]",
        ],
        [
          "Quorate simulation 1",
          seen.method,
          client.chainId,
          client.modules.governor,
          blockNumber,
          calls,
          seen.failed,
          seen.reason,
          seen.before,
          seen.after,
        ],
      ),
    );
    return {
      method: seen.method,
      blockNumber,
      failure: seen.failed < calls.length ? { index: seen.failed, revert: decodeRevert(seen.reason) } : null,
      differences,
      hash: parseBytes32(hash),
    };
  });
}

interface Seen {
  readonly method: SimulateReturnType["method"];
  /** Index of the first call that failed, or the number of calls. */
  readonly failed: number;
  readonly reason: Hex;
  readonly before: readonly Hex[];
  readonly after: readonly Hex[];
}

/** Each thing that a call may change, once. */
function findLooks(client: Client, calls: readonly Call[]): readonly Look[] {
  const looks = calls.flatMap((call) => {
    const module = moduleAt(client.modules, call.to);
    const decoded = module === undefined ? undefined : decodeGovernedCall(module, call);
    return decoded === undefined ? [] : looksAt(decoded, { modules: client.modules, names: client.names });
  });
  return [...new Map(looks.map((look) => [`${look.target}${look.data}`, look])).values()];
}

/** All calls together, by a state override; undefined where the node has none. */
async function rehearse(
  client: Client,
  calls: readonly Call[],
  looks: readonly Look[],
  blockNumber: bigint,
): Promise<Seen | undefined> {
  const { governor } = client.modules;
  if (!canSend(client.provider)) return undefined;
  const abi = new Interface(rehearsalAbi);
  const data = abi.encodeFunctionData("rehearse", [
    toChainCalls(calls),
    looks.map(({ target, data: read }) => ({ target, data: read })),
  ]);
  const code = await client.provider.getCode(governor, toQuantity(blockNumber));
  const value = sumValues(calls);
  const sender = `0x${"11".repeat(20)}`;
  const overrides = {
    [governor]: { code: REHEARSAL_CODE },
    [REHEARSAL_STAND_IN]: { code },
    [sender]: { balance: toQuantity(10n ** 30n) },
  };
  try {
    const request = { from: sender, to: governor, data, value: toQuantity(value) };
    const answer: unknown = await client.provider.send("eth_call", [request, toQuantity(blockNumber), overrides]);
    const values = new AbiValues(abi.decodeFunctionResult("rehearse", parseHex(answer)));
    const [before, after] = [values.list(2), values.list(3)].map((list) =>
      list.map((items, place) => items.bytes(place)),
    );
    return {
      method: "whole",
      failed: Number(values.integer(0)),
      reason: values.bytes(1),
      before: before ?? [],
      after: after ?? [],
    };
  } catch {
    // The node has no state override, or refuses this one; each call is tried alone.
    return undefined;
  }
}

async function tryEachAlone(
  client: Client,
  calls: readonly Call[],
  looks: readonly Look[],
  blockNumber: bigint,
  signal: AbortSignal,
): Promise<Seen> {
  const blockTag = Number(blockNumber);
  const before: Hex[] = [];
  for (const { target, data } of looks) {
    signal.throwIfAborted();
    before.push(await answerOf(client.provider.call({ to: target, data, blockTag })));
  }
  for (const [index, { to, value, data }] of calls.entries()) {
    signal.throwIfAborted();
    try {
      await client.provider.call({ from: client.modules.governor, to, value, data, blockTag });
    } catch (error) {
      const reason = findRevertData(error);
      if (reason === undefined) throw error;
      return { method: "each alone", failed: index, reason, before, after: [] };
    }
  }
  return { method: "each alone", failed: calls.length, reason: parseHex("0x"), before, after: [] };
}

async function answerOf(answer: Promise<string>): Promise<Hex> {
  try {
    return parseHex(await answer);
  } catch (error) {
    if (findRevertData(error) === undefined) throw error;
    return parseHex("0x");
  }
}

interface Sender {
  send(method: string, parameters: readonly unknown[]): Promise<unknown>;
}

function canSend(provider: Provider): provider is Provider & Sender {
  return "send" in provider && typeof provider.send === "function";
}
