import {
  type Bytes32,
  type Client,
  type ListedRule,
  listRules,
  parseAddress,
  parseHex,
  QuorateError,
  type RuleTerms,
  toShortText,
} from "#sdk";

import { deliverCall, draftOptions } from "../../drafts/deliverCall.ts";
import { ALL_BPS } from "../../founding/Constitution.ts";
import { governedActions } from "../../founding/governedActions.ts";
import { JsonReader } from "../../founding/JsonReader.ts";
import { readShare } from "../../founding/readShare.ts";
import type { Command, OptionDescription } from "../../terminal/Command.ts";
import { type Input, malformed } from "../../terminal/Input.ts";
import { readBytes32, readDuties, readTime, readWhole } from "../../terminal/readValues.ts";

const termOptions = {
  quorum: { value: "SHARE", says: "share of all weight that has to vote in favour, as in 2/3 or 50.01%" },
  threshold: { value: "SHARE", says: "share of the votes for among those for and against" },
  veto: { value: "DUTIES", says: "duties whose holders defeat it with one ballot against, or none" },
  "voting-period": { value: "TIME", says: "how long a vote stays open" },
  "execution-delay": { value: "TIME", says: "time between the closing and the execution" },
  "execution-window": { value: "TIME", says: "time in which it can be executed" },
  "late-extension": { value: "TIME", says: "how much longer a late quorum keeps the vote open" },
  "proposer-duties": { value: "DUTIES", says: "duties that the proposer must hold, or none" },
} as const satisfies Readonly<Record<string, OptionDescription>>;

export const ruleSet: Command = {
  name: "rule set",
  summary:
    "Propose another rule for an action, as in MemberRegistry.admit, <address>.<selector> or fallback; what is left out stays.",
  arguments: ["action"],
  options: {
    parameter: { value: "NAME", says: "only for this parameter (with Constitution.setParameter)" },
    "first-word": { value: "HEX", says: "only for calls whose first argument is this" },
    words: { value: "NUMBER", says: "static words that a function of another contract takes (default: 0)" },
    ...termOptions,
    ...draftOptions,
  },
  run: async (place, input) =>
    deliverCall(place, input, async (client) => {
      const action = input.argument("action");
      if (action === "fallback") {
        return client.calls.constitution.setFallback({ rule: readTerms(input, await findRule(client, null)) });
      }
      const { subject, selector, words } = readAction(input, action);
      const firstWord = readFirstWord(input);
      const rule = readTerms(input, await findRule(client, { subject, selector, firstWord }));
      return firstWord === null
        ? client.calls.constitution.setRule({ subject, selector: parseHex(selector), words, rule })
        : client.calls.constitution.setKeyedRule({ subject, selector: parseHex(selector), firstWord, rule });
    }),
};

interface RulePlace {
  readonly subject: string;
  readonly selector: string;
  readonly firstWord: Bytes32 | null;
}

/** The rule that is in force for the place, else the one it falls back to. */
async function findRule(client: Client, place: RulePlace | null): Promise<ListedRule> {
  const rules = await listRules(client);
  const fallback = rules.find(({ action }) => action === "fallback");
  const own = rules.filter(
    ({ subject, selector }) => place !== null && selector === place.selector && isSubject(subject, place),
  );
  const found = own.find(({ firstWord }) => firstWord === (place?.firstWord ?? null)) ?? own[0] ?? fallback;
  if (found !== undefined) return found;
  throw new QuorateError({
    code: "MODULE_MISSING",
    summary: "The chain shows no rules.",
    remedy: "Check that the deployment is complete (quorate doctor).",
  });
}

function isSubject(word: string, { subject }: RulePlace): boolean {
  return (
    word.toLowerCase() ===
    (subject.startsWith("0x") ? `0x${"00".repeat(12)}${subject.slice(2)}` : toShortText(subject)).toLowerCase()
  );
}

function readAction(
  input: Input,
  action: string,
): { readonly subject: string; readonly selector: string; readonly words: bigint } {
  const known = governedActions.find((each) => `${each.module}.${each.function}` === action);
  if (known !== undefined) return { subject: known.module, selector: known.selector, words: BigInt(known.words) };
  const [, target = "", selector = ""] = /^(0x[0-9a-f]{40})\.(0x[0-9a-f]{8})$/i.exec(action) ?? [];
  if (target === "") {
    const names = governedActions.map((each) => `${each.module}.${each.function}`);
    throw malformed("ACTION", action, `fallback, <address>.<selector>, or one of ${names.join(", ")}`);
  }
  const words = readWhole("--words", input.optional("words") ?? "0", { min: 0n, max: 255n });
  return { subject: parseAddress(target), selector: selector.toLowerCase(), words };
}

function readFirstWord(input: Input): Bytes32 | null {
  const parameter = input.optional("parameter");
  if (parameter !== null) return readBytes32(toShortText(parameter));
  const word = input.optional("first-word");
  return word === null ? null : readBytes32(word);
}

function readTerms(input: Input, before: RuleTerms): RuleTerms {
  const share = (option: string, otherwise: bigint): bigint => {
    const text = input.optional(option);
    if (text === null) return otherwise;
    const faults: QuorateError[] = [];
    const read = readShare(new JsonReader(/^\d+$/.test(text) ? Number(text) : text, option, faults), {
      min: 0,
      max: ALL_BPS,
    });
    if (faults.length === 0) return BigInt(read);
    throw malformed(`--${option}`, text, 'a share as in "2/3", "50.01%" or 6667 basis points');
  };
  const time = (option: string, otherwise: bigint): bigint => {
    const text = input.optional(option);
    return text === null ? otherwise : readTime(`--${option}`, text);
  };
  const [veto, proposer] = [input.optional("veto"), input.optional("proposer-duties")];
  return {
    quorum: share("quorum", before.quorum),
    threshold: share("threshold", before.threshold),
    vetoDuties: veto === null ? before.vetoDuties : readDuties("--veto", veto),
    votingPeriod: time("voting-period", before.votingPeriod),
    executionDelay: time("execution-delay", before.executionDelay),
    executionWindow: time("execution-window", before.executionWindow),
    lateExtension: time("late-extension", before.lateExtension),
    proposerDuties: proposer === null ? before.proposerDuties : readDuties("--proposer-duties", proposer),
  };
}
