import type { UsedNonces } from "../ports/Store.ts";
import { byteAt, measureRecord, NONCE_AT, nonceBytesOf, readDeadline, readSeat } from "../records.ts";

const WORD_DIGITS = 64;

interface Growing extends UsedNonces {
  lastDeadline: number;
}

/** The nonces that packed records use, by word: for a store that several instances write. */
export function listNonces(records: Uint8Array): readonly UsedNonces[] {
  return [...gatherWords(records).values()];
}

/** Whether the nonce of a record is among those of some words. */
export function isAmong(record: Uint8Array, words: readonly UsedNonces[]): boolean {
  const [own] = listNonces(record);
  const word = words.find(({ kind, seat, word: name }) => kind === own?.kind && seat === own.seat && name === own.word);
  return (
    own !== undefined && word !== undefined && own.bits.some((byte, index) => (byte & byteAt(word.bits, index)) !== 0)
  );
}

function gatherWords(records: Uint8Array): ReadonlyMap<string, UsedNonces> {
  const words = new Map<string, Growing>();
  for (let at = 0; at < records.length; at += measureRecord(records, at) ?? records.length) {
    const kind = byteAt(records, at);
    const seat = readSeat(records, at);
    const last = at + NONCE_AT + nonceBytesOf(kind) - 1;
    const digits = Buffer.from(records.buffer, records.byteOffset, records.byteLength).toString(
      "hex",
      at + NONCE_AT,
      last,
    );
    const name = `${kind} ${seat} ${digits}`;
    const word = words.get(name) ?? {
      kind,
      seat,
      word: digits.padStart(WORD_DIGITS, "0"),
      bits: new Uint8Array(32),
      lastDeadline: 0,
    };
    words.set(name, word);
    const bit = byteAt(records, last);
    const byte = 31 - (bit >> 3);
    word.bits[byte] = byteAt(word.bits, byte) | (1 << (bit & 7));
    word.lastDeadline = Math.max(word.lastDeadline, readDeadline(records, at));
  }
  return words;
}
