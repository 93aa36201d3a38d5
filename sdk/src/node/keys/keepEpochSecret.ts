import { compareBytes } from "../../crypto/commitment/merkleTree.ts";
import { QuorateError } from "../../errors/QuorateError.ts";
import { parseInteger } from "../../internal/parseInteger.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import { isSamePlace, type NamedRegistry, toPlace } from "./places.ts";
import type { EpochSecret, StoredContent } from "./storedContent.ts";
import { changeStore, type KeyStore } from "./vault.ts";

/** An epoch of a group. */
export interface GroupEpoch extends NamedRegistry {
  readonly group: bigint;
  readonly epoch: bigint;
}

/** An epoch and the 32 bytes that its members share. */
export interface KeepEpochSecretParameters extends GroupEpoch, WaitLimits {
  readonly secret: Uint8Array;
}

/**
 * Keeps the secret of an epoch: one's own when one starts it, else the one that its first record hands over.
 *
 * @throws QuorateError EPOCH_SECRET_MALFORMED, EPOCH_SECRET_DIFFERS, INTEGER_MALFORMED, HEX_MALFORMED, KEYSTORE_..., ABORTED
 * @example
 * ```ts
 * await keepEpochSecret(store, { chainId, registry, group: 17n, epoch: 4n, secret });
 * ```
 */
export async function keepEpochSecret(store: KeyStore, parameters: KeepEpochSecretParameters): Promise<void> {
  const epoch = { ...toEpoch(parameters), secret: Uint8Array.from(parameters.secret) };
  if (epoch.secret.length !== 32) {
    throw new QuorateError({
      code: "EPOCH_SECRET_MALFORMED",
      summary: `The epoch's secret has ${epoch.secret.length} bytes.`,
      remedy: "Give the 32 bytes that the epoch's first record hands over; for a new epoch draw them at random.",
      facts: { bytes: epoch.secret.length },
    });
  }
  await changeStore(store, parameters, (content) => ({ content: addEpoch(content, epoch), answer: undefined }));
}

/** An epoch as a store names it. @throws QuorateError INTEGER_MALFORMED, HEX_MALFORMED */
export function toEpoch(epoch: GroupEpoch): Omit<EpochSecret, "secret"> {
  return { ...toPlace(epoch), group: parseInteger(epoch.group, 32), epoch: parseInteger(epoch.epoch, 32) };
}

/** The secret of an epoch, or undefined. */
export function findEpoch({ epochs }: StoredContent, epoch: Omit<EpochSecret, "secret">): EpochSecret | undefined {
  return epochs.find((each) => isSamePlace(each, epoch) && each.group === epoch.group && each.epoch === epoch.epoch);
}

function addEpoch(content: StoredContent, epoch: EpochSecret): StoredContent {
  const known = findEpoch(content, epoch);
  if (known === undefined) return { ...content, epochs: [...content.epochs, epoch] };
  // DEFENCE: epoch-secret-fixed [compareBytes(known.secret, epoch.secret) === 0 => true]
  if (compareBytes(known.secret, epoch.secret) === 0) return content;
  throw new QuorateError({
    code: "EPOCH_SECRET_DIFFERS",
    summary: `The key store has another secret for epoch ${epoch.epoch} of group ${epoch.group}.`,
    remedy: "Keep the one that the epoch's first record on chain hands over, and reject what contradicts it.",
    facts: { group: epoch.group, epoch: epoch.epoch },
  });
}
