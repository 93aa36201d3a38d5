import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { Wallet } from "ethers";

import type { BatchReceipt, Bytes32 } from "#sdk";

import { findFreePort } from "../../chain/findFreePort.ts";
import type { Member } from "../cast/Member.ts";
import type { Chain } from "../chain/Chain.ts";
import type { ServedChain } from "../chain/serveChain.ts";
import { type ProgramEnd, runProgram } from "../stage/runProgram.ts";
import { type BatcherProcess, startBatcher } from "./startBatcher.ts";

const OWNER_ONLY = 0o600;
/** Beyond every number that the acts about single records draw. */
const FIRST_NONCE = 2n ** 255n;

/** The member whose machine batches, and that machine's own key. */
export interface Operator {
  readonly member: Member;
  readonly machine: Wallet;
}

/** What the acts about batches have in common: the machine, its program, and what members hold from it. Nothing of it outlives the run. */
export class Batching implements AsyncDisposable {
  /** Where the batcher's store and key are. */
  readonly folder: string;
  readonly #port: number;
  #served: ServedChain | undefined;
  #operator: Operator | undefined;
  #program: BatcherProcess | undefined;
  /** Acknowledgements of all records that went through the batcher, in the order of their sequence. */
  receipts: readonly BatchReceipt[] = [];

  #nextNonce = FIRST_NONCE;

  private constructor(folder: string, port: number) {
    this.folder = folder;
    this.#port = port;
  }

  static async open(): Promise<Batching> {
    return new Batching(await mkdtemp(join(tmpdir(), "quorate-batching-")), await findFreePort());
  }

  get operator(): Operator {
    if (this.#operator === undefined) throw new TypeError("no machine has the duty yet");
    return this.#operator;
  }

  set operator(operator: Operator) {
    this.#operator = operator;
  }

  /** The log that the batcher numbers records in. */
  get logId(): Bytes32 {
    const [receipt] = this.receipts;
    if (receipt === undefined) throw new TypeError("no record went through the batcher yet");
    return receipt.logId;
  }

  /** So many numbers that no sender has used: the first of them. */
  takeNonces(count: number): bigint {
    const first = this.#nextNonce;
    this.#nextNonce += BigInt(count);
    return first;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Starts the batcher's program, on the store that it may have left behind. */
  async start(root: string, chain: Chain, constitution: string, signal: AbortSignal): Promise<void> {
    const keyFile = join(this.folder, "machine.key");
    await writeFile(keyFile, this.operator.machine.privateKey, { mode: OWNER_ONLY });
    await chmod(keyFile, OWNER_ONLY);
    this.#program = await startBatcher(root, signal, {
      ...(await this.#locate(chain, constitution)),
      "key-file": keyFile,
      port: String(this.#port),
      "operator-port": "0",
      "batch-age-ms": "250",
      "poll-ms": "100",
      "log-level": "warn",
    });
  }

  /** Checks the store that a stopped batcher left behind against the chain, record by record. */
  async check(root: string, chain: Chain, constitution: string, signal: AbortSignal): Promise<ProgramEnd> {
    const place = Object.entries(await this.#locate(chain, constitution));
    const flags = place.flatMap(([name, value]) => [`--${name}`, value]);
    return await runProgram(root, ["batcher/src/fsckMain.ts", ...flags], signal);
  }

  async #locate(chain: Chain, constitution: string): Promise<Readonly<Record<string, string>>> {
    this.#served ??= await chain.serve();
    const { chainId } = await chain.provider.getNetwork();
    const store = join(this.folder, "batcher.db");
    return { "rpc-url": this.#served.url, "chain-id": String(chainId), constitution, store };
  }

  /** Ends the program the hard way, as a power cut would. */
  async kill(): Promise<void> {
    await this.#program?.end("SIGKILL");
  }

  /** Lets the program anchor what it has stored, and end. */
  async drain(): Promise<void> {
    await this.#program?.end("SIGTERM");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill();
    await this.#served?.[Symbol.asyncDispose]();
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  }
}
