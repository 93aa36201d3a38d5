/** Writes a value as JSON: integers of the chain as texts of digits, maps as objects, so that no reader rounds or loses any. */
export function toJson(value: unknown): string {
  return JSON.stringify(
    value,
    (_key, each: unknown) => {
      if (typeof each === "bigint") return each.toString();
      if (each instanceof Map) return Object.fromEntries(each);
      return each;
    },
    2,
  );
}
