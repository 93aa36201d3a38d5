import { QuorateError } from "../../errors/QuorateError.ts";
import { type Suite, suites } from "../../types/Suite.ts";
import { hybridKem } from "./hybridKem.ts";
import type { Kem } from "./Kem.ts";
import { p256Kem } from "./p256Kem.ts";
import { x25519Kem } from "./x25519Kem.ts";

const KEMS: Readonly<Record<Suite, Kem>> = { 1: x25519Kem, 2: hybridKem, 3: p256Kem };

/** The key encapsulation of a suite. */
export function kemOf(suite: Suite): Kem {
  return KEMS[suite];
}

/** Reads the number of a suite. @throws QuorateError SUITE_UNKNOWN */
export function parseSuite(value: unknown): Suite {
  const suite = suites.find((known) => known === value);
  if (suite !== undefined) return suite;
  throw new QuorateError({
    code: "SUITE_UNKNOWN",
    summary: `There is no suite ${String(value).slice(0, 40)}.`,
    remedy: `Name one of the suites ${suites.join(", ")}, or use a release that knows this one.`,
    facts: { suite: String(value).slice(0, 40) },
  });
}
