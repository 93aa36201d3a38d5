import { parseArgs } from "node:util";

import { BatcherError } from "./errors.ts";
import { DEFAULT_SETTINGS, type PipelineSettings } from "./pipeline.ts";

/** Everything that a batcher is told at its start. */
export interface Configuration {
  readonly rpcUrl: string;
  readonly rpcTimeoutMs: number;
  readonly chainId: bigint;
  /** Lower case. */
  readonly constitution: string;
  readonly anchorCodeHash: string | undefined;
  /** Path of the store's file, or postgres://... */
  readonly store: string;
  readonly storeMaxBytes: number | undefined;
  readonly keyFile: string;
  readonly passwordFile: string | undefined;
  readonly host: string;
  readonly port: number;
  readonly operatorHost: string;
  readonly operatorPort: number;
  readonly threads: number;
  readonly maxBodyBytes: number;
  readonly maxBufferedBytes: number;
  readonly maxConnections: number;
  readonly maxWaits: number;
  readonly requestMs: number;
  readonly drainMs: number;
  readonly logLevel: "debug" | "info" | "warn" | "error" | "silent";
  readonly isLegacy: boolean;
  readonly settings: PipelineSettings;
}

/** One thing that can be told: `--rpc-url` on the command line, QUORATE_BATCHER_RPC_URL in the environment. */
interface Option {
  readonly name: string;
  readonly fallback: string | undefined;
  readonly meaning: string;
}

const PREFIX = "QUORATE_BATCHER_";

/** All that a batcher can be told, in the order of its help. */
const options: readonly Option[] = [
  option("rpc-url", undefined, "URL of a node of the chain"),
  option("chain-id", undefined, "id of the chain; a node of another one is refused"),
  option("constitution", undefined, "address of the constitution, whose directory names all contracts"),
  option(
    "key-file",
    undefined,
    "file with the signing key, readable by its owner alone: 64 hexadecimal digits, or a keystore",
  ),
  option("password-file", "", "file with the password of the keystore"),
  option("store", "batcher.db", "path of the store's file, or postgres://... for several instances"),
  option("store-max-bytes", "0", "records are refused beyond this many bytes in the file; 0 for no bound"),
  option("host", "127.0.0.1", "where members reach the batcher; put TLS before it"),
  option("port", "8640", "its port; 0 for a free one"),
  option("operator-host", "127.0.0.1", "where the operator reaches health and metrics"),
  option("operator-port", "8641", "its port; 0 for a free one"),
  option("threads", "0", "threads that check signatures; 0 for one a core"),
  option("anchor-code-hash", "", "hash that the anchor's code must have"),
  option(
    "batch-age-ms",
    String(DEFAULT_SETTINGS.batchAgeMs),
    "how long a record waits for others before its batch is closed",
  ),
  option("rate-per-seat", "0", "records a second of one seat; 0 for no limit"),
  option(
    "max-waiting-records",
    String(DEFAULT_SETTINGS.maxWaitingRecords),
    "records that are in hand at the same time",
  ),
  option("max-body-bytes", "4194304", "largest body of a request"),
  option("max-buffered-bytes", "67108864", "bytes of bodies that are in memory at the same time"),
  option("max-connections", "4096", "connections at the same time"),
  option("max-waits", "1024", "requests that wait for a level at the same time"),
  option("request-ms", "10000", "a request has come in whole after so long"),
  option("drain-ms", "20000", "how long a stop may anchor what is stored"),
  option("poll-ms", String(DEFAULT_SETTINGS.pollMs), "how often the node is asked for its newest block"),
  option("rpc-timeout-ms", "5000", "how long the node may take to answer"),
  option(
    "chain-silence-ms",
    String(DEFAULT_SETTINGS.chainSilenceMs),
    "no record is taken after the node was silent for so long",
  ),
  option("lease-ms", String(DEFAULT_SETTINGS.leaseMs), "for how long one instance may anchor before it says so again"),
  option(
    "resend-ms",
    String(DEFAULT_SETTINGS.resendMs),
    "a transaction that is in no block is sent again after so long",
  ),
  option("raise-ms", String(DEFAULT_SETTINGS.raiseMs), "a higher fee is offered after so long"),
  option("max-fee-gwei", "1000", "the most that is offered for a unit of gas"),
  option("finality", "confirmations", "confirmations as the members decided, or chain for the chain's own"),
  option("fees", "market", "market (EIP-1559), or legacy for a chain without a fee market"),
  option("new-log", "no", "yes begins another log: for a store that was restored from a copy"),
  option("window-seconds", "0", "rebuild the replay window from so far back, after batch.maxDeadlineAhead was lowered"),
  option("log-level", "info", "debug, info, warn, error or silent"),
];

/**
 * Reads the configuration from the environment and the command line, which goes before it.
 *
 * @throws BatcherError CONFIGURATION_MALFORMED with every fault in one message
 */
