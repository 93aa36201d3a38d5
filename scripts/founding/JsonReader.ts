import { type ErrorCode, type Facts, QuorateError } from "#sdk";
import { editDistance } from "./editDistance.ts";

/** A fault at one place of a JSON file. */
export interface JsonFault {
  readonly code: ErrorCode;
  /** What is wrong, as it stands after the path and before a full stop. */
  readonly summary: string;
  readonly remedy: string;
  readonly facts?: Facts;
}

/** Limits of a number, both included. */
export interface Limits<T extends number | bigint> {
  readonly min: T;
  readonly max: T;
}

/**
 * A place in a parsed JSON file, and the way from it to typed values.
 *
 * Reading never throws. A value that is missing or wrong is noted in the list of faults that all places of the file share, and a
 * harmless stand-in is returned, so that one pass finds every fault. Whoever opens the file refuses it when the list is not
 * empty, and no stand-in ever leaves.
 */
export class JsonReader {
  /** Where in the file, as in `$.rules[3].quorum`. */
  readonly path: string;
  readonly #value: unknown;
  readonly #faults: QuorateError[];

  constructor(value: unknown, path: string, faults: QuorateError[]) {
    this.#value = value;
    this.path = path;
    this.#faults = faults;
  }

  /** Notes a fault at this place. */
  refuse({ code, summary, remedy, facts }: JsonFault): void {
    this.#faults.push(
      new QuorateError({ code, summary: `${this.path}: ${summary}.`, remedy, facts: { path: this.path, ...facts } }),
    );
  }

  /**
   * Reads something and says whether it was without a fault: what is compared with other values must not be a stand-in, or one
   * fault would be reported twice.
   */
  readSoundly<T>(read: () => T): { readonly value: T; readonly isSound: boolean } {
    const before = this.#faults.length;
    const value = read();
    return { value, isSound: this.#faults.length === before };
  }

  /** Whether an object at this place has the field. */
  has(name: string): boolean {
    return isJsonObject(this.#value) && Object.hasOwn(this.#value, name);
  }

  /** The place of a field; whether it exists is found out by reading it. */
  field(name: string): JsonReader {
    return new JsonReader(this.#fieldValue(name), joinPath(this.path, name), this.#faults);
  }

  /** Demands an object that has no other fields than these. */
  checkFields(known: readonly string[]): void {
    if (!isJsonObject(this.#value)) {
      this.#refuseType("an object");
      return;
    }
    for (const name of Object.keys(this.#value)) {
      if (known.includes(name)) continue;
      const meant = known.find((candidate) => editDistance(candidate.toLowerCase(), name.toLowerCase()) <= 2);
      this.field(name).refuse({
        code: "JSON_FIELD_UNKNOWN",
        summary: "no such field",
        remedy:
          meant === undefined ? `Delete it; the fields here are ${known.join(", ")}.` : `Write ${meant}, or delete it.`,
        facts: { found: name, known },
      });
    }
  }

  /** The fields of an object whose keys are names that people chose. */
  entries(): readonly (readonly [string, JsonReader])[] {
    if (!isJsonObject(this.#value)) {
      this.#refuseType("an object");
      return [];
    }
    return Object.keys(this.#value).map((name) => [name, this.field(name)] as const);
  }

  /** The places of a list's items. */
  items(): readonly JsonReader[] {
    if (!Array.isArray(this.#value)) {
      this.#refuseType("a list");
      return [];
    }
    return this.#value.map((value: unknown, index) => new JsonReader(value, `${this.path}[${index}]`, this.#faults));
  }

  /** A text of at least one visible character; "" stands in. */
  text(): string {
    if (typeof this.#value !== "string") {
      this.#refuseType("a text");
      return "";
    }
    if (this.#value.trim() === "" || this.#value !== this.#value.trim()) {
      this.refuse({
        code: "JSON_BAD_VALUE",
        summary: "the text is empty or has blanks at its ends",
        remedy: "Write the text without blanks around it.",
      });
    }
    return this.#value;
  }

  /** One of a few words; the first stands in. */
  word<Word extends string>(words: readonly [Word, ...Word[]]): Word {
    const found = words.find((word) => word === this.#value);
    if (found !== undefined) return found;
    const known = words.join(", ");
    if (typeof this.#value !== "string") this.#refuseType(`one of ${known}`);
    else {
      this.refuse({
        code: "JSON_BAD_VALUE",
        summary: `${JSON.stringify(this.#value)} is not one of ${known}`,
        remedy: `Write one of ${known}.`,
        facts: { found: this.#value, known: words },
      });
    }
    return words[0];
  }

  /** Whether the value is written as a text, so that a format with several ways to write can choose. */
  isText(): boolean {
    return typeof this.#value === "string";
  }

  /** Whether the value is written as an object. */
  isObject(): boolean {
    return isJsonObject(this.#value);
  }

  /** true or false; false stands in. */
  truth(): boolean {
    if (typeof this.#value !== "boolean") this.#refuseType("true or false");
    return this.#value === true;
  }

  /** A whole number within limits; the lower limit stands in. */
  integer({ min, max }: Limits<number>): number {
    return Number(this.wholeNumber({ min: BigInt(min), max: BigInt(max) }));
  }

  /** A whole number of any size, large ones written as a text of decimal digits; the lower limit stands in. */
  wholeNumber({ min, max }: Limits<bigint>): bigint {
    const found = this.#digits();
    if (found === null) return min;
    if (found < min || found > max) {
      this.refuse({
        code: "JSON_OUT_OF_RANGE",
        summary: `${found} is not from ${min} to ${max}`,
        remedy: `Write a number from ${min} to ${max}.`,
        facts: { found, min, max },
      });
      return min;
    }
    return found;
  }

  #digits(): bigint | null {
    const value = this.#value;
    if (typeof value === "number" && Number.isInteger(value)) {
      if (Number.isSafeInteger(value)) return BigInt(value);
      this.refuse({
        code: "JSON_BAD_VALUE",
        summary: "the number is too large to be written as a number, and would be rounded",
        remedy: "Write it as a text of digits, between quotation marks.",
      });
      return null;
    }
    if (typeof value === "string" && /^\d{1,78}$/.test(value)) return BigInt(value);
    this.#refuseType("a whole number");
    return null;
  }

  #fieldValue(name: string): unknown {
    return isJsonObject(this.#value) && Object.hasOwn(this.#value, name) ? this.#value[name] : undefined;
  }

  #refuseType(expected: string): void {
    if (this.#value === undefined) {
      this.refuse({
        code: "JSON_FIELD_MISSING",
        summary: "the field is missing",
        remedy: `Write ${expected}.`,
        facts: { expected },
      });
      return;
    }
    const found = describeJson(this.#value);
    this.refuse({
      code: "JSON_WRONG_TYPE",
      summary: `${found} stands where ${expected} belongs`,
      remedy: `Write ${expected}.`,
      facts: { found, expected },
    });
  }
}

function isJsonObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function describeJson(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "an object";
  return JSON.stringify(value).slice(0, 60);
}

function joinPath(path: string, name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? `${path}.${name}` : `${path}[${JSON.stringify(name)}]`;
}
