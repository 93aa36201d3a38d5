import { utf8ToBytes } from "@noble/hashes/utils.js";
import { QuorateError } from "../../errors/QuorateError.ts";
import { fieldTypeOf } from "../../types/FieldType.ts";
import type { Bytes32 } from "../../types/Hex.ts";
import type { EncodedField } from "../../types/RecordField.ts";
import { checkField } from "../commitment/encodeField.ts";
import { hashWords } from "../commitment/hashWords.ts";
import { climbToRoot } from "../commitment/merkleTree.ts";
import { fromHex, toBytes32 } from "../commitment/toBytes32.ts";
import { recordTypehashes } from "../commitment/typehashes.ts";
import { keccak256 } from "../hashing/keccak.ts";
import type { Disclosure, FieldOpening } from "./Disclosure.ts";

const MAX_LEAVES = 2 ** 32;

/** What the chain says of the record. */
export interface DisclosedRecord {
  readonly recordContext: Bytes32;
  readonly contentRoot: Bytes32;
}

/**
 * Proves that a record commits to the fields that a disclosure shows, without a chain client: take context and root from the chain.
 *
 * @returns the fields, each with its value as it was committed; `decodeField` reads them
 * @throws QuorateError DISCLOSURE_MALFORMED, DISCLOSURE_MISMATCH, FIELD_MALFORMED
 * @example
 * ```ts
 * const fields: readonly EncodedField[] = checkDisclosure(disclosure, { recordContext, contentRoot });
 * ```
 */
export function checkDisclosure(disclosure: Disclosure, record: DisclosedRecord): readonly EncodedField[] {
  if (disclosure.recordContext !== record.recordContext) throw mismatch("it belongs to another record");
  if (disclosure.contentRoot !== record.contentRoot) throw mismatch("it was made from another content");
  const { openings, flags } = disclosure;
  if (openings.length === 0) throw malformed("it shows no field");
  const isOrdered = openings.every(
    ({ index }, place) => Number.isInteger(index) && index > (openings[place - 1]?.index ?? -1) && index < MAX_LEAVES,
  );
  if (!isOrdered) throw malformed("its fields are not in ascending order, each once");
  const fields = openings.map((opening) => checkField(toField(opening)));
  const context = fromHex(record.recordContext);
  const root = climbToRoot(
    openings.map((opening) => hashOpening(context, opening)),
    { proof: disclosure.proof.map((node) => fromHex(node)), flags },
  );
  if (root === undefined) throw malformed("its proof does not fit its fields");
  if (toBytes32(root) !== record.contentRoot) throw mismatch("its proof leads to another root"); // DEFENCE: disclosure-proof
  return fields;
}

function hashOpening(context: Uint8Array, { index, path, valueType, salt, value }: FieldOpening): Uint8Array {
  const [pathHash, valueHash] = [keccak256(utf8ToBytes(path)), keccak256(fromHex(value))];
  return keccak256(hashWords([recordTypehashes.leaf, context, index, pathHash, valueType, fromHex(salt), valueHash]));
}

function toField({ path, valueType, value }: FieldOpening): EncodedField {
  const type = fieldTypeOf(valueType);
  if (type === undefined) throw malformed(`it names a type ${valueType} that there is not`);
  return { path, type, value: fromHex(value) };
}

function malformed(fault: string): QuorateError {
  return new QuorateError({
    code: "DISCLOSURE_MALFORMED",
    summary: `This is no disclosure: ${fault}.`,
    remedy: "Ask the party that disclosed for what discloseFields answered, unchanged.",
    facts: { fault },
  });
}

function mismatch(fault: string): QuorateError {
  return new QuorateError({
    code: "DISCLOSURE_MISMATCH",
    summary: `The record does not commit to what was disclosed: ${fault}.`,
    remedy: "Believe none of its values, and ask the party that disclosed which record it means.",
    facts: { fault },
  });
}
