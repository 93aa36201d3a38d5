import type { Schema } from "./schema.ts";

const hex = (bytes: number, description: string): Schema => ({
  type: "string",
  pattern: `^0x[0-9a-fA-F]{${bytes * 2}}$`,
  description,
});
const integer = (bits: number, description: string): Schema => ({
  type: "integer",
  minimum: 0,
  maximum: 2 ** bits - 1,
  description,
});
const kind = (name: string): Schema => ({ type: "string", enum: [name] });

const signature: Schema = {
  type: "string",
  pattern: "^0x(?:[0-9a-fA-F]{128}|[0-9a-fA-F]{130})$",
  description: "65 bytes (r, s, v), or 64 bytes as in EIP-2098. It is brought to the low s and v of 27 or 28.",
};
const signer: Schema = {
  type: "string",
  pattern: "^0x(?:[0-9a-fA-F]{2}){1,1024}$",
  description: "The account that signed, 20 bytes. Keys of other kinds register directly.",
};
const nonce = (bits: number): Schema => ({
  type: "string",
  pattern: "^(?:0|[1-9][0-9]{0,77}|0x[0-9a-fA-F]{1,64})$",
  description: `A number of ${bits} bits that the seat uses once for this kind, in decimal or hexadecimal.`,
});

const head = {
  seat: integer(16, "The member that signed."),
  deadline: integer(48, "Unix seconds by the chain's time, at most batch.maxDeadlineAhead ahead."),
  signer,
  signature,
} as const;
const HEAD = ["kind", "seat", "deadline", "signer", "nonce", "signature"] as const;
const call = {
  target: hex(20, "The contract that is called."),
  gas: integer(32, "The most gas that the call may use."),
  data: { type: "string", pattern: "^0x(?:[0-9a-fA-F]{2}){0,4096}$", description: "At most 4,096 bytes." },
} as const satisfies Readonly<Record<string, Schema>>;

const registration: Schema = {
  type: "object",
  description: "A confidential record, signed as its registry takes it.",
  properties: {
    kind: kind("registration"),
    ...head,
    nonce: nonce(256),
    group: integer(32, "The group that the record is for."),
    epoch: integer(32, "The group's epoch."),
    suite: integer(8, "How it was sealed."),
    contentRoot: hex(32, "Commitment to the content."),
    bodyHash: hex(32, "Hash of the envelope."),
    previous: hex(32, "The record that it follows, or zeros."),
  },
  required: [...HEAD, "group", "epoch", "suite", "contentRoot", "bodyHash", "previous"],
  additionalProperties: false,
};
const memberCall: Schema = {
  type: "object",
  description: "A call that the member makes.",
  properties: { kind: kind("call"), ...head, nonce: nonce(64), ...call },
  required: [...HEAD, "target", "gas", "data"],
  additionalProperties: false,
};
const bundle: Schema = {
  type: "object",
  description: "Digests under one signature.",
  properties: {
    kind: kind("bundle"),
    ...head,
    nonce: nonce(64),
    digests: { type: "array", items: hex(32, "A digest."), minItems: 1, maxItems: 1_000 },
  },
  required: [...HEAD, "digests"],
  additionalProperties: false,
};
const callBundle: Schema = {
  type: "object",
  description: "Calls under one signature.",
  properties: {
    kind: kind("callBundle"),
    ...head,
    nonce: nonce(64),
    calls: {
      type: "array",
      items: { type: "object", properties: call, required: ["target", "gas", "data"], additionalProperties: false },
      minItems: 1,
      maxItems: 1_000,
    },
  },
  required: [...HEAD, "calls"],
  additionalProperties: false,
};

/** What is posted to /v1/records as JSON. */
export const recordsShape: Schema = {
  type: "object",
  properties: {
    records: {
      type: "array",
      items: {
        oneOf: [
          { type: "string", pattern: "^0x(?:[0-9a-fA-F]{2})+$", description: "A packed record." },
          registration,
          memberCall,
          bundle,
          callBundle,
        ],
      },
      minItems: 1,
      maxItems: 1_000,
    },
  },
  required: ["records"],
  additionalProperties: false,
};
