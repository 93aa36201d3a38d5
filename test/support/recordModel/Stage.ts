import { readFile } from "node:fs/promises";

import { encodeBytes32String, type Interface, type Result, toBeHex } from "ethers";
import { network } from "hardhat";

import { type ContractArtifact, parseContractArtifact } from "../ContractArtifact.ts";
import { deployContract } from "../deployContract.ts";
import { acceptState, type DeployedModule, deploySuite, type Suite } from "../deploySuite.ts";
import { type Cast, coldOf, createCast, everybody, hotOf } from "../model/Cast.ts";
import { fieldOf, revertBytesOf } from "../revertBytesOf.ts";
import { OVERLAP, type World } from "./World.ts";

/** How many seats there ever are; organisations that come later are given those of others that left. */
export const SEATS = 6;
const ORGANISATIONS = 12;
const SUITES = 3;
const GAS = "0xf42400";
const BALANCE = toBeHex(10n ** 24n);
const START = "2026-01-01T00:00:00Z";

/** What the contracts answered: the reason for a refusal, and which acknowledgements were skipped. */
export interface Answer {
  readonly refusal: string | null;
  readonly skipped: readonly string[];
}

interface Rpc {
  readonly request: (call: { readonly method: string; readonly params?: unknown[] }) => Promise<unknown>;
}

/** The real contracts on a chain of their own, which can be set back to the beginning of the story. */
export class RecordStage {
  readonly cast: Cast;
  readonly suite: Suite;
  readonly chainId: bigint;
  readonly #lens: DeployedModule;
  readonly #rpc: Rpc;
  #snapshot: unknown = null;

  private constructor(cast: Cast, suite: Suite, chainId: bigint, lens: DeployedModule, rpc: Rpc) {
    this.cast = cast;
    this.suite = suite;
    this.chainId = chainId;
    this.#lens = lens;
    this.#rpc = rpc;
  }

  /** Deploys the suite; all founders have accepted. */
  static async open(): Promise<RecordStage> {
    const { ethers, provider: rpc } = await network.create({
      override: { allowBlocksWithSameTimestamp: true, initialDate: START },
    });
    const cast = createCast(ORGANISATIONS);
    const prepare = async (address: string): Promise<void> => {
      await rpc.request({ method: "hardhat_setBalance", params: [address, BALANCE] });
      await rpc.request({ method: "hardhat_impersonateAccount", params: [address] });
    };
    for (const { address } of everybody(cast)) await prepare(address);
    const founder = cast.founder.connect(ethers.provider);
    const seats = Array.from({ length: SEATS }, (_, seat) => seat);
    const founders = seats.map((seat) => ({ cold: coldOf(cast, seat).address, hot: [hotOf(cast, seat, 0).address] }));
    const suite = await deploySuite(founder, founders);
    for (const seat of seats) await acceptState(hotOf(cast, seat, 0).connect(ethers.provider), suite, seat);
    await prepare(suite.governor.address);
    const artifact = await readLens();
    const lens = { address: await deployContract(founder, artifact), artifact };
    const { chainId } = await ethers.provider.getNetwork();
    const stage = new RecordStage(cast, suite, chainId, lens, rpc);
    const { constitution, governor } = suite;
    const values = [encodeBytes32String("records.keyOverlap"), 1, OVERLAP];
    const data = constitution.artifact.abi.encodeFunctionData("setParameter", values);
    const laid = await stage.send(governor.address, constitution.address, data, (await stage.readTime()) + 1);
    if (laid.refusal !== null) throw new Error(`the overlap of keys could not be set: ${laid.refusal}`);
    return stage;
  }

  async readTime(): Promise<number> {
    const block = await this.#rpc.request({ method: "eth_getBlockByNumber", params: ["latest", false] });
    return Number(fieldOf(block, "timestamp"));
  }

  /** When each seat was given. */
  async readAdmissions(): Promise<readonly number[]> {
    const { members } = this.suite;
    const dates: number[] = [];
    for (let seat = 0; seat < SEATS; seat += 1) {
      const answer = await this.ask(members.address, members.artifact.abi.encodeFunctionData("seat", [seat]));
      dates.push(Number(members.artifact.abi.decodeFunctionResult("seat", answer)[0].admittedAt));
    }
    return dates;
  }

