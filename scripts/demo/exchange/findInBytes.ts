import { getBytes, keccak256, sha256 } from "ethers";

import type { RecordField } from "#sdk/records";

/** Shorter texts are found anywhere by chance. */
const MIN_BYTES = 5;

/** The fields whose value stands in some bytes: as it is, or as a bare hash, which says it to whoever can guess it. */
export function findInBytes(fields: readonly RecordField[], places: readonly Uint8Array[]): readonly RecordField[] {
  const buffers = places.map((bytes) => Buffer.from(bytes));
  return fields.filter((field) => {
    const value = field.type === "bytes" ? field.value : new TextEncoder().encode(String(field.value));
    const forms = [getBytes(keccak256(value)), getBytes(sha256(value)), ...(value.length < MIN_BYTES ? [] : [value])];
    return forms.some((form) => buffers.some((bytes) => bytes.includes(Buffer.from(form))));
  });
}
