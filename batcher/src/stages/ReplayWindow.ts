import { byteAt, NONCE_AT, nonceBytesOf, readDeadline } from "../records.ts";

/** Nonces of one word. */
interface Word {
  readonly key: string;
  readonly seat: number;
  /** Which log its sequences are of, by the order in which logs were begun here. */
  readonly log: number;
  /** Where its 256 sequences stand in the slabs. */
  readonly place: number;
  /** A sequence is `base + offset - 1`; offset 0 is a nonce that is free. */
  readonly base: number;
  lastDeadline: number;
}

/** Where a nonce was used. */
export interface UsedAt {
  readonly logId: string;
  readonly sequence: number;
}

/** How much a window may hold. */
export interface ReplayWindowLimits {
  readonly maxWords: number;
  readonly maxWordsPerSeat: number;
}

/** What came of taking a nonce. */
export type Taken = "taken" | "full" | UsedAt;

const NONCES_PER_WORD = 256;
const WORDS_PER_SLAB = 1_024;
const LOG_BYTES = 4;
const KEY_BYTES = LOG_BYTES + 34;
/** What a word takes in memory at most: its sequences, its key, its place in a map. Measured, rounded up. */
const BYTES_PER_WORD = NONCES_PER_WORD * 4 + 320;
const HALF_REACH = 2 ** 31;

/**
 * Which nonces were used by records whose deadlines are not due, and by which record. A nonce is one bit of a word, as on chain; a word is kept until
 * the last of its deadlines has passed.
 *
 * Its bound: 1,344 bytes for each word, `maxWords` of them. Seats that count their nonces up fill whole words: 45,000 records a second with deadlines
 * 300 seconds ahead, each kept for 30 seconds more, are 58,008 words, 78 MB.
 */
export class ReplayWindow {
  readonly #limits: ReplayWindowLimits;
  readonly #words = new Map<string, Word>();
  readonly #wordsOfSeat = new Map<number, number>();
  readonly #slabs: Uint32Array[] = [];
  readonly #free: number[] = [];
  readonly #logs: string[] = [];
  readonly #key = Buffer.alloc(KEY_BYTES);
  #sweep: IterableIterator<Word> | undefined;

  constructor(limits: ReplayWindowLimits) {
    this.#limits = limits;
  }

  /** How many words are open. */
  get words(): number {
    return this.#words.size;
  }

  /** What it takes in memory at most, in bytes. */
  get bytes(): number {
    return this.#slabs.length * WORDS_PER_SLAB * NONCES_PER_WORD * 4 + this.#words.size * (BYTES_PER_WORD - 1_024);
  }

  /** Where the nonce of the record at `at` was used. */
  find(bytes: Uint8Array, at: number): UsedAt | undefined {
    for (let log = this.#logs.length - 1; log >= 0; log -= 1) {
      const word = this.#words.get(this.#keyOf(bytes, at, log));
      const used = word === undefined ? undefined : this.#read(word, bitOf(bytes, at));
      if (used !== undefined) return used;
    }
    return undefined;
  }

  /** Notes that the record at `at` uses its nonce and has this sequence, unless the nonce was used. */
  take(bytes: Uint8Array, at: number, logId: string, sequence: number): Taken {
    const used = this.find(bytes, at);
    return used ?? (this.put(bytes, at, logId, sequence) ? "taken" : "full");
  }

  /** Notes it whatever was there. False where there is no room for another word, unless it must be noted because it is stored. */
  put(bytes: Uint8Array, at: number, logId: string, sequence: number, isStored = false): boolean {
    const log = this.#logNumber(logId);
    const key = this.#keyOf(bytes, at, log);
    const word = this.#words.get(key) ?? this.#open(key, bytes, at, { log, sequence, isStored });
    const slab = word === undefined ? undefined : this.#slabOf(word);
    if (word === undefined || slab === undefined) return false;
    slab[slotOf(word, bitOf(bytes, at))] = sequence - word.base + 1;
    const deadline = readDeadline(bytes, at);
    if (deadline > word.lastDeadline) word.lastDeadline = deadline;
    return true;
  }

