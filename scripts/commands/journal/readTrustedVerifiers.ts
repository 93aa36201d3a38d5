import { getAddress, isAddress } from "ethers";

import type { VerifierKind, Verifiers } from "#sdk";

import { parseJsonFile } from "../../founding/parseJsonFile.ts";

const KINDS = ["p256", "webauthn", "rsa"] as const satisfies readonly VerifierKind[];

/**
 * Reads the verifier contracts for which whoever verifies a journal vouches: `{ "0x...": "p256" }`.
 *
 * @throws QuorateError KEYS_REFUSED, whose `faults` carry `facts.path`, a summary and a remedy each
 */
export function readTrustedVerifiers(text: string, file: string): Verifiers {
  return parseJsonFile(text, {
    file,
    refusal: "KEYS_REFUSED",
    read: (root) =>
      Object.fromEntries(
        root.entries().map(([address, place]) => {
          if (isAddress(address)) return [getAddress(address), place.word(KINDS)];
          place.refuse({
            code: "JSON_BAD_VALUE",
            summary: `${JSON.stringify(address)} is no address`,
            remedy: "Write 0x and 40 hexadecimal digits, with the right checksum or in lower case.",
            facts: { found: address },
          });
          return [address, KINDS[0]];
        }),
      ),
  });
}
