import type { Chain } from "../ports/Chain.ts";
import type { Clock } from "../ports/Clock.ts";
import type { Journal } from "../ports/Journal.ts";
import type { Signer } from "../ports/Signer.ts";
import type { LeaseToken, Store } from "../ports/Store.ts";
import type { UnfitBatch } from "./anchor.ts";
import type { TransactionLane } from "./TransactionLane.ts";

/** What opening batches again needs. */
export interface ReopeningParameters {
  readonly chain: Chain;
  readonly store: Store;
  readonly signer: Signer;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly lane: TransactionLane;
}

/** The reopening stage as others see it. */
export interface Reopening {
  /** Opens a batch that cannot be anchored as it was closed, and those behind it. False while that has to wait; else everything is to be read anew. */
  reopen(unfit: UnfitBatch, lease: LeaseToken): Promise<boolean>;
}

const RETRY_MS = 1_000;
/** A transaction of another account that is in no block after so long is taken for dropped. Were it mined after all, the batch would be taken over from the chain. */
const PATIENCE_MS = 30_000;

/** Opens batches again whose anchoring reverts for ever, so that their records are closed into batches that the contract takes. */
export function createReopening({ chain, store, signer, clock, journal, lane }: ReopeningParameters): Reopening {
  let waiting: { readonly name: string; readonly since: number } | undefined;
  let lookAt = 0;

  async function isUnderWay({ logId, number, last }: UnfitBatch, hasPatience: boolean): Promise<boolean> {
    const nonces = new Map<string, number>();
    for (let each = number; each <= last; each += 1) {
      if (lane.isWaiting({ kind: "anchor", logId, number: each })) return true;
      for (const { account, nonce, purpose } of await store.readBatchTransactions(logId, each)) {
        if (!hasPatience || purpose.kind !== "anchor" || account === signer.address) continue;
        const next = nonces.get(account) ?? (await chain.readNonce(account));
        nonces.set(account, next);
        if (nonce >= next) return true;
      }
    }
    return false;
  }

  return {
    async reopen(unfit, lease) {
      const { logId, number, isOnChain } = unfit;
      const [name, now] = [`${logId} ${number}`, clock.now()];
      if (waiting?.name !== name) waiting = { name, since: now };
      else if (now < lookAt) return false;
      lookAt = now + RETRY_MS;
      if (await isUnderWay(unfit, !isOnChain && now - waiting.since < PATIENCE_MS)) return false;
      waiting = undefined;
      // It is anchored after all.
      if (!isOnChain && (await chain.findAnchored(logId, number)) !== undefined) return true;
      await store.reopenBatches(logId, number, lease);
      journal.warn("batches-reopened", { logId, number, last: unfit.last });
      return true;
    },
  };
}
