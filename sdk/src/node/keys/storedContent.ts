import { fromHex, toBytes32, toHex } from "../../crypto/commitment/toBytes32.ts";
import {
  decodeCbor,
  encodeCbor,
  readBytes,
  readInteger,
  readList,
  readMap,
  readText,
  splitBytes,
} from "../../crypto/envelope/cbor.ts";
import { computeKeyId } from "../../crypto/keys/encryptionKey.ts";
import { parseSuite } from "../../crypto/keys/kemOf.ts";
import { joinPieces } from "../../crypto/stream/joinPieces.ts";
import type { Bytes32, Hex } from "../../types/Hex.ts";
import type { StoredKey } from "../../types/StoredKey.ts";

/** A registry of records on a chain; in lower case, as a key store names it. */
export interface RegistryPlace {
  readonly chainId: bigint;
  readonly registry: Hex;
}

/** A decryption key with its 32 secret bytes. */
export interface SecretKey extends StoredKey {
  readonly secret: Uint8Array;
}

/** The secret that the members of an epoch share. */
export interface EpochSecret extends RegistryPlace {
  readonly group: bigint;
  readonly epoch: bigint;
  readonly secret: Uint8Array;
}

/** The numbers that a sender has used, as ranges without their gaps; both ends are among them. */
export interface UsedNonces extends RegistryPlace {
  readonly sender: bigint;
  readonly ranges: readonly (readonly [first: bigint, last: bigint])[];
}

/** What is kept for a record, so that it can be granted and read again without its envelope. */
export interface KeptRecord {
  readonly recordId: Bytes32;
  readonly contentKey: Uint8Array;
  /** What was read of it, in whatever form its reader wants; null for nothing. */
  readonly text: Uint8Array | null;
}

/** Everything that a key store holds. */
export interface StoredContent {
  readonly keys: readonly SecretKey[];
  readonly epochs: readonly EpochSecret[];
  readonly nonces: readonly UsedNonces[];
  readonly records: readonly KeptRecord[];
  /** The records that were shredded. */
  readonly forgotten: readonly Bytes32[];
}

const FIELDS = ["keys", "epochs", "nonces", "records", "texts", "forgotten"] as const;

/** A store that holds nothing yet. */
export const EMPTY_CONTENT: StoredContent = { keys: [], epochs: [], nonces: [], records: [], forgotten: [] };

/** A content in deterministic CBOR. */
export function encodeStored({ keys, epochs, nonces, records, forgotten }: StoredContent): Uint8Array {
  return encodeCbor({
    keys: keys.map((key) => [
      key.suite,
      fromHex(key.publicKey),
      key.secret,
      key.notBefore,
      key.notAfter,
      key.rotatedAt,
      key.compromisedSince,
    ]),
    epochs: epochs.map(({ chainId, registry, group, epoch, secret }) => [
      chainId,
      fromHex(registry),
      group,
      epoch,
      secret,
    ]),
    nonces: nonces.map(({ chainId, registry, sender, ranges }) => [
      chainId,
      fromHex(registry),
      sender,
      ranges.map(([first, last]) => [String(first), String(last)]),
    ]),
    // There may be many: packed, ten thousand take milliseconds.
    records: pack(records.flatMap(({ recordId, contentKey }) => [fromHex(recordId), contentKey])),
    texts: records.flatMap(({ recordId, text }) => (text === null ? [] : [[fromHex(recordId), text]])),
    forgotten: pack(forgotten.map((recordId) => fromHex(recordId))),
  });
}

/** The content that bytes stand for. @throws Error where they are none */
export function decodeStored(bytes: Uint8Array): StoredContent {
  const fields = readMap(decodeCbor(bytes), FIELDS);
  const rows = (name: (typeof FIELDS)[number]): readonly (readonly unknown[])[] =>
    readList(fields.get(name)).map(readList);
  const texts = new Map(rows("texts").map(([recordId, text]) => [toBytes32(readBytes(recordId, 32)), readBytes(text)]));
  return {
    keys: rows("keys").map(readKey),
    epochs: rows("epochs").map(([chainId, registry, group, epoch, secret]) => ({
      ...readPlace(chainId, registry),
      group: readInteger(group),
      epoch: readInteger(epoch),
      secret: readBytes(secret, 32),
    })),
    nonces: rows("nonces").map(([chainId, registry, sender, ranges]) => ({
      ...readPlace(chainId, registry),
      sender: readInteger(sender),
      ranges: readList(ranges).map(readRange),
    })),
    records: splitBytes(readBytes(fields.get("records")), 64).map((pair) => {
      const recordId = toBytes32(pair.subarray(0, 32));
      return { recordId, contentKey: pair.slice(32), text: texts.get(recordId) ?? null };
    }),
    forgotten: splitBytes(readBytes(fields.get("forgotten")), 32).map(toBytes32),
  };
}

/** Words one after the other, however many. */
function pack(words: readonly Uint8Array[]): Uint8Array {
  return joinPieces(words.map((word) => new Uint8Array(word)));
}

function readKey([number, publicBytes, secret, notBefore, ...dates]: readonly unknown[]): SecretKey {
  const suite = parseSuite(number);
  const publicKey = toHex(readBytes(publicBytes));
  const [notAfter = null, rotatedAt = null, compromisedSince = null] = dates.map((date) =>
    date === null ? null : readInteger(date),
  );
  return {
    suite,
    publicKey,
    keyId: computeKeyId({ suite, publicKey }),
    secret: readBytes(secret, 32),
    notBefore: readInteger(notBefore),
    notAfter,
    rotatedAt,
    compromisedSince,
  };
}

function readPlace(chainId: unknown, registry: unknown): RegistryPlace {
  return { chainId: readInteger(chainId), registry: toHex(readBytes(registry, 20)) };
}

function readRange(range: unknown): readonly [bigint, bigint] {
  const [first, last] = readList(range).map(readText).map(BigInt);
  if (first === undefined || last === undefined || first > last) throw new TypeError("not a range");
  return [first, last];
}
