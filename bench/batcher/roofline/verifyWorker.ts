// Checks signatures for a second, with a key that is parsed already, and tells how many a second that were.

import { randomBytes } from "node:crypto";
import { parentPort } from "node:worker_threads";

import secp256k1 from "secp256k1";

const SIGNATURES = 64;
const BUDGET_MS = 1_000;

const secret = randomBytes(32);
const key = secp256k1.publicKeyCreate(secret, false);
const signed = Array.from({ length: SIGNATURES }, () => {
  const digest = Uint8Array.from(randomBytes(32));
  return { digest, signature: secp256k1.ecdsaSign(digest, secret).signature };
});

parentPort?.on("message", () => {
  const start = performance.now();
  let checked = 0;
  while (performance.now() - start < BUDGET_MS) {
    for (const { digest, signature } of signed) if (secp256k1.ecdsaVerify(signature, digest, key)) checked += 1;
  }
  parentPort?.postMessage((checked * 1_000) / (performance.now() - start));
});
parentPort?.postMessage(0);
