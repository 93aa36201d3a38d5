import type { ParamType } from "ethers";

import { formatDuration } from "#sdk";
import { rejectionReasons } from "#sdk/records";

import { formatMoment } from "../narration/formatMoment.ts";

const NONE = /^0x0+$/;

/** What an event says, by the names that its ABI gives and in the order in which it says it. */
export function formatArguments(inputs: readonly ParamType[], values: Iterable<unknown>): string {
  const given = [...values];
  return inputs.map((input, index) => `${input.name} ${formatValue(input, given[index])}`).join(", ");
}

function formatValue(type: ParamType, value: unknown): string {
  if (type.name === "seats") return listSeats(value).join(", ");
  if (type.name === "mandatory") return listMandatory(BigInt(String(value))).join(", ") || "nobody";
  if (type.name === "suites") return listBits(BigInt(String(value))).join(", ");
  if (type.name === "reason") return rejectionReasons[Number(value)] ?? String(value);
  if (type.name.endsWith("Period")) return formatDuration(BigInt(String(value)));
  if (["until", "notBefore", "notAfter"].includes(type.name)) return formatMoment(Number(value));
  if (type.components !== null && isIterable(value)) return `(${formatArguments(type.components, value)})`;
  const text = String(value);
  return NONE.test(text) ? "none" : text;
}

/** A set of seats is two words of bits. */
function listSeats(value: unknown): readonly number[] {
  const words = String(value).split(",").map(BigInt);
  return words.flatMap((word, index) => listBits(word).map((bit) => bit + 256 * index));
}

/** Each 16 bits are a seat, and one more. */
function listMandatory(word: bigint): readonly bigint[] {
  return word === 0n ? [] : [(word & 0xffffn) - 1n, ...listMandatory(word >> 16n)];
}

function listBits(word: bigint): readonly number[] {
  return [...word.toString(2)].reverse().flatMap((bit, index) => (bit === "1" ? [index] : []));
}

function isIterable(value: unknown): value is Iterable<unknown> {
  return typeof value === "object" && value !== null && Symbol.iterator in value;
}
