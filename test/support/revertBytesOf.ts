/** The bytes a call reverted with, wherever in the chain of causes the node put them. Throws on what is no revert. */
export function revertBytesOf(error: unknown): string {
  for (let cause = error; cause !== undefined; cause = fieldOf(cause, "cause")) {
    const field = fieldOf(cause, "data");
    const bytes = typeof field === "string" ? field : fieldOf(field, "data");
    if (typeof bytes === "string") return bytes;
  }
  throw error;
}

/** A field of a value that may be no object. */
export function fieldOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}