  /** Remembers this moment, to be set back to it as often as needed. */
  async keep(): Promise<void> {
    this.#snapshot = await this.#rpc.request({ method: "evm_snapshot" });
  }

  async setBack(): Promise<void> {
    await this.#rpc.request({ method: "evm_revert", params: [this.#snapshot] });
    await this.keep();
  }

  /** Sends a transaction that is mined in a block of that second. */
  async send(from: string, to: string, data: string, time: number): Promise<Answer> {
    await this.#rpc.request({ method: "evm_setNextBlockTimestamp", params: [time] });
    try {
      const call = { from, to, data, gas: GAS };
      const hash = await this.#rpc.request({ method: "eth_sendTransaction", params: [call] });
      const receipt = await this.#rpc.request({ method: "eth_getTransactionReceipt", params: [hash] });
      return { refusal: null, skipped: this.#listSkipped(fieldOf(receipt, "logs")) };
    } catch (error) {
      return { refusal: this.#readRevert(revertBytesOf(error)), skipped: [] };
    }
  }

  /** Asks without changing anything. */
  async ask(to: string, data: string): Promise<string> {
    return String(await this.#rpc.request({ method: "eth_call", params: [{ to, data }, "latest"] }));
  }

  /** Looks at everything that there is to see of these records and keys, and of all groups. */
  async look({ records, keys }: Pick<World, "records" | "keys">): Promise<Result> {
    const { abi } = this.#lens.artifact;
    const { suite } = this;
    const places = [suite.records.address, suite.groups.address, suite.keys.address, SEATS, SUITES];
    const subjects = [...places, records.map(({ id }) => id), keys.map(({ id }) => id)];
    const answer = await this.ask(this.#lens.address, abi.encodeFunctionData("look", [subjects]));
    return abi.decodeFunctionResult("look", answer)[0];
  }

  /** Whether grants are noted, by record, key and slot. */
  async areGranted(grants: Iterable<string>): Promise<readonly boolean[]> {
    const { address, artifact } = this.suite.records;
    const found: boolean[] = [];
    for (const name of grants) {
      const answer = await this.ask(address, artifact.abi.encodeFunctionData("isGranted", name.split(" ")));
      found.push(BigInt(answer) === 1n);
    }
    return found;
  }

  #listSkipped(logs: unknown): readonly string[] {
    if (!Array.isArray(logs)) throw new Error("the node's answer has no logs");
    const { abi } = this.suite.records.artifact;
    return logs.flatMap((log) => {
      const topics: unknown = fieldOf(log, "topics");
      if (!Array.isArray(topics)) throw new Error("the node's log has no topics");
      const event = abi.parseLog({ topics: topics.map(String), data: String(fieldOf(log, "data")) });
      if (event?.name !== "AcknowledgementSkipped") return [];
      return [`${event.args[0]} ${event.args[1]} ${this.#nameError(String(event.args[2]))}`];
    });
  }

  #readRevert(bytes: string): string {
    for (const abi of this.#interfaces()) {
      const error = abi.parseError(bytes);
      if (error !== null) return `${error.name}(${error.args.toArray().join(",")})`;
    }
    return `unknown ${bytes}`;
  }

  #nameError(selector: string): string {
    return (
      this.#interfaces()
        .map((abi) => abi.getError(selector)?.name)
        .find((name) => name !== undefined) ?? selector
    );
  }

  #interfaces(): readonly Interface[] {
    const { records, groups, keys, members, accession } = this.suite;
    return [records, groups, keys, members, accession].map(({ artifact }) => artifact.abi);
  }
}

async function readLens(): Promise<ContractArtifact> {
  const file = "../../../artifacts/test/support/contracts/RecordLens.sol/RecordLens.json";
  return parseContractArtifact(await readFile(new URL(file, import.meta.url), "utf8"));
}
