import { QuorateError } from "#sdk";
import type { FoundingKeys, MemberKeys, PublicKey } from "./FoundingKeys.ts";
import type { Hex } from "./Hex.ts";
import { isP256Point } from "./isP256Point.ts";
import type { Organisation } from "./Organisation.ts";

interface Use {
  readonly organisation: string;
  /** As in "the cold account of ACME Bank". */
  readonly role: string;
  readonly key: Hex;
}

/**
 * Finds keys that must not enter a consortium: zero ones, one that stands for two seats or twice for one, addresses of nodes (a
 * machine holds those), points that are on no curve; and salts that are zero or used twice.
 */
export function findKeyFaults(organisations: readonly Organisation[], keys: FoundingKeys): readonly QuorateError[] {
  const uses = keys.flatMap(listUses);
  return [
    ...uses.filter(({ key }) => isZero(key)).map(toZeroFault),
    ...findDuplicates(uses.filter(({ key }) => !isZero(key))),
    ...findNodeAddresses(organisations, uses),
    ...keys.flatMap(findOffCurve),
    ...findSaltFaults(keys),
  ];
}

function listUses({ organisation, cold, hot }: MemberKeys): readonly Use[] {
  return [
    { organisation, role: "the cold account", key: cold },
    ...hot.map(({ publicKey }, index) => ({ organisation, role: `hot key ${index + 1}`, key: materialOf(publicKey) })),
  ];
}

/** What two keys have in common when one person can sign with both: a passkey and a P-256 key of one point are one key. */
function materialOf(publicKey: PublicKey): Hex {
  return publicKey.kind === "account" ? publicKey.address : publicKey.key;
}

function isZero(bytes: Hex): boolean {
  return /^0x0*$/.test(bytes);
}

function toZeroFault({ organisation, role }: Use): QuorateError {
  return new QuorateError({
    code: "KEY_ZERO",
    summary: `${role} of ${organisation} is zero.`.replace(/^./, (letter) => letter.toUpperCase()),
    remedy: `Ask ${organisation} for the key: nobody can sign with zero.`,
    facts: { organisation, role },
  });
}

function findDuplicates(uses: readonly Use[]): readonly QuorateError[] {
  const faults: QuorateError[] = [];
  for (const [key, group] of Map.groupBy(uses, (use) => use.key.toLowerCase())) {
    if (group.length === 1) continue;
    const organisations = [...new Set(group.map(({ organisation }) => organisation))];
    const places = group.map(({ role, organisation }) => `${role} of ${organisation}`).join(" and ");
    faults.push(
      new QuorateError({
        code: "KEY_DUPLICATE",
        summary: `The key ${key.slice(0, 20)}... is both ${places}.`,
        remedy:
          organisations.length > 1
            ? "Ask both organisations which of them holds it, and the other for a key of its own."
            : "Use different keys: a cold account that is also hot, or one key counted twice, protects nothing.",
        facts: { key, organisations, roles: group.map(({ role }) => role) },
      }),
    );
  }
  return faults;
}

function findNodeAddresses(organisations: readonly Organisation[], uses: readonly Use[]): readonly QuorateError[] {
  const nodes = organisations.flatMap(({ name, nodes: rows }) => rows.map((row) => ({ name, row })));
  return uses.flatMap(({ organisation, role, key }) => {
    const node = nodes.find(({ row }) => row.nodeAddress?.toLowerCase() === key.toLowerCase());
    if (node === undefined) return [];
    return [
      new QuorateError({
        code: "KEY_IS_NODE_ADDRESS",
        summary: `${role} of ${organisation} is the address of the node ${node.row.node} of ${node.name}.`,
        remedy: `Ask ${organisation} for a key that a person holds: a node's key lies open on the node.`,
        facts: { organisation, role, key, node: node.row.node, nodeOrganisation: node.name },
      }),
    ];
  });
}

function findOffCurve({ organisation, hot }: MemberKeys): readonly QuorateError[] {
  return hot.flatMap(({ publicKey }, index) => {
    if (publicKey.kind !== "p256" && publicKey.kind !== "webauthn") return [];
    if (isZero(publicKey.key) || isP256Point(publicKey.key)) return [];
    return [
      new QuorateError({
        code: "KEY_NOT_ON_CURVE",
        summary: `Hot key ${index + 1} of ${organisation} is no point on the curve P-256.`,
        remedy: "Copy the coordinates x and y again: no signature would ever verify.",
        facts: { organisation, role: `hot key ${index + 1}`, key: publicKey.key },
      }),
    ];
  });
}

function findSaltFaults(keys: FoundingKeys): readonly QuorateError[] {
  return [...Map.groupBy(keys, ({ salt }) => salt.toLowerCase())].flatMap(([salt, group]) => {
    const organisations = group.map(({ organisation }) => organisation);
    if (organisations.length === 1 && !/^0x0*$/.test(salt)) return [];
    return [
      new QuorateError({
        code: "SALT_NOT_SECRET",
        summary: `The salt of ${organisations.join(" and ")} is ${organisations.length > 1 ? "the same" : "zero"}.`,
        remedy: "Draw 32 random bytes for each organisation, or its name can be guessed from the chain.",
        facts: { organisations },
      }),
    ];
  });
}
