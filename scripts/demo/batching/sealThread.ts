import { parentPort } from "node:worker_threads";

import { getBytes } from "ethers";
import secp256k1 from "secp256k1";

import { createRecordDigester, loadHashes, packRecord, type RecordDigester } from "#sdk/receipts";
import { collectBytes, type RecordField, sealRecord } from "#sdk/records";

import type { SealedPart, SealingJob, SignedEnvelope } from "./SealingJob.ts";

const SUITE = 1;
const PART = 100;
const NONE = new Uint8Array(32);
/** In cents, so that no two neighbours are equal. */
const PRICE = 12_345;

parentPort?.on("message", (job: SealingJob) => void seal(job));

async function seal(job: SealingJob): Promise<void> {
  await loadHashes();
  const { chainId, registry } = job.context;
  const digestOf = createRecordDigester({ chainId, registry, anchor: job.anchor, executor: job.executor });
  for (let first = 0; first < job.count; first += PART) {
    const size = Math.min(PART, job.count - first);
    const part: SealedPart = await Promise.all(
      Array.from({ length: size }, (_, index) => sealOne(job, digestOf, first + index)),
    );
    parentPort?.postMessage(part);
  }
}

async function sealOne(job: SealingJob, digestOf: RecordDigester, index: number): Promise<SignedEnvelope> {
  const context = { ...job.context, senderNonce: job.context.senderNonce + BigInt(index) };
  const own: readonly RecordField[] = [
    { path: job.amountPath, type: "decimal", value: ((PRICE + index * 7) / 100).toFixed(2) },
    { path: job.referencePath, type: "text", value: `${context.sender}-${index}` },
  ];
  const sealed = await sealRecord({
    context,
    suite: SUITE,
    fields: [...job.fields, ...own],
    recipients: job.readers,
    epochSecret: crypto.getRandomValues(new Uint8Array(32)),
    startsEpoch: true,
    created: job.created,
  });
  const envelope = await collectBytes(sealed.envelope);
  const { contentRoot, bodyHash } = await sealed.commitment;
  const facts = {
    kind: "registration",
    seat: Number(context.sender),
    deadline: job.deadline,
    signer: job.signer,
    nonce: getBytes(`0x${context.senderNonce.toString(16).padStart(64, "0")}`),
    group: Number(context.group),
    epoch: Number(context.epoch),
    suite: SUITE,
    contentRoot: getBytes(contentRoot),
    bodyHash: getBytes(bodyHash),
    previous: NONE,
  } as const;
  const unsigned = packRecord({ ...facts, signature: new Uint8Array(65) });
  return { envelope, record: packRecord({ ...facts, signature: sign(digestOf(unsigned), job.privateKey) }) };
}

function sign(digest: Uint8Array, privateKey: Uint8Array): Uint8Array {
  const { signature, recid } = secp256k1.ecdsaSign(digest, privateKey);
  return Uint8Array.of(...signature, 27 + recid);
}
