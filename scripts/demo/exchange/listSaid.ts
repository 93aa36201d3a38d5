import type { ParamType } from "ethers";

/** What the arguments of a call say that its events do not: texts in the clear, and which key acts or has signed for which seat. */
export function listSaid(inputs: readonly ParamType[], values: Iterable<unknown>): readonly string[] {
  const given = [...values];
  return inputs.flatMap((input, index) => sayOne(input, given[index]));
}

function sayOne(type: ParamType, value: unknown): readonly string[] {
  if (type.type === "string") return [`saying "${String(value)}"`];
  if (!isIterable(value)) return [];
  if (type.arrayChildren !== null) {
    const child = type.arrayChildren;
    return [...value].flatMap((item) => sayOne(child, item));
  }
  const names = (type.components ?? []).map(({ name }) => name);
  if (names.join() !== "seat,deadline,by") return listSaid(type.components ?? [], value);
  const [seat, , by] = [...value];
  const [signer] = isIterable(by) ? [...by] : [];
  return [`for seat ${String(seat)} by its key ${String(signer)}`];
}

function isIterable(value: unknown): value is Iterable<unknown> {
  return typeof value === "object" && value !== null && Symbol.iterator in value;
}
