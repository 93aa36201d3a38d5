import { ZeroHash } from "ethers";

import { decodeRule } from "../../crypto/ruleWord.ts";
import { callCatalogue } from "../../generated/calls.ts";
import { eventCatalogue } from "../../generated/events.ts";
import { formatRule } from "../../internal/formatRule.ts";
import { scanLogs } from "../../internal/scanLogs.ts";
import { decodeLogs, eventsNamed } from "../../internal/send.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import { withLimits } from "../../internal/withLimits.ts";
import type { Client } from "../../types/Client.ts";
import type { Bytes32, Hex } from "../../types/Hex.ts";
import type { Rule } from "../../types/Rule.ts";
import { fromShortText } from "../../types/shortText.ts";

/** Where the rules' history begins. */
export interface ListRulesParameters extends WaitLimits {
  /** First block to look through; without it, the chain's first. */
  readonly fromBlock?: bigint;
}

/** A rule in force and what it is for. */
export interface ListedRule extends Rule {
  /** As in `MemberRegistry.admit`, `fallback`, or the bytes where nobody knows a name. */
  readonly action: string;
  /** The module's name or the target's address, left-padded; 32 zero bytes for the fallback. */
  readonly subject: Bytes32;
  readonly selector: Hex;
  /** The first static word it is for; null for every one. */
  readonly firstWord: Bytes32 | null;
  /** The rule as people read it. */
  readonly sentence: string;
}

/** The rules in force in the order in which they were laid, the fallback first. */
export type ListRulesReturnType = readonly ListedRule[];

/**
 * All rules in force.
 *
 * @throws QuorateError LOGS_REFUSED, ABORTED, TIMED_OUT
 * @example
 * ```ts
 * for (const { action, sentence } of await listRules(client)) console.log(action, sentence);
 * ```
 */
export async function listRules(client: Client, parameters: ListRulesParameters = {}): Promise<ListRulesReturnType> {
  const { fromBlock = 0n } = parameters;
  const { constitution } = client.contracts;
  return await withLimits(parameters, client, "listing rules", async (signal) => {
    const versions = [...(await constitution.ruleVersions())];
    const subjects = await findSubjects(client, Number(fromBlock), signal);
    const listed: ListedRule[] = [];
    for (const version of versions) {
      signal.throwIfAborted();
      const rule = decodeRule(await constitution.ruleAt(version));
      const about = subjects.get(version);
      if (about !== undefined) listed.push({ ...rule, ...about, sentence: formatRule(rule) });
    }
    return listed;
  });
}

type About = Pick<ListedRule, "action" | "subject" | "selector" | "firstWord">;

/** What each version is for: only the events say it. */
async function findSubjects(client: Client, from: number, signal: AbortSignal): Promise<ReadonlyMap<bigint, About>> {
  const to = await client.provider.getBlockNumber();
  const topics = [eventCatalogue["Constitution.RuleChanged"].topic];
  const subjects = new Map<bigint, About>();
  for await (const { logs } of scanLogs(
    client.provider,
    { address: client.modules.constitution, topics, from, to },
    signal,
  )) {
    for (const { facts } of eventsNamed(decodeLogs(client, logs), "Constitution.RuleChanged")) {
      const { subject, selector, keyed, firstWord } = facts;
      subjects.set(facts.newVersion, {
        action: nameAction(subject, selector),
        subject,
        selector,
        firstWord: keyed ? firstWord : null,
      });
    }
  }
  return subjects;
}

function nameAction(subject: Bytes32, selector: Hex): string {
  if (subject.toString() === ZeroHash) return "fallback";
  const module = fromShortText(subject);
  const known = Object.values(callCatalogue).find(
    (call) => call.module === module && call.selector.toString() === selector,
  );
  return `${module ?? `0x${subject.slice(26)}`}.${known?.function ?? selector}`;
}
