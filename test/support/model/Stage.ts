import { readFile } from "node:fs/promises";

import { encodeBytes32String, type Interface, toBeHex } from "ethers";
import { network } from "hardhat";

import { type ContractArtifact, parseContractArtifact } from "../ContractArtifact.ts";
import { deployContract } from "../deployContract.ts";
import { acceptState, deploySuite, type FoundingMember, type Suite } from "../deploySuite.ts";
import { readArtifact } from "../readArtifact.ts";
import { fieldOf, revertBytesOf } from "../revertBytesOf.ts";
import { type Cast, coldOf, createCast, everybody, hotOf } from "./Cast.ts";
import { createRevertReader } from "./describeRevert.ts";
import { Journal, type RawLog } from "./Journal.ts";
import { parseView, type View } from "./View.ts";
import { STRICTEST, type World } from "./worlds.ts";

/** What the contracts answered: the reason for a refusal, or what they logged. */
export interface Answer {
  readonly refusal: string | null;
  readonly logs: readonly RawLog[];
}

interface Rpc {
  readonly request: (call: { readonly method: string; readonly params?: unknown[] }) => Promise<unknown>;
}

const SEATS_EVER = 12;
const GAS = "0xf42400";
const BALANCE = toBeHex(10n ** 24n);
const START = "2026-01-01T00:00:00Z";
const GOVERNING = ["Governor", "Canvass", "Safeguards", "GovernorFace", "Guardians"];

/** The real contracts on a chain of their own, which can be set back to their founding. */
export class Stage {
  readonly cast: Cast;
  readonly suite: Suite;
  readonly ledger: string;
  readonly lens: string;
  readonly abis: { readonly lens: Interface; readonly ledger: Interface };
  readonly chainId: bigint;
  readonly #rpc: Rpc;
  readonly #readRevert: (bytes: string) => string;
  readonly #events: readonly Interface[];
  #snapshot: unknown = null;

  private constructor(parts: {
    readonly cast: Cast;
    readonly suite: Suite;
    readonly ledger: string;
    readonly lens: string;
    readonly abis: { readonly lens: Interface; readonly ledger: Interface };
    readonly errors: readonly Interface[];
    readonly chainId: bigint;
    readonly rpc: Rpc;
  }) {
    this.cast = parts.cast;
    this.suite = parts.suite;
    this.ledger = parts.ledger;
    this.lens = parts.lens;
    this.abis = parts.abis;
    this.chainId = parts.chainId;
    this.#rpc = parts.rpc;
    this.#readRevert = createRevertReader(parts.errors);
    this.#events = [parts.suite.governor.artifact.abi, parts.suite.members.artifact.abi];
  }

  /** Deploys the suite; all founders have accepted. */
  static async open(world: World): Promise<Stage> {
    const { ethers, provider: rpc } = await network.create({
      override: { allowBlocksWithSameTimestamp: true, initialDate: START },
    });
    const cast = createCast(SEATS_EVER);
    for (const { address } of everybody(cast)) {
      await rpc.request({ method: "hardhat_setBalance", params: [address, BALANCE] });
      await rpc.request({ method: "hardhat_impersonateAccount", params: [address] });
    }
    const founder = cast.founder.connect(ethers.provider);
    const suite = await deploySuite(
      founder,
      world.founders.map((_, seat) => toMember(world, cast, seat)),
      STRICTEST,
    );
    for (const seat of world.founders.keys()) {
      await acceptState(hotOf(cast, seat, 0).connect(ethers.provider), suite, seat);
    }
    await rpc.request({ method: "hardhat_setBalance", params: [suite.governor.address, BALANCE] });
    await rpc.request({ method: "hardhat_impersonateAccount", params: [suite.governor.address] });
    const ledger = await readTestArtifact("Ledger");
    const lens = await readTestArtifact("Lens");
    return new Stage({
      cast,
      suite,
      ledger: await deployContract(founder, ledger),
      lens: await deployContract(founder, lens),
      abis: { lens: lens.abi, ledger: ledger.abi },
      errors: [...(await readErrors()), ledger.abi],
      chainId: (await ethers.provider.getNetwork()).chainId,
      rpc,
    });
  }

  /** A journal that starts where the chain stands. */
  async startJournal(): Promise<Journal> {
    const journal = new Journal(this.#events);
    const logs = await this.#rpc.request({ method: "eth_getLogs", params: [{ fromBlock: "0x0", toBlock: "latest" }] });
    journal.read(parseLogs(logs), "0x");
    return journal;
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
      return { refusal: null, logs: parseLogs(fieldOf(receipt, "logs")) };
    } catch (error) {
      return { refusal: this.#readRevert(revertBytesOf(error)), logs: [] };
    }
  }

  /** Asks without changing anything. */
  async ask(to: string, data: string): Promise<string> {
    return String(await this.#rpc.request({ method: "eth_call", params: [{ to, data }, "latest"] }));
  }

  /** Looks at everything there is to see. */
  async look(ids: readonly bigint[], parameters: readonly string[], accounts: readonly string[]): Promise<View> {
    const values = [this.suite.governor.address, ids, parameters.map(encodeBytes32String), accounts];
    const answer = await this.ask(this.lens, this.abis.lens.encodeFunctionData("look", values));
    return parseView(this.abis.lens.decodeFunctionResult("look", answer)[0]);
  }
}

function toMember(world: World, cast: Cast, seat: number): FoundingMember {
  const founding = world.founders[seat];
  if (founding === undefined) throw new Error(`the world has no seat ${seat}`);
  const { weight, duties, keys, ballotsNeeded } = founding;
  const hot = Array.from({ length: keys }, (_, key) => hotOf(cast, seat, key).address);
  return { cold: coldOf(cast, seat).address, hot, weight, duties, ballotsNeeded };
}

async function readErrors(): Promise<readonly Interface[]> {
  const paths = [
    "constitution/Constitution",
    "membership/MemberRegistry",
    "membership/Accession",
    "interfaces/IQuorateGovernor",
    ...GOVERNING.map((name) => `governance/${name}`),
  ];
  return Promise.all(paths.map(async (path) => (await readArtifact(path)).abi));
}

async function readTestArtifact(name: string): Promise<ContractArtifact> {
  const file = new URL(`../../../artifacts/test/support/contracts/${name}.sol/${name}.json`, import.meta.url);
  return parseContractArtifact(await readFile(file, "utf8"));
}

// ---------------------------------------------------------------- what a node answers

function textIn(value: unknown, name: string): string {
  const field = fieldOf(value, name);
  if (typeof field !== "string") throw new Error(`the node's answer has no ${name}`);
  return field;
}

function parseLogs(value: unknown): readonly RawLog[] {
  if (!Array.isArray(value)) throw new Error("the node's answer has no logs");
  return value.map((log) => {
    const topics = fieldOf(log, "topics");
    if (!Array.isArray(topics)) throw new Error("the node's log has no topics");
    return { address: textIn(log, "address"), data: textIn(log, "data"), topics: topics.map(String) };
  });
}
