import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { Bytes32 } from "#sdk";
import type { StoreServer } from "#sdk/node";

import type { Message } from "./Message.ts";
import type { Party } from "./Party.ts";

/** Records that later acts come back to. */
export type RecordName = "first" | "second" | "disputed" | "late";

/** A record that was sent. */
export interface SentRecord {
  readonly recordId: Bytes32;
  readonly message: Message;
}

/** What the acts about records have in common: the parties, the group and what was sent. Nothing of it outlives the run. */
export class Exchange implements AsyncDisposable {
  /** Where the parties' files are. */
  readonly folder: string;
  readonly #servers: StoreServer[] = [];
  readonly #parties = new Map<bigint, Party>();
  readonly #sent = new Map<RecordName, SentRecord>();
  #messages: readonly Message[] = [];
  #group = 0n;
  /** The newest block that outsiders have looked at. */
  seenBlock = 0;

  private constructor(folder: string) {
    this.folder = folder;
  }

  static async open(): Promise<Exchange> {
    return new Exchange(await mkdtemp(join(tmpdir(), "quorate-exchange-")));
  }

  /** The group's number. */
  get group(): bigint {
    return this.#group;
  }

  /** Begins with a group and what its members have to tell each other. */
  begin(group: bigint, messages: readonly Message[]): void {
    this.#group = group;
    this.#messages = messages;
  }

  /** The message to send next; they begin again when all were sent. */
  takeMessage(): Message {
    const [message, ...rest] = this.#messages;
    if (message === undefined) throw new TypeError("there is no message to send");
    this.#messages = [...rest, message];
    return message;
  }

  get parties(): readonly Party[] {
    return [...this.#parties.values()];
  }

  party(seat: bigint): Party {
    const party = this.#parties.get(seat);
    if (party === undefined) throw new TypeError(`seat ${seat} exchanges no records`);
    return party;
  }

  put(party: Party): void {
    this.#parties.set(party.member.seat, party);
  }

  /** A server that ends with the run. */
  serve(server: StoreServer): void {
    this.#servers.push(server);
  }

  sent(name: RecordName): SentRecord {
    const record = this.#sent.get(name);
    if (record === undefined) throw new TypeError(`the ${name} record was not sent`);
    return record;
  }

  note(name: RecordName, record: SentRecord): void {
    this.#sent.set(name, record);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#servers.map((server) => server.stop()));
    // What was interrupted may still write for a moment.
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  }
}
