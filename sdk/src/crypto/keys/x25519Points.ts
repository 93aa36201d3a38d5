import { bytesToHex } from "@noble/hashes/utils.js";

const PRIME = 2n ** 255n - 19n;

/** The points of small order and of the twist, by their one canonical coordinate. Source: RFC 7748, section 6.1, and Bernstein's list. */
const SMALL_ORDER: ReadonlySet<bigint> = new Set([
  0n,
  1n,
  PRIME - 1n,
  325606250916557431795983626356110631294008115727848805560023387167927233504n,
  39382357235489614581723060781553021112529911719440698176882885853963445705823n,
]);

/** What is wrong with an X25519 public key, or null. A key has one encoding, and its point is not of small order. */
export function findX25519Fault(publicKey: Uint8Array): string | null {
  if (publicKey.length !== 32) return "it is not 32 bytes long";
  const coordinate = BigInt(`0x${bytesToHex(Uint8Array.from(publicKey).reverse())}`);
  // DEFENCE: one-writing
  if (coordinate >= PRIME) return "its coordinate is not below the field's prime";
  // DEFENCE: small-order [SMALL_ORDER.has(coordinate) => false]
  return SMALL_ORDER.has(coordinate) ? "its point is of small order" : null;
}
