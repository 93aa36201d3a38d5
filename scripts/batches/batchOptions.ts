import type { OptionDescription } from "../terminal/Command.ts";
import { type Input, malformed } from "../terminal/Input.ts";
import type { Workplace } from "../terminal/Workplace.ts";

/** What a record has survived, from the first to the last. */
export const levels = ["durable", "anchored", "final"] as const;

/** One of {@link levels}. */
export type Level = (typeof levels)[number];

/** The option of commands that speak to a batcher. */
export const batcherOption = {
  batcher: {
    value: "URL",
    says: "a batcher's address; several instances may be named (default: QUORATE_BATCHERS, separated by commas)",
    isRepeated: true,
  },
} as const satisfies Readonly<Record<string, OptionDescription>>;

/** The option of commands that wait for a level. */
export const untilOption = {
  until: { value: "LEVEL", says: "what to wait for: durable, anchored or final (default: durable)" },
} as const satisfies Readonly<Record<string, OptionDescription>>;

/** The level that `--until` names. @throws QuorateError OPTION_MALFORMED */
export function readLevel(input: Input): Level {
  const text = input.optional("until") ?? "durable";
  const level = levels.find((known) => known === text);
  if (level !== undefined) return level;
  throw malformed("--until", text, levels.join(", or "));
}

/** The addresses of batchers. @throws QuorateError OPTION_MISSING, OPTION_MALFORMED */
export function readBatchers(place: Workplace, input: Input): readonly string[] {
  const typed = input.many("batcher");
  const named = typed.length > 0 ? typed : (place.environment.QUORATE_BATCHERS ?? "").split(",");
  const urls = named.map((url) => url.trim()).filter((url) => url !== "");
  if (urls.length === 0) return [input.option("batcher")];
  for (const url of urls) if (!isAddress(url)) throw malformed("--batcher", hideSecrets(url), EXPECTED);
  return urls;
}

const EXPECTED = "the address of a batcher, as in https://batcher.bank.example";

function isAddress(url: string): boolean {
  return /^https?:\/\//.test(url) && URL.canParse(url);
}

/** Addresses may hold tokens in their user part or query. */
function hideSecrets(url: string): string {
  return url.replace(/\/\/[^/]*@/, "//...@").replace(/\?.*$/, "");
}
