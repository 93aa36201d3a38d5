import { QuorateError } from "../errors/QuorateError.ts";
import { type Duty, duties, type Scope, scopes } from "./Duty.ts";

/** Duties as the bits that the chain keeps. @throws QuorateError DUTY_UNKNOWN */
export function toDutyMask(held: unknown): bigint {
  return toMask(held, duties, "duty");
}

/** The duties that a mask of bits holds; bits without a name are left out. */
export function fromDutyMask(mask: bigint): readonly Duty[] {
  return duties.filter((_, bit) => (mask >> BigInt(bit)) & 1n);
}

/** Scopes as the bits that the chain keeps. @throws QuorateError DUTY_UNKNOWN */
export function toScopeMask(given: unknown): bigint {
  return toMask(given, scopes, "scope");
}

/** The scopes that a mask of bits holds; bits without a name are left out. */
export function fromScopeMask(mask: bigint): readonly Scope[] {
  return scopes.filter((_, bit) => (mask >> BigInt(bit)) & 1n);
}

function toMask(given: unknown, known: readonly string[], what: string): bigint {
  const list: readonly unknown[] = Array.isArray(given) ? given : [given];
  return list.reduce((mask: bigint, name) => {
    const bit = typeof name === "string" ? known.indexOf(name) : -1;
    if (bit < 0) {
      throw new QuorateError({
        code: "DUTY_UNKNOWN",
        summary: `${JSON.stringify(String(name))} is no ${what}.`,
        remedy: `Use ${known.join(", ")}.`,
        facts: { given: String(name), known },
      });
    }
    return mask | (1n << BigInt(bit));
  }, 0n);
}
