import { randomBytes } from "node:crypto";

import { hexlify, Wallet } from "ethers";

import type { Constitution } from "../founding/Constitution.ts";
import type { FoundingKeys } from "../founding/FoundingKeys.ts";
import type { Hex } from "../founding/Hex.ts";
import type { Organisation } from "../founding/Organisation.ts";
import { toHex } from "../founding/toHex.ts";

/** The secrets of one organisation on a chain of this machine. */
export interface LocalSecrets {
  readonly organisation: string;
  readonly cold: Hex;
  readonly hot: readonly Hex[];
}

/** Keys for everybody, drawn anew for each chain. */
export interface LocalKeys {
  readonly deployer: Hex;
  readonly secrets: readonly LocalSecrets[];
  /** Their public part, as members would hand it in. */
  readonly founding: FoundingKeys;
}

/**
 * Draws keys for a chain that lives on this machine: for each organisation a cold account and as many hot ones as a ballot
 * needs, one more where it needs several. On any other chain members draw their own.
 */
export function drawLocalKeys(
  { termsOf, defaultTerms }: Pick<Constitution, "termsOf" | "defaultTerms">,
  organisations: readonly Pick<Organisation, "name">[],
): LocalKeys {
  const secrets = organisations.map(({ name }): LocalSecrets => {
    const { ballotsNeeded } = termsOf.get(name) ?? defaultTerms;
    const count = ballotsNeeded === 1 ? 1 : ballotsNeeded + 1;
    return { organisation: name, cold: drawSecret(), hot: Array.from({ length: count }, drawSecret) };
  });
  const founding = secrets.map(({ organisation, cold, hot }) => ({
    organisation,
    cold: toAddress(cold),
    hot: hot.map((secret) => ({
      publicKey: { kind: "account" as const, address: toAddress(secret) },
      scopes: ["vote", "propose", "records", "duty"] as const,
      expiresAt: null,
    })),
    salt: toHex(hexlify(randomBytes(32))),
  }));
  return { deployer: drawSecret(), secrets, founding };
}

function drawSecret(): Hex {
  return toHex(Wallet.createRandom().privateKey);
}

function toAddress(secret: Hex): Hex {
  return toHex(new Wallet(secret).address);
}
