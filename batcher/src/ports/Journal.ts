/** Values of a line, by name. Never secrets, signatures or raw transactions. */
export type LineFacts = Readonly<Record<string, string | number | bigint | boolean | null | undefined>>;

/** Where lines for the operator go. */
export interface Journal {
  note(event: string, facts?: LineFacts): void;
  warn(event: string, facts?: LineFacts): void;
  /** `error` is what was thrown. */
  fail(event: string, error: unknown, facts?: LineFacts): void;
}
