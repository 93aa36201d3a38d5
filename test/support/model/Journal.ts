import { AbiCoder, type Interface, keccak256, type LogDescription, ZeroHash } from "ethers";

/** What a node hands out as a log. */
export interface RawLog {
  readonly address: string;
  readonly topics: readonly string[];
  readonly data: string;
}

const KINDS = { created: 0, closed: 1, executed: 2, canceled: 3, enacted: 4 } as const;
const FLAG_PASSED = 1n << 253n;
const coder = AbiCoder.defaultAbiCoder();

/** The hash chain over all proposal events, computed again from nothing but the events and the records before them. */
export class Journal {
  head: string = ZeroHash;
  /** Hash of the electorate's snapshot in force. */
  electorate: string = ZeroHash;
  /** By proposal, its record before the transaction that is read. */
  readonly records = new Map<bigint, bigint>();
  readonly #abis: readonly Interface[];

  constructor(abis: readonly Interface[]) {
    this.#abis = abis;
  }

  /** A journal that goes on from here by itself. */
  fork(): Journal {
    const copy = new Journal(this.#abis);
    copy.head = this.head;
    copy.electorate = this.electorate;
    for (const [proposal, record] of this.records) copy.records.set(proposal, record);
    return copy;
  }

  /** Reads the logs of one transaction, whose input is part of the evidence. */
  read(logs: readonly RawLog[], input: string): readonly LogDescription[] {
    const events = logs.flatMap((log) => this.#parse(log));
    for (const event of events) this.#follow(event, events, input);
    return events;
  }

  #parse(log: RawLog): readonly LogDescription[] {
    for (const abi of this.#abis) {
      const event = abi.parseLog(log);
      if (event !== null) return [event];
    }
    return [];
  }

  #follow({ name, args }: LogDescription, events: readonly LogDescription[], input: string): void {
    switch (name) {
      case "ElectorateChanged":
        this.electorate = String(args.getValue("snapshotHash"));
        return;
      case "ProposalCreated": {
        const opened = events.find((event) => event.name === "ProposalOpened");
        const salt = opened?.args.getValue("salt") ?? ZeroHash;
        const simulation = opened?.args.getValue("simulation") ?? ZeroHash;
        this.#advance(KINDS.created, args[0], ["bytes32", "bytes32", "bytes32"], [salt, simulation, this.electorate]);
        return;
      }
      case "ProposalClosed":
        if ((BigInt(args[1]) & FLAG_PASSED) !== 0n) return;
        this.#advance(KINDS.closed, args[0], ["uint256", "uint256[]"], [args[1], [...args[2]]]);
        return;
      case "ProposalExecuted": {
        const before = events.findLast((event) => event.name === "ProposalClosed")?.args[1];
        const record = before ?? this.records.get(BigInt(args[0]));
        this.#advance(KINDS.executed, args[0], ["uint256", "uint256[]"], [record, []]);
        return;
      }
      case "ProposalCanceledFor":
        this.#advance(KINDS.canceled, args[0], ["uint8"], [args[1]]);
        return;
      case "ProposalEnacted": {
        const evidence = [args[1], this.electorate, keccak256(`0x${input.slice(10)}`)];
        this.#advance(KINDS.enacted, args[0], ["uint256", "bytes32", "bytes32"], evidence);
        return;
      }
    }
  }

  #advance(kind: number, id: unknown, types: readonly string[], values: readonly unknown[]): void {
    const payload = keccak256(coder.encode([...types], [...values]));
    const step = coder.encode(["bytes32", "uint8", "uint256", "bytes32"], [this.head, kind, id, payload]);
    this.head = keccak256(step);
  }
}