export function readConfiguration(
  given: readonly string[] = process.argv.slice(2),
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Configuration {
  const faults: string[] = [];
  const values = collect(given, environment, faults);
  const reader = createReader(values, faults);
  const configuration = readAll(reader);
  if (faults.length === 0) return configuration;
  throw new BatcherError({
    code: "CONFIGURATION_MALFORMED",
    summary: `The configuration has ${faults.length === 1 ? "a fault" : `${faults.length} faults`}: ${faults.join("; ")}.`,
    remedy: "Correct them all; --help lists what can be said.",
    facts: { faults: faults.length },
  });
}

/** What can be said, one line each. */
export function formatOptions(): string {
  return options
    .map(
      ({ name, fallback, meaning }) =>
        `  --${name.padEnd(20)} ${meaning}${fallback === undefined || fallback === "" ? "" : ` (${fallback})`}`,
    )
    .join("\n");
}

function option(name: string, fallback: string | undefined, meaning: string): Option {
  return { name, fallback, meaning };
}

/** The name of an option in the environment. */
function variableOf(name: string): string {
  return `${PREFIX}${name.toUpperCase().replaceAll("-", "_")}`;
}

function collect(
  given: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  faults: string[],
): ReadonlyMap<string, string> {
  const known = Object.fromEntries(options.map(({ name }) => [name, { type: "string" } as const]));
  const values = new Map<string, string>();
  for (const { name, fallback } of options) {
    const value = environment[variableOf(name)] ?? fallback;
    if (value !== undefined) values.set(name, value.trim());
  }
  for (const variable of Object.keys(environment)) {
    const isKnown = options.some(({ name }) => variableOf(name) === variable);
    if (variable.startsWith(PREFIX) && !isKnown) faults.push(`${variable} is no variable of the batcher`);
  }
  try {
    const { values: flags } = parseArgs({ args: [...given], options: known, strict: true, allowPositionals: false });
    for (const [name, value] of Object.entries(flags)) if (typeof value === "string") values.set(name, value.trim());
  } catch (error) {
    faults.push(
      error instanceof Error ? (error.message.split("\n")[0] ?? "a flag is malformed") : "a flag is malformed",
    );
  }
  return values;
}

interface Reader {
  readonly text: (name: string, pattern?: RegExp, expected?: string) => string;
  readonly optional: (name: string, pattern?: RegExp, expected?: string) => string | undefined;
  readonly number: (name: string, least: number, most: number) => number;
  readonly choice: <Value extends string>(name: string, values: readonly [Value, ...Value[]]) => Value;
}

function createReader(values: ReadonlyMap<string, string>, faults: string[]): Reader {
  const optional: Reader["optional"] = (name, pattern, expected = "written otherwise") => {
    const value = values.get(name);
    if (value === undefined || value === "") return undefined;
    if (pattern !== undefined && !pattern.test(value)) faults.push(`--${name} must be ${expected}`);
    return value;
  };
  return {
    optional,
    text: (name, pattern, expected) => {
      const value = optional(name, pattern, expected);
      if (value === undefined) faults.push(`--${name} (or ${variableOf(name)}) is missing`);
      return value ?? "";
    },
    number: (name, least, most) => {
      const value = values.get(name) ?? "";
      const number = /^[0-9]+$/.test(value) ? Number(value) : Number.NaN;
      if (number >= least && number <= most) return number;
      faults.push(`--${name} must be a whole number from ${least} to ${most}`);
      return least;
    },
    choice: (name, known) => {
      const value = known.find((each) => each === values.get(name));
      if (value === undefined) faults.push(`--${name} must be one of ${known.join(", ")}`);
      return value ?? known[0];
    },
  };
}

const DAY_MS = 86_400_000;
const GIB = 2 ** 30;

function readAll({ text, optional, number, choice }: Reader): Configuration {
  const chainId = text("chain-id", /^[1-9][0-9]{0,18}$/, "a whole number");
  const storeMaxBytes = number("store-max-bytes", 0, Number.MAX_SAFE_INTEGER);
  return {
    rpcUrl: text("rpc-url", /^https?:\/\/\S+$/, "an http or https URL"),
    rpcTimeoutMs: number("rpc-timeout-ms", 100, DAY_MS),
    chainId: /^[0-9]+$/.test(chainId) ? BigInt(chainId) : 0n,
    constitution: text("constitution", /^0x[0-9a-fA-F]{40}$/, "an address").toLowerCase(),
    anchorCodeHash: optional("anchor-code-hash", /^0x[0-9a-fA-F]{64}$/, "a hash of 32 bytes"),
    store: text("store"),
    storeMaxBytes: storeMaxBytes === 0 ? undefined : storeMaxBytes,
    keyFile: text("key-file"),
    passwordFile: optional("password-file"),
    host: text("host"),
    port: number("port", 0, 65_535),
    operatorHost: text("operator-host"),
    operatorPort: number("operator-port", 0, 65_535),
    threads: number("threads", 0, 256),
    maxBodyBytes: number("max-body-bytes", 1_024, GIB),
    maxBufferedBytes: number("max-buffered-bytes", 1_024, 64 * GIB),
    maxConnections: number("max-connections", 1, 1_000_000),
    maxWaits: number("max-waits", 0, 1_000_000),
    requestMs: number("request-ms", 100, DAY_MS),
    drainMs: number("drain-ms", 0, DAY_MS),
    logLevel: choice("log-level", ["info", "debug", "warn", "error", "silent"]),
    isLegacy: choice("fees", ["market", "legacy"]) === "legacy",
    settings: {
      ...DEFAULT_SETTINGS,
      batchAgeMs: number("batch-age-ms", 1, DAY_MS),
      ratePerSeat: number("rate-per-seat", 0, 1_000_000_000),
      maxWaitingRecords: number("max-waiting-records", 1, 100_000_000),
      pollMs: number("poll-ms", 10, DAY_MS),
      chainSilenceMs: number("chain-silence-ms", 100, DAY_MS),
      leaseMs: number("lease-ms", 1_000, DAY_MS),
      resendMs: number("resend-ms", 100, DAY_MS),
      raiseMs: number("raise-ms", 100, DAY_MS),
      maxFeePerGas: BigInt(number("max-fee-gwei", 0, 1_000_000_000)) * 1_000_000_000n,
      asksFinality: choice("finality", ["confirmations", "chain"]) === "chain",
      wantsNewLog: choice("new-log", ["no", "yes"]) === "yes",
      windowSeconds: number("window-seconds", 0, 86_400),
    },
  };
}
