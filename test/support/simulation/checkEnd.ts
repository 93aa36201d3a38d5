import { type BatchReceipt, computeHeaderHash, parseAddress, parseBytes32, verifyReceipt } from "#sdk/receipts";
import { CALL, fromHex, toHex } from "../../../batcher/src/records.ts";
import type { LevelledReceipt } from "../../../batcher/src/stages/receipt.ts";
import type { Disk } from "./Disk.ts";
import type { Ledger } from "./Ledger.ts";
import { isPoison } from "./LedgerState.ts";
import { PLACE } from "./place.ts";
import type { Acknowledged, Kept, ReferenceModel } from "./ReferenceModel.ts";
import type { SimulatedBatcher } from "./SimulatedBatcher.ts";
import { hashOf } from "./transactions.ts";
import type { Violations } from "./Violations.ts";
import type { SimulatedWorld } from "./World.ts";

/** A world whose faults are over. */
export interface EndParameters {
  readonly world: SimulatedWorld;
  readonly violations: Violations;
  readonly model: ReferenceModel;
  readonly disk: Disk;
  readonly ledger: Ledger;
  readonly batchers: readonly SimulatedBatcher[];
  readonly accounts: readonly string[];
  readonly verifiesAll?: boolean;
}

/** How long before the end of a promise a fault excuses that it was not kept. */
const EXCUSE_MS = 25_000;
const SAMPLE = 1;
const RECEIPT_MS = 20_000;
const SETTLE_MS = 20_000;

/** Checks everything that must hold once faults are over and all has come to rest. */
export async function checkEnd(parameters: EndParameters): Promise<void> {
  const { model } = parameters;
  model.checkDisk();
  model.checkChain();
  model.checkFinal();
  checkCoverage(parameters);
  await checkTransactions(parameters);
  checkPromises(parameters);
  checkCalls(parameters);
  await checkReceipts(parameters);
}

function checkCoverage({ disk, ledger, model, violations }: EndParameters): void {
  const final = new Set<string>();
  for (const { logId, firstSequence, count, isFinal } of disk.durable.batches)
    if (isFinal) for (let at = firstSequence; at < firstSequence + count; at += 1) final.add(`${logId} ${at}`);
  const lost = model.acknowledged.filter(({ logId, sequence }) => !final.has(`${logId} ${sequence}`));
  const first = lost[0];
  violations.unless(
    lost.length === 0,
    "final-at-last",
    `${lost.length} acknowledged records are not final, the first is ${first?.sequence} of ${first?.logId.slice(0, 10)}`,
  );
  for (const { logId, number, anchored, isFinal } of disk.durable.batches) {
    const onChain = ledger.head.state.logs.get(logId)?.batches[number];
    const isSame = !isFinal || (anchored?.blockHash === onChain?.blockHash && anchored?.previous === onChain?.previous);
    violations.unless(isSame, "final-stays-final", `batch ${number} is in another block than the store says`);
  }
}

/** Every nonce that a transaction was kept for is used in the end: of those that wait for the lease, once they have it. */
async function checkTransactions({ disk, ledger, violations, world, batchers }: EndParameters): Promise<void> {
  const anchoring = new Set(
    batchers.filter(({ pipeline }) => pipeline?.status().holdsLease).map((each) => each.account),
  );
  const highest = new Map<string, number>();
  for (const { account, nonce } of disk.durable.transactions)
    if (anchoring.has(account)) highest.set(account, Math.max(nonce, highest.get(account) ?? 0));
  const listOpen = (): readonly string[] =>
    [...highest].flatMap(([account, nonce]) => {
      const next = ledger.head.state.nonces.get(account) ?? 0;
      return nonce < next ? [] : [`nonce ${nonce} is kept, the chain waits for ${next}`];
    });
  const until = world.time.now + SETTLE_MS;
  await world.time.run(() => listOpen().length === 0 || world.time.now >= until);
  for (const open of listOpen()) violations.say("chain-nonces-without-gap", open);
}

