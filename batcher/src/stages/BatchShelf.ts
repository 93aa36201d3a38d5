import type { NewBatch, Store, StoredBatch } from "../ports/Store.ts";
import { rebuildTree } from "./computeRoot.ts";

/** Trees of batches: of those that were closed or asked for lately in memory, of all others rebuilt. Holds at most `maxRecords` records' trees, 64 bytes for each. */
export class BatchShelf {
  readonly #store: Store;
  readonly #maxRecords: number;
  /** The one that was used longest ago first. */
  readonly #trees = new Map<string, Uint8Array>();
  readonly #building = new Map<string, Promise<Uint8Array>>();
  #nodes = 0;

  constructor(store: Store, maxRecords: number) {
    this.#store = store;
    this.#maxRecords = maxRecords;
  }

  keep(batch: NewBatch, tree: Uint8Array): void {
    const name = nameOf(batch);
    if (this.#trees.has(name)) return;
    this.#trees.set(name, tree);
    this.#nodes += tree.length / 32;
    for (const [oldest, { length }] of this.#trees) {
      if (this.#nodes <= this.#maxRecords * 2 || oldest === name) break;
      this.#trees.delete(oldest);
      this.#nodes -= length / 32;
    }
  }

  /** The flat tree of a batch that is closed. */
  async treeOf(batch: StoredBatch): Promise<Uint8Array> {
    const name = nameOf(batch);
    const known = this.#trees.get(name);
    if (known !== undefined) {
      this.#trees.delete(name);
      this.#trees.set(name, known);
      return known;
    }
    const running = this.#building.get(name);
    if (running !== undefined) return await running;
    const building = rebuildTree(this.#store, batch);
    this.#building.set(name, building);
    try {
      const tree = await building;
      this.keep(batch, tree);
      return tree;
    } finally {
      this.#building.delete(name);
    }
  }
}

/** With its root: a batch that was opened again is closed anew under the same number. */
function nameOf({ logId, number, root }: NewBatch): string {
  return `${logId} ${number} ${root}`;
}
