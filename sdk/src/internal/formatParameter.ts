import type { ParameterBounds, ParameterType } from "../types/Parameter.ts";
import { parseAddress } from "../types/parseAddress.ts";
import { formatDuration } from "./formatDuration.ts";

/** What is known of a parameter's value. */
export interface ValueMeaning {
  readonly kind: ParameterType;
  readonly unit: string;
}

/**
 * A parameter's raw value as people read it; without its meaning, as the number that it is.
 *
 * @example
 * ```ts
 * formatParameterValue(3_600n, { kind: "duration", unit: "seconds" }); // "1 hour (3600 seconds)"
 * ```
 */
export function formatParameterValue(value: bigint, meaning: ValueMeaning | undefined): string {
  switch (meaning?.kind) {
    case undefined:
      return value.toString();
    case "bool":
      return value === 0n ? "no (0)" : value === 1n ? "yes (1)" : value.toString();
    case "duration":
      return `${formatDuration(value)} (${value} seconds)`;
    case "address":
      return parseAddress(`0x${value.toString(16).padStart(40, "0")}`);
    case "uint":
      return meaning?.unit === "" ? value.toString() : `${value} ${meaning?.unit}`;
  }
}

/**
 * A parameter's bounds as people read them, with each of their components.
 *
 * @example
 * ```ts
 * const sentence: string = formatBounds(bounds);
 * ```
 */
export function formatBounds(bounds: ParameterBounds): string {
  const show = (value: bigint): string => formatParameterValue(value, bounds);
  return [
    `a ${bounds.kind} counted in ${bounds.unit === "" ? "nothing" : bounds.unit}`,
    `from ${show(bounds.min)} to ${show(bounds.max)}`,
    bounds.maxStep === 0n
      ? "steps of any size"
      : `steps of at most ${bounds.kind === "address" ? bounds.maxStep : show(bounds.maxStep)}`,
    `${formatDuration(bounds.coolDown)} between changes`,
  ].join(", ");
}