function checkPromises({ disk, ledger, model, violations, world }: EndParameters): void {
  for (const { logId, firstSequence, count, promisedUntil } of disk.durable.groups) {
    const told = model.acknowledged.find(
      (each) => each.logId === logId && each.sequence >= firstSequence && each.sequence < firstSequence + count,
    );
    if (told === undefined) continue;
    const batches = ledger.head.state.logs.get(logId)?.batches ?? [];
    const last = firstSequence + count - 1;
    const anchoring = batches.find((each) => each.firstSequence <= last && last < each.firstSequence + each.count);
    const due = told.at + ledger.parameters.promiseTime * 1_000;
    const isKept = (anchoring?.anchoredAt ?? Number.POSITIVE_INFINITY) <= promisedUntil;
    const isExcused = world.worry.wasAny(due - EXCUSE_MS, due);
    const late = (anchoring?.anchoredAt ?? 0) - promisedUntil;
    violations.unless(isKept || isExcused, "promises-kept", `sequence ${firstSequence} was anchored ${late} s late`);
  }
}

/** Each stored call was carried out once, and the store knows how it ended. */
function checkCalls({ disk, ledger, model, violations }: EndParameters): void {
  const kept = new Map(model.listKept().map((record) => [`${record.logId} ${record.sequence}`, record]));
  for (const record of kept.values()) {
    const isNone = record.bytes[0] !== CALL || isPoison(textOf(record));
    const isDone = isNone || ledger.head.state.executed.has(hashOf(textOf(record)));
    violations.unless(isDone, "calls-executed-once", `the call ${record.sequence} was never executed`);
  }
  for (const { logId, number, sequences, executed } of disk.durable.executions) {
    for (const [index, sequence] of sequences.entries()) {
      const record = kept.get(`${logId} ${sequence}`);
      const onChain = record && ledger.head.state.executed.get(hashOf(textOf(record)));
      const inStore = executed?.outcomes[index];
      const told = `call ${sequence} of batch ${number} ended with ${onChain}, the store says ${inStore}`;
      violations.unless(inStore === onChain, "calls-executed-once", told);
    }
  }
}

function textOf({ bytes }: Kept): string {
  return Buffer.from(bytes).toString("hex");
}

async function checkReceipts(parameters: EndParameters): Promise<void> {
  const { model, batchers, world, violations, verifiesAll } = parameters;
  const records = new Map(model.listKept().map((record) => [record.digest, record]));
  const receipts = batchers.map(({ pipeline }) => pipeline?.receipts).find((each) => each !== undefined);
  if (receipts === undefined) return violations.say("final-at-last", "no batcher runs");
  const { acknowledged } = model;
  const first = world.random.between(0, Math.max(0, acknowledged.length - SAMPLE));
  const asked = verifiesAll === true ? acknowledged : acknowledged.slice(first, first + SAMPLE);
  const given = new Map<Acknowledged, LevelledReceipt | undefined>();
  const until = world.time.now + RECEIPT_MS;
  for (const each of asked) {
    receipts.get(each.logId, each.sequence).then(
      (receipt) => given.set(each, receipt),
      (error) => violations.say("receipts-verify", `${each.sequence}: ${error}`),
    );
  }
  await world.time.run(() => given.size === asked.length || world.time.now >= until);
  for (const each of asked) {
    const record = records.get(each.digest);
    const found = given.get(each);
    if (found === undefined || record === undefined) violations.say("receipts-verify", `${each.sequence} has none`);
    else checkReceipt(parameters, record, found);
  }
}

function checkReceipt({ ledger, accounts, violations }: EndParameters, record: Kept, found: LevelledReceipt): void {
  const { receipt, level } = found;
  const { logId, sequence, digest } = record;
  violations.unless(level === "final", "final-at-last", `the receipt of ${sequence} says ${level}`);
  const isSame = receipt.logId === logId && receipt.sequence === sequence && receipt.digest === digest;
  violations.unless(isSame, "receipts-verify", `the receipt of ${sequence} is for another record`);
  try {
    verifyReceipt(receipt, {
      ...PLACE,
      batchHash: hashOnChain(ledger, receipt),
      promisers: accounts.map((account) => parseAddress(account)),
    });
  } catch (error) {
    violations.say("receipts-verify", `${sequence}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function hashOnChain({ head }: Ledger, { logId, batch }: BatchReceipt) {
  const facts = head.state.logs.get(logId)?.batches[batch?.number ?? -1];
  if (facts === undefined) return undefined;
  const { root, firstSequence, count, anchoredAt, previous } = facts;
  const header = { root: fromHex(root), firstSequence, count, anchoredAt, previous: fromHex(previous) };
  return parseBytes32(toHex(computeHeaderHash(header)));
}
