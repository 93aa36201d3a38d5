import { BatcherError } from "../../errors.ts";

/** Fields of what a node answered. @throws BatcherError CHAIN_UNAVAILABLE where they are not what they must be */
export interface Fields {
  readonly text: (name: string) => string;
  /** A quantity as a number. */
  readonly number: (name: string) => number;
  readonly quantity: (name: string) => bigint | undefined;
  readonly list: (name: string) => readonly unknown[];
}

/** Reads an object. */
export function readFields(value: unknown, what: string): Fields {
  const fields = new Map(typeof value === "object" && value !== null ? Object.entries(value) : []);
  const text = (name: string): string => {
    const field: unknown = fields.get(name);
    return typeof field === "string" ? field : refuse(what, name);
  };
  return {
    text,
    number: (name) => toNumber(text(name), what, name),
    quantity: (name) => (typeof fields.get(name) === "string" ? BigInt(text(name)) : undefined),
    list: (name) => {
      const field: unknown = fields.get(name);
      return Array.isArray(field) ? field : refuse(what, name);
    },
  };
}

/** A quantity that a node answered, as a number. */
export function toNumber(value: unknown, what: string, name = "result"): number {
  const number = typeof value === "string" && /^0x[0-9a-fA-F]+$/.test(value) ? Number(value) : Number.NaN;
  return Number.isSafeInteger(number) ? number : refuse(what, name);
}

function refuse(what: string, name: string): never {
  throw new BatcherError({
    code: "CHAIN_UNAVAILABLE",
    summary: `The node's answer to ${what} has no usable "${name}".`,
    remedy: "Check what answers at the URL: it is no node of this chain.",
    facts: { what, name },
  });
}
