import { utf8ToBytes } from "@noble/hashes/utils.js";

import { QuorateError } from "../../errors/QuorateError.ts";
import { fieldTypes } from "../../types/FieldType.ts";
import type { Bytes32 } from "../../types/Hex.ts";
import type { EncodedField } from "../../types/RecordField.ts";
import { commitFields } from "../commitment/commitFields.ts";
import { deriveSalts } from "../commitment/deriveSalts.ts";
import { proveLeaves, rootOf } from "../commitment/merkleTree.ts";
import { fromHex, toBytes32, toHex } from "../commitment/toBytes32.ts";
import type { Disclosure } from "./Disclosure.ts";

/** What a party discloses of a record that it opened. */
export interface DiscloseFieldsParameters {
  readonly recordContext: Bytes32;
  readonly fields: readonly EncodedField[];
  readonly saltSeed: Uint8Array;
  /** The fields to show, by their paths. */
  readonly paths: readonly string[];
}

/**
 * Opens some fields of a record to whoever gets the result, and nothing of the others but the power of two that their number is below.
 *
 * @throws QuorateError DISCLOSURE_MALFORMED for a path that the record lacks, or none
 * @example
 * ```ts
 * const disclosure: Disclosure = discloseFields({ recordContext, fields, saltSeed, paths: ["CdtTrfTxInf/Amt"] });
 * ```
 */
export function discloseFields(parameters: DiscloseFieldsParameters): Disclosure {
  const { fields, saltSeed } = parameters;
  const recordContext = fromHex(parameters.recordContext);
  const indices = findIndices(fields, parameters.paths);
  const tree = commitFields({ fields, saltSeed, recordContext });
  const { saltOf } = deriveSalts(saltSeed, recordContext);
  const { proof, flags } = proveLeaves(tree, indices);
  return {
    recordContext: parameters.recordContext,
    contentRoot: toBytes32(rootOf(tree)),
    openings: fields.flatMap(({ path, type, value }, index) =>
      indices.includes(index)
        ? [
            {
              index,
              path,
              valueType: fieldTypes[type],
              salt: toBytes32(saltOf(index, utf8ToBytes(path))),
              value: toHex(value),
            },
          ]
        : [],
    ),
    proof: proof.map(toBytes32),
    flags,
  };
}

function findIndices(fields: readonly EncodedField[], paths: readonly string[]): readonly number[] {
  const wanted = new Set(paths);
  const indices = fields.flatMap(({ path }, index) => (wanted.delete(path) ? [index] : []));
  if (wanted.size === 0 && indices.length > 0) return indices;
  throw new QuorateError({
    code: "DISCLOSURE_MALFORMED",
    summary: wanted.size === 0 ? "No field is named." : `The record has no field ${JSON.stringify([...wanted][0])}.`,
    remedy: "Name at least one field, each by the path that it has in the record.",
    facts: { missing: [...wanted] },
  });
}
