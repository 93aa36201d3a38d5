import { createRecordVerifier } from "../../../batcher/src/adapters/verifier/createRecordVerifier.ts";
import { curve } from "../../../batcher/src/adapters/verifier/nativeCurve.ts";
import type { Slot, Verifier } from "../../../batcher/src/ports/Verifier.ts";
import type { Life } from "./Life.ts";
import { PLACE } from "./place.ts";
import { toAccount } from "./toAccount.ts";
import type { World } from "./World.ts";

const SLOTS = 4;
const RECORDS_PER_SLOT = 8;
const BYTES_PER_SLOT = 4_096;
const WORKERS = 2;
const SLOWEST_MS = 8;

const verifySlot = createRecordVerifier(PLACE);

/** Checks signatures for real, in slots that are small, after a while. */
export function createVerifier({ time, random }: World, life: Life): Verifier {
  let busy = 0;
  let onVerified: (slot: Slot) => void = () => undefined;
  const slots = Array.from(
    { length: SLOTS },
    (_, index): Slot => ({
      index,
      bytes: new Uint8Array(BYTES_PER_SLOT),
      offsets: new Uint32Array(RECORDS_PER_SLOT + 1),
      verdicts: new Uint8Array(RECORDS_PER_SLOT),
      digests: new Uint8Array(RECORDS_PER_SLOT * 32),
      count: 0,
    }),
  );
  return {
    isNative: true,
    slots,
    hasIdleWorker: () => busy < WORKERS,
    send(slot) {
      busy += 1;
      time.after(random.fraction() * SLOWEST_MS, () => {
        if (!life.isAlive) return;
        busy -= 1;
        verifySlot(slot, slot.count);
        onVerified(slot);
      });
    },
    listen(listener) {
      onVerified = listener;
    },
    recover(digest, signature) {
      try {
        const key = curve.ecdsaRecover(signature.slice(0, 64), (signature[64] ?? 27) - 27, digest, false);
        return toAccount(key);
      } catch {
        return undefined;
      }
    },
    close: async () => undefined,
  };
}
