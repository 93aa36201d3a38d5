import { keccak_256 } from "@noble/hashes/sha3.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";

import { commitFields } from "../../../../sdk/src/crypto/commitment/commitFields.ts";
import { computeRecordContext } from "../../../../sdk/src/crypto/commitment/computeRecordContext.ts";
import { computeBodyHash, computeRecordId } from "../../../../sdk/src/crypto/commitment/computeRecordId.ts";
import { deriveSalts } from "../../../../sdk/src/crypto/commitment/deriveSalts.ts";
import { encodeField } from "../../../../sdk/src/crypto/commitment/encodeField.ts";
import { rootOf } from "../../../../sdk/src/crypto/commitment/merkleTree.ts";
import { fromHex, toBytes32, toHex } from "../../../../sdk/src/crypto/commitment/toBytes32.ts";
import { recordTypes } from "../../../../sdk/src/crypto/commitment/typehashes.ts";
import type { Disclosure } from "../../../../sdk/src/crypto/disclosure/Disclosure.ts";
import { discloseFields } from "../../../../sdk/src/crypto/disclosure/discloseFields.ts";
import { fieldTypes } from "../../../../sdk/src/types/FieldType.ts";
import type { Bytes32 } from "../../../../sdk/src/types/Hex.ts";
import type { RecordContext } from "../../../../sdk/src/types/RecordContext.ts";
import type { EncodedField, RecordField } from "../../../../sdk/src/types/RecordField.ts";
import { context, payment } from "../parties.ts";

const ALL_TYPES: readonly RecordField[] = [
  ...payment,
  { path: "Dbtr/Nm", type: "text", value: "Zürich Re" },
  { path: "CreDtTm", type: "instant", value: "2026-11-22T19:26:57Z" },
  { path: "Balance", type: "integer", value: -12_345_678_901_234_567_890n },
  { path: "Raw", type: "bytes", value: Uint8Array.of(0, 255) },
  { path: "Empty", type: "text", value: "" },
];
const DOCUMENT: EncodedField = { path: "Document", type: "document", value: new Uint8Array(40).fill(7) };

interface Case {
  readonly name: string;
  readonly context: RecordContext;
  readonly fields: readonly EncodedField[];
  readonly disclosed: readonly (readonly number[])[];
}

const CASES: readonly Case[] = [
  {
    name: "a payment",
    context,
    fields: payment.map(encodeField),
    disclosed: [[0], [3], [0, 1], [0, 2, 3], [0, 1, 2, 3]],
  },
  {
    name: "every type",
    context: {
      ...context,
      chainId: 2n ** 64n - 1n,
      group: 2n ** 32n - 1n,
      epoch: 2n ** 32n - 1n,
      sender: 65_535n,
      senderNonce: 2n ** 256n - 1n,
    },
    fields: [...ALL_TYPES.map(encodeField), DOCUMENT],
    disclosed: [[9], [0, 9], [1, 2, 5, 6], [0, 1, 2, 3, 4, 5, 6, 7]],
  },
  {
    name: "one field",
    context: { ...context, senderNonce: 0n },
    fields: payment.slice(0, 1).map(encodeField),
    disclosed: [[0]],
  },
];

/** Vectors of everything that a contract computes too, as JSON. Numbers are decimal texts where a double may not hold them. */
export function renderCommitments(): string {
  const types = Object.entries(recordTypes).map(([name, type]) => ({
    name,
    type,
    typehash: hashOf(utf8ToBytes(type)),
  }));
  return `${JSON.stringify({ format: "quorate/v1", types, valueTypes: fieldTypes, records: CASES.map(renderCase) }, null, 2)}\n`;
}

function renderCase({ name, context: place, fields, disclosed }: Case, number: number): object {
  const recordContext = computeRecordContext(place);
  const [saltSeed, bound] = [new Uint8Array(32).fill(number + 1), fromHex(recordContext)];
  const tree = commitFields({ fields, saltSeed, recordContext: bound });
  const { saltOf } = deriveSalts(saltSeed, bound);
  const contentRoot = toBytes32(rootOf(tree));
  const body = {
    headerHash: wordOf(0x11),
    ciphertextHash: wordOf(0x22),
    keyCommit: wordOf(0x33),
    slotsHash: wordOf(0x44),
    schemaId: wordOf(0x55),
  };
  const bodyHash = computeBodyHash(body);
  const leaves = (tree[0] ?? []).map(toBytes32);
  const disclosures = disclosed.map((indices) =>
    discloseFields({ recordContext, fields, saltSeed, paths: indices.map((index) => fields[index]?.path ?? "") }),
  );
  return {
    name,
    context: Object.fromEntries(Object.entries(place).map(([part, value]) => [part, String(value)])),
    recordContext,
    saltSeed: toHex(saltSeed),
    fields: fields.map(({ path, type, value }, index) => ({
      path,
      pathHash: hashOf(utf8ToBytes(path)),
      valueType: fieldTypes[type],
      value: toHex(value),
      valueHash: hashOf(value),
      salt: toBytes32(saltOf(index, utf8ToBytes(path))),
      leaf: leaves[index],
    })),
    leaves,
    contentRoot,
    body,
    bodyHash,
    recordId: computeRecordId({ recordContext, contentRoot, bodyHash }),
    disclosures,
    refused: disclosures.slice(0, 1).flatMap(listRefused),
  };
}

/** Disclosures that nobody may believe. */
function listRefused(sound: Disclosure): readonly object[] {
  const [first] = sound.openings;
  if (first === undefined) return [];
  const withFirst = (fault: string, change: object): object => ({
    fault,
    ...sound,
    openings: [{ ...first, ...change }],
  });
  return [
    withFirst("another value", { value: "0x00" }),
    withFirst("another type", { valueType: first.valueType + 1 }),
    withFirst("another index", { index: first.index + 1 }),
    withFirst("another path", { path: `${first.path}x` }),
    withFirst("another salt", { salt: wordOf(1) }),
    { fault: "no field, and the root as its proof", ...sound, openings: [], proof: [sound.contentRoot], flags: [] },
    { fault: "a proof that is too short", ...sound, proof: sound.proof.slice(1), flags: sound.flags.slice(1) },
    { fault: "another record", ...sound, recordContext: wordOf(2) },
  ];
}

function hashOf(bytes: Uint8Array): Bytes32 {
  return toBytes32(keccak_256(bytes));
}

function wordOf(fill: number): Bytes32 {
  return toBytes32(new Uint8Array(32).fill(fill));
}
