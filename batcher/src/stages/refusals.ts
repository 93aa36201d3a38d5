import { type Refusal, refusals } from "#sdk/receipts";

/** How a refusal is told over HTTP. */
export interface Problem {
  readonly status: number;
  /** Whether the same request may succeed later. */
  readonly retry: boolean;
  readonly title: string;
  /** What to do. */
  readonly remedy: string;
}

type Told = readonly [status: number, title: string, remedy: string];

/** Why a record is not taken; the codes are the SDK's. */
const recordProblems = {
  "record-malformed": [400, "The bytes are not a signed record.", "Pack the record with packRecord of the SDK."],
  "record-too-large": [413, "The record is larger than this batcher takes.", "Divide it, or send it to the contract."],
  "kind-unsupported": [
    422,
    "This batcher does not take records of this kind.",
    "Send it to one that does, or to the contract directly.",
  ],
  "signature-malformed": [
    422,
    "The signature is none that an account makes.",
    "Give 65 bytes (r, s, v) or 64 bytes (EIP-2098) as the wallet returned them.",
  ],
  "signature-wrong": [
    422,
    "The signature is not the named signer's over this record.",
    "Sign the record with the named key, for the chain and the contracts at /v1/status.",
  ],
  "signer-unsupported": [
    422,
    "Only keys that are accounts sign batched records.",
    "Register the record directly: the contract takes keys of every kind.",
  ],
  // Not 421: Node's fetch sends a body again on that, and fails.
  "wrong-domain": [
    422,
    "The request is for another chain or another contract.",
    "Read at /v1/status which chain and contracts this batcher serves.",
  ],
  "deadline-passed": [
    409,
    "The deadline has passed by the chain's time.",
    "Look its receipt up if it was accepted before, or sign again with a later deadline.",
  ],
  "deadline-too-far": [
    422,
    "The deadline is further ahead than batch.maxDeadlineAhead.",
    "Sign again with an earlier deadline, counted from the time of the newest block.",
  ],
  "nonce-used": [409, "The seat used the nonce for another record.", "Sign the record with another nonce."],
  "nonces-scattered": [
    429,
    "The seat has too many words of nonces open.",
    "Use nonces that follow one another, or wait until earlier deadlines have passed.",
  ],
  "not-a-member": [403, "The seat's member has left, or has not accepted its seat.", "Accept the seat first."],
  "member-suspended": [403, "The member is suspended.", "Wait until the suspension is over."],
  "key-unknown": [403, "The signer is no key of any member.", "Sign with a key that the member registry lists."],
  "seat-mismatch": [403, "The signer is a key of another seat.", "Name the seat that the key belongs to."],
  "key-inactive": [
    403,
    "The key is not active now: it is suspended, has expired, or is not active yet.",
    "Sign with an active key.",
  ],
  "scope-missing": [403, "The key may not act for records.", "Sign with a key that has the scope for records."],
  "over-rate": [429, "The seat sends more records than it may.", "Wait as Retry-After says."],
  "queue-full": [503, "The batcher has as many records in hand as it takes.", "Wait as Retry-After says."],
  "store-full": [507, "The batcher's store has no room.", "Wait until its operator has made room."],
  "store-unavailable": [
    503,
    "The batcher's store does not answer.",
    "Wait as Retry-After says; sending the record again is safe.",
  ],
  "batcher-suspended": [
    503,
    "The batcher may not promise: it lacks the duty, or is suspended.",
    "Send it to another batcher, or anchor it yourself with anchorOne.",
  ],
  "batcher-stopping": [503, "The batcher is stopping.", "Send it to another instance, or wait until this one is back."],
  "chain-unreachable": [503, "The batcher does not know the chain's time.", "Wait as Retry-After says."],
  "call-refused": [
    422,
    "The call asks for more gas than one call may use, or its bundle for more than one transaction holds.",
    "Read the parameter batch.callGas, or divide the bundle.",
  ],
} as const satisfies Readonly<Record<Refusal, Told>>;

/** Why a request is not taken as a whole. */
const requestProblems = {
  "body-malformed": [
    400,
    "The body is not what its content type says.",
    "Send one JSON object, or packed records one after another.",
  ],
  "body-too-deep": [400, "The JSON is nested too deeply.", "Send the shape that /v1/openapi.json describes."],
  "number-unsafe": [
    400,
    "A number cannot be read exactly.",
    "Write numbers from 2^53 on, and those with a fraction, as strings.",
  ],
  "field-unknown": [400, "There is no such field.", "Leave it out: /v1/openapi.json lists all fields."],
  "field-duplicate": [400, "A field is there twice.", "Write each field once."],
  "field-missing": [400, "A field is missing.", "Add it as /v1/openapi.json describes it."],
  "field-malformed": [
    400,
    "A field has another type or form than it must have.",
    "Write it as /v1/openapi.json describes it.",
  ],
  "no-records": [400, "The request holds no record.", "Send at least one."],
  "query-malformed": [
    400,
    "A part of the path or the query is not what it must be.",
    "Write it as /v1/openapi.json describes it.",
  ],
  "not-found": [404, "There is nothing at this path.", "Read /v1/openapi.json."],
  "receipt-unknown": [404, "No record of this log has that number.", "Correct the log and the sequence."],
  "method-not-allowed": [405, "The path does not take this method.", "Use a method that the header Allow names."],
  "not-acceptable": [
    406,
    "The batcher cannot answer in the form asked for.",
    "Accept application/json, or the form of the request.",
  ],
  "request-too-slow": [408, "The request did not come in whole in time.", "Send it again over a faster connection."],
  "body-too-large": [413, "The body is larger than the batcher takes.", "Send fewer records at a time."],
  "too-many-records": [413, "The request holds more records than one may.", "Send at most 1,000 records at a time."],
  "content-type-unsupported": [
    415,
    "The content type is none that the batcher reads.",
    "Send application/json or application/vnd.quorate.records.",
  ],
  "too-many-waits": [429, "Too many requests wait for an answer.", "Wait as Retry-After says."],
  "batcher-starting": [503, "The batcher is starting.", "Wait as Retry-After says, or send it to another instance."],
  internal: [500, "The batcher failed; its operator can read why.", "Send it again: records are taken once."],
} as const satisfies Readonly<Record<string, Told>>;

const RETRIED_REQUESTS: readonly string[] = ["request-too-slow", "too-many-waits", "batcher-starting", "internal"];

/** Why a request is not taken as a whole. */
export type RequestProblem = keyof typeof requestProblems;
/** Every code that a client can be answered with. They stay what they are for ever. */
export type ProblemCode = Refusal | RequestProblem;

/** What is told with a code. */
export function problemOf(code: ProblemCode): Problem {
  const [status, title, remedy] = isRequestProblem(code) ? requestProblems[code] : recordProblems[code];
  const retry = isRequestProblem(code) ? RETRIED_REQUESTS.includes(code) : refusals[code].retry;
  return { status, retry, title, remedy };
}

/** Every code there is. */
export function listProblems(): readonly ProblemCode[] {
  const codes: readonly string[] = [...Object.keys(recordProblems), ...Object.keys(requestProblems)];
  return codes.filter(isProblemCode);
}

function isProblemCode(code: string): code is ProblemCode {
  return Object.hasOwn(recordProblems, code) || Object.hasOwn(requestProblems, code);
}

function isRequestProblem(code: ProblemCode): code is RequestProblem {
  return Object.hasOwn(requestProblems, code);
}
