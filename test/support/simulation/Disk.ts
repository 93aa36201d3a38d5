import type { NewGroup, UsedNonces } from "../../../batcher/src/ports/Store.ts";
import { createMemoryStore, type MemoryStore, type StoreContents } from "../batcher/createMemoryStore.ts";
import type { World } from "./World.ts";

/** Who holds the lease of a shared store. */
export interface Leasehold {
  readonly holder: string;
  readonly token: number;
  readonly until: number;
}

/** What stores of one or several lives keep: what is written, and how much of it would be there after a power cut. */
export class Disk {
  readonly #world: World;
  readonly memory: MemoryStore = createMemoryStore();
  readonly isShared: boolean;
  #durable: StoreContents;
  lease: Leasehold | undefined;
  /** No room for groups. */
  isFull = false;
  /** Share of writes whose sync fails. */
  syncFailures = 0;
  /** The server of a shared store is away. */
  isAway = false;
  slowMs = 4;
  readonly #words = new Map<string, UsedNonces>();

  constructor(world: World, isShared: boolean) {
    this.#world = world;
    this.isShared = isShared;
    this.#durable = copyOf(this.memory.contents);
  }

  /** What survives anything. */
  get durable(): StoreContents {
    return this.#durable;
  }

  /** Everything written so far survives from now on. */
  sync(): void {
    this.#durable = copyOf(this.memory.contents);
  }

  /** The machine comes up again: what was not synced may be there or not. */
  comeBack(): void {
    if (this.#world.random.happens(0.5)) this.sync();
    const { logs, groups, batches, executions, formerExecutions, transactions } = this.memory.contents;
    replace(logs, this.#durable.logs);
    replace(groups, this.#durable.groups);
    replace(batches, this.#durable.batches);
    replace(executions, this.#durable.executions);
    replace(formerExecutions, this.#durable.formerExecutions);
    replace(transactions, this.#durable.transactions);
  }

  /** Words of which nonces of a group are used already; where there are none, the group's are noted. */
  takeNonces({ nonces, settledTime }: NewGroup): readonly UsedNonces[] {
    const stored = nonces.flatMap((used) => {
      const known = this.#words.get(nameOf(used));
      return known !== undefined && known.lastDeadline >= settledTime ? [{ used, known }] : [];
    });
    const conflicts = stored.filter(({ used, known }) =>
      used.bits.some((byte, index) => byte & (known.bits[index] ?? 0)),
    );
    if (conflicts.length > 0) return conflicts.map(({ known }) => known);
    for (const used of nonces) {
      const known = stored.find((each) => each.used === used)?.known;
      const bits = used.bits.map((byte, index) => byte | (known?.bits[index] ?? 0));
      const lastDeadline = Math.max(used.lastDeadline, known?.lastDeadline ?? 0);
      this.#words.set(nameOf(used), { ...used, bits, lastDeadline });
    }
    return [];
  }
}

function copyOf(contents: StoreContents): StoreContents {
  const { logs, groups, batches, executions, formerExecutions, transactions } = contents;
  return {
    logs: [...logs],
    groups: [...groups],
    batches: [...batches],
    executions: [...executions],
    formerExecutions: [...formerExecutions],
    transactions: [...transactions],
  };
}

function replace<Item>(items: Item[], others: readonly Item[]): void {
  items.splice(0, items.length, ...others);
}

function nameOf({ kind, seat, word }: UsedNonces): string {
  return `${kind} ${seat} ${word}`;
}
