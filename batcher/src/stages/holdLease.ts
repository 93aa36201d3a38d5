import type { Clock } from "../ports/Clock.ts";
import type { LeaseToken, Store } from "../ports/Store.ts";

/** Prolongs a lease while something takes long. */
export type LeaseHold = () => Promise<void>;

/** Makes a hold on a lease: called now and then, it prolongs it as often as needed. Where it was lost, the next write says so. */
export function holdLease(
  { store, clock, leaseMs }: { readonly store: Store; readonly clock: Clock; readonly leaseMs: number },
  lease: LeaseToken | undefined,
): LeaseHold {
  let renewedAt = clock.now();
  return async () => {
    if (lease === undefined || clock.now() - renewedAt < leaseMs / 3) return;
    renewedAt = clock.now();
    await store.renewLease(lease, leaseMs);
  };
}
