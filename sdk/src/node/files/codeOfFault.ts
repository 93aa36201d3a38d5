/** The code that the system gave for a fault, as in `ENOENT`. */
export function codeOfFault(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}

/** Whether a fault says that there is no room: on the disk, in a quota or under a limit of the process. */
export function isOutOfRoom(error: unknown): boolean {
  return ["ENOSPC", "EDQUOT", "EFBIG"].includes(codeOfFault(error) ?? "");
}
