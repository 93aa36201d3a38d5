import type { Store } from "../ports/Store.ts";
import type { Promiser } from "./createPromiser.ts";
import type { PromisedGroup } from "./PromisedGroup.ts";

/** How many groups of earlier days are looked up at the same time; more than that are not worth waiting for. */
const MAX_LOOKUPS = 8;

/**
 * Groups that were promised lately, in memory, and those before them on request. It holds at most `maxRecords` records' digests, leaves and trees: 128 bytes
 * for each record.
 */
export class GroupShelf {
  readonly #store: Store;
  readonly #promiser: Promiser;
  readonly #maxRecords: number;
  /** By log, ascending. */
  readonly #recent = new Map<string, PromisedGroup[]>();
  readonly #order: PromisedGroup[] = [];
  readonly #lookups = new Map<string, Promise<PromisedGroup | undefined>>();
  #records = 0;

  constructor(store: Store, promiser: Promiser, maxRecords: number) {
    this.#store = store;
    this.#promiser = promiser;
    this.#maxRecords = maxRecords;
  }

  /** Keeps a group that was stored just now. */
  keep(group: PromisedGroup): void {
    const groups = this.#recent.get(group.logId) ?? [];
    this.#recent.set(group.logId, groups);
    const last = groups.at(-1);
    if (last !== undefined && last.firstSequence >= group.firstSequence) {
      if (groupAt(groups, group.firstSequence) !== undefined) return;
      groups.splice(countBefore(groups, group.firstSequence), 0, group);
    } else groups.push(group);
    this.#order.push(group);
    this.#records += group.count;
    while (this.#records > this.#maxRecords && this.#order.length > 1) this.#dropOldest();
  }

  /** The group of a record, where it is in memory. */
  find(logId: string, sequence: number): PromisedGroup | undefined {
    const groups = this.#recent.get(logId);
    return groups === undefined ? undefined : groupAt(groups, sequence);
  }

  /** The group of a record; undefined where there is none. */
  async load(logId: string, sequence: number): Promise<PromisedGroup | undefined> {
    const found = this.find(logId, sequence);
    if (found !== undefined) return found;
    const stored = await this.#store.findGroup(logId, sequence);
    if (stored === undefined) return undefined;
    const name = `${logId} ${stored.firstSequence}`;
    const running = this.#lookups.get(name);
    if (running !== undefined) return await running;
    const made = Promise.resolve().then(() => this.#promiser(stored));
    this.#lookups.set(name, made);
    try {
      const group = await made;
      this.keep(group);
      return group;
    } finally {
      this.#lookups.delete(name);
    }
  }

  /** Whether so much is being looked up that another one should do without. */
  get isBusy(): boolean {
    return this.#lookups.size >= MAX_LOOKUPS;
  }

  #dropOldest(): void {
    const oldest = this.#order.shift();
    if (oldest === undefined) return;
    this.#records -= oldest.count;
    const groups = this.#recent.get(oldest.logId);
    const index = groups?.indexOf(oldest) ?? -1;
    if (index >= 0) groups?.splice(index, 1);
  }
}

function groupAt(groups: readonly PromisedGroup[], sequence: number): PromisedGroup | undefined {
  const group = groups[countBefore(groups, sequence + 1) - 1];
  return group !== undefined && sequence < group.firstSequence + group.count ? group : undefined;
}

/** How many groups begin before a sequence. */
function countBefore(groups: readonly PromisedGroup[], sequence: number): number {
  let [low, high] = [0, groups.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((groups[middle]?.firstSequence ?? 0) < sequence) low = middle + 1;
    else high = middle;
  }
  return low;
}
