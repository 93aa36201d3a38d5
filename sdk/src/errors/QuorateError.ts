import type { ErrorCode } from "./codes.ts";

/** A value that explains an error: what was found, what was expected, where. */
export type Fact = string | number | bigint | boolean | null | readonly Fact[];

/** The values that explain an error, by name. */
export type Facts = Readonly<Record<string, Fact>>;

/** What an error is made of. */
export interface QuorateErrorParameters<Code extends ErrorCode = ErrorCode> {
  /** Which fault it is. */
  readonly code: Code;
  /** One sentence: what happened, with the values that matter. */
  readonly summary: string;
  /** One sentence: what to do next. */
  readonly remedy: string;
  /** The values by name. */
  readonly facts?: Facts;
  /** Single faults that this error gathers, in the order in which they were found. */
  readonly faults?: readonly QuorateError[];
  /** The error that led to this one. */
  readonly cause?: unknown;
}

/**
 * The one error class of the suite. Branch on `code`, never on text.
 *
 * `message` is complete for a person: the summary, what to do, and every gathered fault.
 *
 * @example
 * ```ts
 * try {
 *   await readBallotFile(text);
 * } catch (error) {
 *   if (error instanceof QuorateError && error.code === "BALLOT_FILE_ALTERED") console.error(error.summary, error.remedy);
 * }
 * ```
 */
export class QuorateError<Code extends ErrorCode = ErrorCode> extends Error {
  override readonly name: string = "QuorateError";
  /** Which fault it is. */
  readonly code: Code;
  /** What happened, without the remedy. */
  readonly summary: string;
  /** What to do next. */
  readonly remedy: string;
  /** The values that explain it, by name. */
  readonly facts: Facts;
  /** Single faults that this error gathers; empty for a single fault. */
  readonly faults: readonly QuorateError[];

  constructor(parameters: QuorateErrorParameters<Code>) {
    const { code, summary, remedy, facts = {}, faults = [], cause } = parameters;
    super([`${summary} ${remedy}`, ...faults.map(toListItem)].join("\n"), cause === undefined ? {} : { cause });
    this.code = code;
    this.summary = summary;
    this.remedy = remedy;
    this.facts = facts;
    this.faults = faults;
  }

  /**
   * Looks through this error, the faults it gathers and everything that caused it, outermost first.
   *
   * @returns the first error that `matches`, or undefined
   */
  walk<Match>(matches: (error: unknown) => error is Match): Match | undefined;
  walk(matches: (error: unknown) => boolean): unknown;
  walk(matches: (error: unknown) => boolean): unknown {
    for (const error of listErrors(this, new Set())) if (matches(error)) return error;
    return undefined;
  }

  /**
   * Finds the error with a given code in this error, the faults it gathers and everything that caused it.
   *
   * @returns the first error with that code, or undefined
   */
  find<Wanted extends ErrorCode>(code: Wanted): QuorateError<Wanted> | undefined {
    return this.walk((error): error is QuorateError<Wanted> => error instanceof QuorateError && error.code === code);
  }
}

function toListItem(fault: QuorateError): string {
  return `  - ${fault.message.replaceAll("\n", "\n    ")}`;
}

function* listErrors(error: unknown, seen: Set<unknown>): Generator<unknown> {
  if (seen.has(error)) return;
  seen.add(error);
  yield error;
  if (error instanceof QuorateError) for (const fault of error.faults) yield* listErrors(fault, seen);
  if (error instanceof Error && error.cause !== undefined) yield* listErrors(error.cause, seen);
}