  /** Gives a nonce back that was taken for a record which was not stored after all. */
  giveBack(bytes: Uint8Array, at: number, logId: string): void {
    const word = this.#words.get(this.#keyOf(bytes, at, this.#logNumber(logId)));
    const slab = word === undefined ? undefined : this.#slabOf(word);
    if (word !== undefined && slab !== undefined) slab[slotOf(word, bitOf(bytes, at))] = 0;
  }

  /** Lets go of words whose deadlines have all passed by `time`; looks at `budget` words at a time, and goes on there the next time. */
  forget(time: number, budget = 20_000): void {
    this.#sweep ??= this.#words.values();
    for (let looked = 0; looked < budget; looked += 1) {
      const step = this.#sweep.next();
      if (step.done === true) {
        this.#sweep = undefined;
        return;
      }
      if (step.value.lastDeadline < time) this.#drop(step.value);
    }
  }

  #open(
    key: string,
    bytes: Uint8Array,
    at: number,
    first: { readonly log: number; readonly sequence: number; readonly isStored: boolean },
  ): Word | undefined {
    const seat = byteAt(bytes, at + 1) * 256 + byteAt(bytes, at + 2);
    const ofSeat = this.#wordsOfSeat.get(seat) ?? 0;
    const isFull = this.#words.size >= this.#limits.maxWords || ofSeat >= this.#limits.maxWordsPerSeat;
    if (isFull && !first.isStored) return undefined; // DEFENCE: batcher-window-bound
    if (this.#free.length === 0) this.#addSlab();
    const place = this.#free.pop() ?? 0;
    const base = Math.max(0, first.sequence - HALF_REACH);
    const word: Word = { key, seat, log: first.log, place, base, lastDeadline: 0 };
    this.#words.set(key, word);
    this.#wordsOfSeat.set(seat, ofSeat + 1);
    return word;
  }

  #drop(word: Word): void {
    this.#words.delete(word.key);
    const left = (this.#wordsOfSeat.get(word.seat) ?? 1) - 1;
    if (left === 0) this.#wordsOfSeat.delete(word.seat);
    else this.#wordsOfSeat.set(word.seat, left);
    this.#slabOf(word)?.fill(0, slotOf(word, 0), slotOf(word, 0) + NONCES_PER_WORD);
    this.#free.push(word.place);
  }

  #read(word: Word, bit: number): UsedAt | undefined {
    const offset = this.#slabOf(word)?.[slotOf(word, bit)] ?? 0;
    const logId = this.#logs[word.log];
    return offset === 0 || logId === undefined ? undefined : { logId, sequence: word.base + offset - 1 };
  }

  #slabOf(word: Word): Uint32Array | undefined {
    return this.#slabs[Math.floor(word.place / WORDS_PER_SLAB)];
  }

  #addSlab(): void {
    const first = this.#slabs.length * WORDS_PER_SLAB;
    this.#slabs.push(new Uint32Array(WORDS_PER_SLAB * NONCES_PER_WORD));
    for (let index = WORDS_PER_SLAB - 1; index >= 0; index -= 1) this.#free.push(first + index);
  }

  #logNumber(logId: string): number {
    const known = this.#logs.lastIndexOf(logId);
    return known >= 0 ? known : this.#logs.push(logId) - 1;
  }

  /** The log, the kind, the seat and all of the nonce but its last byte. */
  #keyOf(bytes: Uint8Array, at: number, log: number): string {
    const key = this.#key;
    const kind = byteAt(bytes, at);
    const length = nonceBytesOf(kind) - 1;
    key.writeUInt32BE(log);
    key[LOG_BYTES] = kind;
    key[LOG_BYTES + 1] = byteAt(bytes, at + 1);
    key[LOG_BYTES + 2] = byteAt(bytes, at + 2);
    const head = LOG_BYTES + 3;
    for (let index = 0; index < length; index += 1) key[head + index] = byteAt(bytes, at + NONCE_AT + index);
    return key.toString("latin1", 0, head + length);
  }
}

function bitOf(bytes: Uint8Array, at: number): number {
  return byteAt(bytes, at + NONCE_AT + nonceBytesOf(byteAt(bytes, at)) - 1);
}

function slotOf(word: Word, bit: number): number {
  return (word.place % WORDS_PER_SLAB) * NONCES_PER_WORD + bit;
}
