import { type DestinationStream, pino } from "pino";

import { isFault } from "../../errors.ts";
import type { Journal, LineFacts } from "../../ports/Journal.ts";

/** How much is told. */
export const journalLevels = ["debug", "info", "warn", "error", "silent"] as const;
/** How much is told. */
export type JournalLevel = (typeof journalLevels)[number];

const STDOUT = 1;
const MAX_TEXT = 600;
/** Longer than a hash: a signature, a key's secret with its name, a raw transaction. */
const LONG_HEX = /0x[0-9a-fA-F]{65,}/g;
/** Names whose values are never told, whoever passes them. */
const SECRETS = ["secret", "password", "privateKey", "raw", "signature", "authorization"];

/**
 * Lines of JSON, one for each event. Secrets, signatures and raw transactions do not get into them. A slow reader of them holds nothing up, except at level debug, where each
 * line is written at once: of a process that is killed none is lost, and its run can be held against a model.
 */
export function createPinoJournal(level: JournalLevel, destination?: DestinationStream): Journal {
  const settings = {
    level,
    redact: { paths: [...SECRETS, ...SECRETS.map((name) => `*.${name}`)], censor: "[redacted]" },
    base: null,
  };
  const log = pino(settings, destination ?? pino.destination({ dest: STDOUT, sync: level === "debug" }));
  return {
    note: (event, facts) => log.info(clean(facts), event),
    warn: (event, facts) => log.warn(clean(facts), event),
    fail: (event, error, facts) => log.error({ ...clean(facts), ...describe(error) }, event),
  };
}

function clean(facts: LineFacts = {}): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [name, typeof value === "string" ? redact(value) : toPlain(value)]),
  );
}

function toPlain(value: unknown): unknown {
  return typeof value === "bigint" ? String(value) : value;
}

/** An error by what its author meant to tell; never the objects that it carries. */
function describe(error: unknown): Record<string, unknown> {
  if (error === undefined) return {};
  if (isFault(error))
    return { code: error.code, message: redact(error.summary), remedy: error.remedy, ...causeOf(error) };
  if (error instanceof Error)
    return { message: redact(error.message), stack: redact(error.stack ?? ""), ...causeOf(error) };
  return { message: redact(String(error)) };
}

function causeOf({ cause }: Error): Record<string, unknown> {
  return cause instanceof Error ? { cause: redact(cause.message) } : {};
}

function redact(text: string): string {
  return text.replace(LONG_HEX, (hex) => `0x[${(hex.length - 2) / 2} bytes]`).slice(0, MAX_TEXT);
}
