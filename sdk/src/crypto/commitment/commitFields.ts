import { utf8ToBytes } from "@noble/hashes/utils.js";

import { QuorateError } from "../../errors/QuorateError.ts";
import type { EncodedField } from "../../types/RecordField.ts";
import { computeLeaf } from "./computeLeaf.ts";
import { deriveSalts } from "./deriveSalts.ts";
import { buildMerkleTree, type MerkleTree } from "./merkleTree.ts";

const MIN_LEAVES = 8; // DEFENCE: field-classes [8 => 1]
const MAX_FIELDS = 65_536;

/** What ties fields to their record. */
export interface CommitFieldsParameters {
  readonly fields: readonly EncodedField[];
  /** 32 random bytes that nobody but the parties knows. */
  readonly saltSeed: Uint8Array;
  readonly recordContext: Uint8Array;
}

/**
 * The tree over the salted commitments of a record's fields, in their order, and over decoys up to a power of two. Its root is the
 * record's content root; every party that has the seed computes the same.
 *
 * @throws QuorateError FIELD_MALFORMED
 */
export function commitFields({ fields, saltSeed, recordContext }: CommitFieldsParameters): MerkleTree {
  checkPaths(fields);
  const { saltOf, decoyOf } = deriveSalts(saltSeed, recordContext);
  // DEFENCE: salted-leaves [saltOf(index, utf8ToBytes(path)) => utf8ToBytes(String(saltOf.length))]
  const leaves = fields.map(({ path, type, value }, index) =>
    computeLeaf({ recordContext, index, path, type, salt: saltOf(index, utf8ToBytes(path)), value }),
  );
  const size = countLeaves(fields.length);
  for (let index = leaves.length; index < size; index += 1) leaves.push(decoyOf(index));
  return buildMerkleTree(leaves);
}

/** How many leaves the tree over so many fields has: a power of two, at least 8. */
export function countLeaves(fields: number): number {
  let size = MIN_LEAVES;
  while (size < fields) size *= 2;
  return size;
}

function checkPaths(fields: readonly EncodedField[]): void {
  const paths = new Set(fields.map(({ path }) => path));
  if (paths.size === fields.length && fields.length <= MAX_FIELDS) return;
  throw new QuorateError({
    code: "FIELD_MALFORMED",
    summary:
      fields.length > MAX_FIELDS
        ? `There are ${fields.length} fields.`
        : "Two fields of the record have the same path.",
    remedy: `Give every field a path of its own, and a record at most ${MAX_FIELDS} fields.`,
    facts: { fields: fields.length },
  });
}
